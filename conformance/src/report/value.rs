//! Values in reports: short enough to read, and cut where they differ.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

/// The longest text that is shown as it is, in characters.
const WHOLE: usize = 160;

/// What is kept at each end of a longer one.
const END: usize = 40;

/// A text with its middle left out if it is long, and its length told.
pub(super) fn elide(text: &str) -> String {
    let length = text.chars().count();
    if length <= WHOLE {
        return text.to_owned();
    }
    let head: String = text.chars().take(END).collect();
    let tail: String = text.chars().skip(length - END).collect();
    format!(
        "{head}… {} of {length} characters left out …{tail}",
        length - 2 * END
    )
}

/// A value on one line, its long strings elided, and it too.
pub(crate) fn one_line(value: &Value) -> String {
    elide_line(&shortened(value).to_string())
}

/// Expected and got, each labelled; as a diff where both are too long to compare by eye.
pub(crate) fn comparison(expected: &Value, got: &Value) -> Vec<(&'static str, String)> {
    if let (Value::String(expected), Value::String(got)) = (expected, got)
        && expected.len().min(got.len()) > WHOLE
    {
        let at = expected
            .bytes()
            .zip(got.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        return vec![("expected", around(expected, at)), ("got", around(got, at))];
    }
    let (short_expected, short_got) = (shortened(expected), shortened(got));
    let together = short_expected.to_string().len() + short_got.to_string().len();
    if together <= 2 * WHOLE
        || expected.is_string()
        || got.is_string()
        || short_expected == short_got
    {
        return vec![("expected", one_line(expected)), ("got", one_line(got))];
    }
    vec![(
        "expected (-) and got (+)",
        diff(&short_expected, &short_got),
    )]
}

/// The changed lines of two values with two lines around them.
fn diff(expected: &Value, got: &Value) -> String {
    let (expected, got) = (format!("{expected:#}"), format!("{got:#}"));
    let diff = TextDiff::from_lines(&expected, &got);
    let mut lines = Vec::new();
    for (nth, group) in diff.grouped_ops(2).iter().enumerate() {
        if nth > 0 {
            lines.push("  …".to_owned());
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("{sign} {}", change.value().trim_end()));
        }
    }
    const MOST: usize = 40;
    let left_out = lines.len().saturating_sub(MOST);
    if left_out > 0 {
        lines.truncate(MOST);
        lines.push(format!("… {left_out} more lines"));
    }
    lines.join("\n")
}

/// What stands around a place of a long text, with the place told.
fn around(text: &str, at: usize) -> String {
    let from = at.saturating_sub(END);
    let shown: String = text.chars().skip(from).take(2 * END).collect();
    let (before, after) = (
        if from > 0 { "…" } else { "" },
        if from + 2 * END < text.len() {
            "…"
        } else {
            ""
        },
    );
    format!(
        "\"{before}{shown}{after}\" (the first difference is at digit {at} of {})",
        text.len()
    )
}

/// The value with its long strings elided.
fn shortened(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(elide(text)),
        Value::Array(values) => values.iter().map(shortened).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), shortened(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// A line that holds a whole value, with its middle left out if it is very long, and its length told.
pub fn elide_line(line: &str) -> String {
    const LINE: usize = 600;
    let length = line.chars().count();
    if length <= LINE {
        return line.to_owned();
    }
    let head: String = line.chars().take(LINE / 2).collect();
    let tail: String = line.chars().skip(length - LINE / 4).collect();
    format!(
        "{head}… {} of {length} characters left out …{tail}",
        length - LINE / 2 - LINE / 4
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_short_text_is_whole_and_a_long_one_tells_its_length() {
        assert_eq!(elide(&"a".repeat(160)), "a".repeat(160));
        let long = elide(&"ab".repeat(1000));
        assert!(long.contains("1920 of 2000 characters left out"), "{long}");
        assert!(long.len() < 200);
    }

    #[test]
    fn a_character_of_several_bytes_is_not_cut() {
        assert!(elide(&"é".repeat(500)).starts_with("éé"));
    }

    #[test]
    fn long_strings_are_cut_where_they_differ() {
        let (expected, got) = (
            "00".repeat(500),
            format!("{}01{}", "00".repeat(300), "00".repeat(199)),
        );
        let shown = comparison(&json!(expected), &json!(got));
        assert!(shown[1].1.contains("01"), "{shown:?}");
        assert!(shown[1].1.contains("at digit 601 of 1000"), "{shown:?}");
    }

    #[test]
    fn long_objects_are_shown_as_a_diff() {
        let value = |last: &str| json!({"pairs": (0..40).map(|_| json!({"local": "aa", "data": "bb"})).collect::<Vec<_>>(), "tail": last});
        let shown = comparison(&value("00"), &value("01"));
        assert_eq!(shown.len(), 1);
        assert!(
            shown[0].1.contains("-   \"tail\": \"00\"")
                && shown[0].1.contains("+   \"tail\": \"01\""),
            "{shown:?}"
        );
    }
}
