//! JSON pointers in which `*` stands for every element of an array.

use std::borrow::Cow;

use serde_json::Value;

/// What stands at the pointer; `None` if nothing does. A `*` gives an array, one within another nested arrays.
pub(super) fn find<'a>(value: &'a Value, pointer: &str) -> Option<Cow<'a, Value>> {
    if pointer.is_empty() {
        return Some(Cow::Borrowed(value));
    }
    let (segment, rest) = match pointer.strip_prefix('/')?.split_once('/') {
        Some((segment, _)) => (segment, &pointer[segment.len() + 1..]),
        None => (&pointer[1..], ""),
    };
    match value {
        Value::Array(elements) if segment == "*" => elements
            .iter()
            .map(|element| find(element, rest).map(Cow::into_owned))
            .collect::<Option<Vec<_>>>()
            .map(|found| Cow::Owned(Value::Array(found))),
        Value::Array(elements) => find(elements.get(segment.parse::<usize>().ok()?)?, rest),
        Value::Object(fields) => find(fields.get(&unescape(segment))?, rest),
        _ => None,
    }
}

/// A segment as it is meant: `~1` is `/`, `~0` is `~`.
pub(crate) fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pointers_find_what_they_name() {
        let value =
            json!({"a": [{"b": "1"}, {"b": "2"}], "x/y": {"~": "3"}, "none": null, "empty": []});
        for (pointer, expected) in [
            ("", Some(value.clone())),
            ("/a/1/b", Some(json!("2"))),
            ("/a/*/b", Some(json!(["1", "2"]))),
            ("/a/*", Some(value["a"].clone())),
            ("/x~1y/~0", Some(json!("3"))),
            ("/none", Some(json!(null))),
            ("/empty/*/b", Some(json!([]))),
            ("/a/2", None),
            ("/a/*/c", None),
            ("/a/b", None),
            ("/none/x", None),
            ("a", None),
        ] {
            assert_eq!(
                find(&value, pointer).map(Cow::into_owned),
                expected,
                "{pointer}"
            );
        }
    }
}
