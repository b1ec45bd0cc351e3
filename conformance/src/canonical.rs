//! One way to write a JSON value, and its hash: so that a hash tells of the value and not of who wrote it.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// How many hex digits tell a case or a statement from another: 128 bits.
const SHORT: usize = 32;

/// The sha2-256 of a value in its canonical form, 64 hex digits.
pub fn hash(value: &Value) -> String {
    hex::encode(Sha256::digest(written(value)))
}

/// The first half of [`hash`], 32 hex digits.
pub fn short_hash(value: &Value) -> String {
    let mut hash = hash(value);
    hash.truncate(SHORT);
    hash
}

/// The value on one line, without spaces, with the keys of objects sorted by their bytes.
pub fn written(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Array(elements) => {
            list(out, "[]", elements, write);
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            list(out, "{}", fields, |out, (name, value)| {
                // Writing to a string does not fail.
                let _ = write!(out, "{}:", Value::from(name.as_str()));
                write(out, value);
            });
        }
        plain => {
            let _ = write!(out, "{plain}");
        }
    }
}

fn list<T>(
    out: &mut String,
    brackets: &str,
    elements: impl IntoIterator<Item = T>,
    each: impl Fn(&mut String, T),
) {
    let (open, close) = brackets.split_at(1);
    out.push_str(open);
    for (nth, element) in elements.into_iter().enumerate() {
        if nth > 0 {
            out.push(',');
        }
        each(out, element);
    }
    out.push_str(close);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_and_nothing_else_is() {
        let value = json!({ "b": [2, "ü\"", null], "a": { "d": true, "c": {} } });
        assert_eq!(
            written(&value),
            r#"{"a":{"c":{},"d":true},"b":[2,"ü\"",null]}"#
        );
    }

    /// From `printf '{"a":"b"}' | sha256sum`.
    #[test]
    fn a_hash_is_that_of_the_canonical_text() {
        let known = "db4a7ecb114bc66c623a06c4ff6fe8daa2f49cc270ebbf7a1f81e22ab061c837";
        assert_eq!(hash(&json!({ "a": "b" })), known);
        assert_eq!(short_hash(&json!({ "a": "b" })), known[..32]);
    }
}
