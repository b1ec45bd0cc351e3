//! Whether a value is what a matcher asks for, and how both are shown.

use serde_json::{Value, json};

use super::decoded;
use super::equal::{equal, same_set};
use crate::protocol::from_hex;
use crate::vectors::{Form, Matcher};

/// `None` if the value is what the matcher asks for; otherwise how to show the value.
pub(super) fn mismatch(matcher: &Matcher, got: &Value) -> Option<Value> {
    let matches = match matcher {
        Matcher::Is(expected) => equal(expected, got),
        Matcher::Set(expected) => got.as_array().is_some_and(|got| same_set(expected, got)),
        Matcher::AtMost(most) => number(got).is_some_and(|number| number <= *most),
        Matcher::Decodes { form, to } => return undecoded(*form, to, got),
    };
    (!matches).then(|| got.clone())
}

/// What a matcher asks for, as it would stand in a vector file.
pub(super) fn shown(matcher: &Matcher) -> Value {
    match matcher {
        Matcher::Is(expected) => expected.clone(),
        Matcher::Set(expected) => json!({"set": expected}),
        Matcher::AtMost(most) => json!({"at_most": most.to_string()}),
        Matcher::Decodes { form, to } => decodes(*form, to.clone()),
    }
}

fn decodes(form: Form, to: Value) -> Value {
    json!({"decodes": {"as": form.name(), "to": to}})
}

fn undecoded(form: Form, to: &Value, got: &Value) -> Option<Value> {
    let Some(bytes) = got.as_str().and_then(from_hex) else {
        return Some(got.clone());
    };
    match decoded::decode(form, &bytes) {
        Ok(value) if equal(to, &value) => None,
        Ok(value) => Some(decodes(form, value)),
        Err(error) => Some(json!({"bytes": got, "do_not_decode": error.to_string()})),
    }
}

/// A decimal string in its shortest form.
fn number(value: &Value) -> Option<u64> {
    let text = value.as_str()?;
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_takes_decimal_strings_alone() {
        let matcher = Matcher::AtMost(3);
        for good in [json!("0"), json!("3")] {
            assert_eq!(mismatch(&matcher, &good), None);
        }
        for bad in [
            json!("4"),
            json!("-1"),
            json!("+1"),
            json!("03"),
            json!(3),
            json!(null),
        ] {
            assert_eq!(mismatch(&matcher, &bad), Some(bad.clone()));
        }
    }

    #[test]
    fn bytes_are_compared_by_what_they_decode_to() {
        let matcher = Matcher::Decodes {
            form: Form::Query,
            to: json!({"fields": {"name": "alice"}}),
        };
        let shortest = "0a05616c696365";
        let longer_length = "0a8500616c696365";
        for good in [shortest, longer_length] {
            assert_eq!(mismatch(&matcher, &json!(good)), None);
        }
        assert_eq!(
            mismatch(&matcher, &json!("0a03626f62")),
            Some(json!({"decodes": {"as": "query", "to": {"fields": {"name": "bob"}}}}))
        );
        let undecodable = mismatch(&matcher, &json!("0a")).expect("it ends too early");
        assert_eq!(undecodable["bytes"], "0a");
        assert_eq!(mismatch(&matcher, &json!(null)), Some(json!(null)));
    }
}
