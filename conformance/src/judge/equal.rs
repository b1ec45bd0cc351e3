//! When a value is the one expected.

use serde_json::Value;

/// Equal: arrays in order, and objects by the expected keys. An object may have more, because a receiver ignores fields
/// that it does not know.
pub(crate) fn equal(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => expected
            .iter()
            .all(|(key, value)| got.get(key).is_some_and(|got| equal(value, got))),
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len()
                && expected
                    .iter()
                    .zip(got)
                    .all(|(value, got)| equal(value, got))
        }
        _ => expected == got,
    }
}

/// The same elements in any order, each as often.
pub(super) fn same_set(expected: &[Value], got: &[Value]) -> bool {
    let mut left: Vec<&Value> = got.iter().collect();
    expected.len() == got.len()
        && expected.iter().all(|value| {
            let at = left.iter().position(|got| equal(value, got));
            at.map(|at| left.swap_remove(at)).is_some()
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn objects_are_compared_by_the_expected_keys_and_arrays_in_order() {
        let expected = json!({"a": [{"b": "1"}], "c": null});
        assert!(equal(
            &expected,
            &json!({"c": null, "a": [{"b": "1", "new": "x"}]})
        ));
        for other in [
            json!({"a": [{"b": "1"}]}),
            json!({"a": [{"b": "2"}], "c": null}),
            json!({"a": [], "c": null}),
            json!({"a": [{"b": "1"}, {"b": "1"}], "c": null}),
            json!([]),
        ] {
            assert!(!equal(&expected, &other), "{other}");
        }
        assert!(!equal(&json!(["1", "2"]), &json!(["2", "1"])));
    }

    #[test]
    fn sets_count_how_often() {
        let set = |value: Value| value.as_array().expect("an array").clone();
        let expected = set(json!(["a", "b", "a"]));
        assert!(same_set(&expected, &set(json!(["b", "a", "a"]))));
        for other in [json!(["a", "b"]), json!(["a", "b", "b"]), json!([])] {
            assert!(!same_set(&expected, &set(other.clone())), "{other}");
        }
    }
}
