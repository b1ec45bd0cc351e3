//! The pieces that generated cases are put together from.

use serde_json::{Value, json};

use crate::vectors::{Assertion, Case, Claim, Do, Form, Matcher, Place, Step, WorldChange};

/// A case without its id.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Why a case like this exists.
    pub why: &'static str,
    /// The profile it belongs to.
    pub profile: &'static str,
    /// What the harness's stores hold at the start.
    pub world: WorldChange,
    /// What happens.
    pub steps: Vec<Step>,
}

impl Draft {
    /// A stateless case: one operation and what must come of it.
    pub fn stateless(
        why: &'static str,
        profile: &'static str,
        op: &str,
        input: Value,
        expect: Vec<Assertion>,
    ) -> Self {
        Self::of(why, profile, vec![ask(op, input, expect)])
    }

    /// A case that finds the stores empty.
    pub fn of(why: &'static str, profile: &'static str, steps: Vec<Step>) -> Self {
        Self {
            why,
            profile,
            world: WorldChange::default(),
            steps,
        }
    }

    pub fn into_case(self, id: String) -> Case {
        Case {
            id,
            why: self.why.to_owned(),
            profile: self.profile.to_owned(),
            also: Vec::new(),
            twin: None,
            place: nowhere(),
            world: self.world,
            steps: self.steps,
            beside: None,
        }
    }
}

/// A request and what must come of it.
pub(crate) fn ask(op: &str, input: Value, expect: Vec<Assertion>) -> Step {
    Step::Do(Do {
        op: op.to_owned(),
        input,
        faults: Vec::new(),
        crash_at: None,
        keep: Vec::new(),
        expect,
    })
}

/// A request that must succeed, and what of its answer is kept for later steps.
pub(crate) fn ask_keeping(op: &str, input: Value, name: &str, at: &str) -> Step {
    Step::Do(Do {
        op: op.to_owned(),
        input,
        faults: Vec::new(),
        crash_at: None,
        keep: vec![(name.to_owned(), at.to_owned())],
        expect: Vec::new(),
    })
}

/// A request that must only succeed.
pub(crate) fn open(op: &str, input: Value) -> Step {
    ask(op, input, Vec::new())
}

/// Opens a reader of a log, with bounds that only the one on pages can meet.
pub(crate) fn open_reader(instance: &str, name: &str, pages: usize) -> Step {
    open(
        "reader.open",
        json!({
            "instance": instance,
            "name": name,
            "profile": "core",
            "group": null,
            "kind": "multihash",
            "limits": {
                "pages": pages.to_string(),
                "page_bytes": "1048576",
                "pairs": "4096",
                "content_bytes": "1048576",
                "call_bytes": "16777216",
                "gets": "16",
            },
        }),
    )
}

/// The answer has this value at the pointer.
pub(crate) fn is(req: &str, at: &str, value: impl Into<Value>) -> Assertion {
    answer(req, at, Matcher::Is(value.into()))
}

/// The answer has these elements at the pointer, in any order.
pub(crate) fn set(req: &str, at: &str, values: Vec<Value>) -> Assertion {
    answer(req, at, Matcher::Set(values))
}

/// The answer has bytes at the pointer that decode to this.
pub(crate) fn decodes(req: &str, at: &str, form: Form, to: Value) -> Assertion {
    answer(req, at, Matcher::Decodes { form, to })
}

/// The harness saw this value at the pointer.
pub(crate) fn seen(req: &str, at: &str, value: impl Into<Value>) -> Assertion {
    saw(req, at, Matcher::Is(value.into()))
}

/// The harness saw these elements at the pointer, in any order.
pub(crate) fn seen_set(req: &str, at: &str, values: Vec<Value>) -> Assertion {
    saw(req, at, Matcher::Set(values))
}

/// The harness saw a count at the pointer that is no greater than this.
pub(crate) fn seen_at_most(req: &str, at: &str, bound: u64) -> Assertion {
    saw(req, at, Matcher::AtMost(bound))
}

/// The answer is a rejection.
pub(crate) fn rejects(req: &str, reason: &str, detail: &str) -> Assertion {
    refuses(req, reason, Some(detail))
}

/// The answer is a rejection; the detail is `None` where several would do.
pub(crate) fn refuses(req: &str, reason: &str, detail: Option<&str>) -> Assertion {
    assertion(
        req,
        Claim::Rejects {
            reason: reason.to_owned(),
            detail: detail.map(str::to_owned),
        },
    )
}

fn answer(req: &str, at: &str, must: Matcher) -> Assertion {
    assertion(
        req,
        Claim::Answer {
            at: at.to_owned(),
            must,
        },
    )
}

fn saw(req: &str, at: &str, must: Matcher) -> Assertion {
    assertion(
        req,
        Claim::Seen {
            at: at.to_owned(),
            must,
        },
    )
}

fn assertion(req: &str, claim: Claim) -> Assertion {
    Assertion {
        req: req.to_owned(),
        place: nowhere(),
        claim,
    }
}

/// The place of what stands in no file.
pub(crate) fn nowhere() -> Place {
    Place {
        file: "(generated)".to_owned(),
        line: 0,
    }
}

/// Lowercase hex.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> Value {
    json!(hex::encode(bytes))
}
