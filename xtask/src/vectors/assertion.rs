//! What a step must lead to: one assertion, bound to one requirement.

use serde_json::{Value, json};

/// An assertion as it is written in a vector.
pub struct Assertion {
    pub req: &'static str,
    pub subject: (&'static str, String),
    pub matcher: Option<(&'static str, Value)>,
}

/// The adapter's answer has this at the pointer.
pub fn is(req: &'static str, at: &str, value: impl Into<Value>) -> Assertion {
    Assertion {
        req,
        subject: ("at", at.into()),
        matcher: Some(("is", value.into())),
    }
}

/// The adapter's answer has these at the pointer, in any order.
pub fn set(req: &'static str, at: &str, values: Value) -> Assertion {
    Assertion {
        req,
        subject: ("at", at.into()),
        matcher: Some(("set", values)),
    }
}

/// The harness saw this.
pub fn seen(req: &'static str, at: &str, value: impl Into<Value>) -> Assertion {
    Assertion {
        req,
        subject: ("seen", at.into()),
        matcher: Some(("is", value.into())),
    }
}

/// The harness saw these, in any order.
pub fn seen_set(req: &'static str, at: &str, values: Value) -> Assertion {
    Assertion {
        req,
        subject: ("seen", at.into()),
        matcher: Some(("set", values)),
    }
}

/// The harness saw a number no greater than this.
pub fn at_most(req: &'static str, at: &str, most: &str) -> Assertion {
    Assertion {
        req,
        subject: ("seen", at.into()),
        matcher: Some(("at_most", json!(most))),
    }
}

/// The adapter refuses the input for this reason.
pub fn rejects(req: &'static str, reason: &str, detail: &str) -> Assertion {
    Assertion {
        req,
        subject: ("rejects", reason.into()),
        matcher: Some(("detail", json!(detail))),
    }
}

/// The ids of these messages: `ids("m1 m2")`.
pub fn ids(messages: &str) -> Value {
    names(messages, "_id")
}

/// The addresses of these messages and pages.
pub fn addresses(of: &str) -> Value {
    names(of, "_at")
}

/// The bytes of these names.
pub fn bytes(of: &str) -> Value {
    names(of, "")
}

/// One missing item for each word `m1:not_found`.
pub fn missing(words: &str) -> Value {
    reasons(words, "id")
}

/// One gap for each word `p1:not_found`.
pub fn gaps(words: &str) -> Value {
    reasons(words, "address")
}

fn names(words: &str, suffix: &str) -> Value {
    words
        .split_whitespace()
        .map(|name| format!("${name}{suffix}"))
        .collect()
}

fn reasons(words: &str, key: &str) -> Value {
    let suffix = if key == "id" { "_id" } else { "_at" };
    let entry = |word: &str| {
        let (name, reason) = word.split_once(':').expect("a word is written name:reason");
        json!({ key: format!("${name}{suffix}"), "reason": reason })
    };
    words.split_whitespace().map(entry).collect()
}
