//! Reads a line of an adapter.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Answer, Call};

/// What a line of an adapter is.
#[derive(Debug)]
pub enum Line<'a> {
    /// The answer to the request with this id.
    Answer(Cow<'a, str>, Answer<'a>),
    /// A callback.
    Call(Call<'a>),
}

/// Why a line is not one of the protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Not JSON, or not an object, or a field of another type.
    #[error("wrote a line that is not a JSON object of the protocol ({reason}): {shown}")]
    NotAnObject {
        /// What the JSON parser says.
        reason: String,
        /// The beginning of the line.
        shown: String,
    },
    /// An object, but neither an answer nor a callback.
    #[error("wrote an object that {reason}: {shown}")]
    NotTheProtocol {
        /// What is wrong with it, so that it completes the sentence.
        reason: String,
        /// The beginning of the line.
        shown: String,
    },
}

/// A string of the line, borrowed unless it holds escapes.
#[derive(Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    ok: Option<&'a RawValue>,
    #[serde(borrow)]
    reject: Option<&'a RawValue>,
    #[serde(borrow)]
    unsupported: Option<&'a RawValue>,
    #[serde(borrow)]
    dropped: Option<&'a RawValue>,
    #[serde(borrow)]
    fault: Option<&'a RawValue>,
    #[serde(borrow)]
    call: Option<Text<'a>>,
    #[serde(borrow, rename = "for")]
    request: Option<Text<'a>>,
    #[serde(borrow)]
    instance: Option<Text<'a>>,
    #[serde(borrow)]
    op: Option<Text<'a>>,
    #[serde(borrow, rename = "in")]
    input: Option<&'a RawValue>,
}

impl<'a> Line<'a> {
    /// Reads a line, without its end. Fields that the protocol does not know are ignored.
    pub fn parse(line: &'a [u8]) -> Result<Self, LineError> {
        let envelope: Envelope =
            serde_json::from_slice(line).map_err(|error| LineError::NotAnObject {
                reason: short(error.to_string()),
                shown: shown(line),
            })?;
        let parsed = match (envelope.id, envelope.call) {
            (Some(id), None) => Answer::from_parts(
                envelope.ok,
                envelope.reject,
                envelope.unsupported,
                envelope.dropped,
                envelope.fault,
            )
            .map(|answer| Line::Answer(id.0, answer)),
            (None, Some(call)) => Call::from_parts(
                call.0,
                envelope.request.map(|text| text.0),
                envelope.instance.map(|text| text.0),
                envelope.op.map(|text| text.0),
                envelope.input,
            )
            .map(Line::Call),
            (Some(_), Some(_)) => Err("has both `id` and `call`".to_owned()),
            (None, None) => Err("has neither `id` nor `call`".to_owned()),
        };
        parsed.map_err(|reason| LineError::NotTheProtocol {
            reason: short(reason),
            shown: shown(line),
        })
    }
}

/// A sentence about a line, which may quote the line, and so be as long as that is.
pub(super) fn short(sentence: String) -> String {
    const MOST: usize = 400;
    match sentence.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &sentence[..end]),
        None => sentence,
    }
}

/// The beginning of a line, safe to print.
pub(crate) fn shown(line: &[u8]) -> String {
    const MOST: usize = 120;
    let start = String::from_utf8_lossy(&line[..line.len().min(MOST)]);
    let more = if line.len() > MOST {
        format!("… ({} bytes)", line.len())
    } else {
        String::new()
    };
    format!("`{}`{more}", start.escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> String {
        Line::parse(line.as_bytes())
            .expect_err("the line is wrong")
            .to_string()
    }

    #[test]
    fn an_answer_is_read_without_copying_and_unknown_fields_are_ignored() {
        let line = br#"{"id":"7","took":3,"ok":{"id":"ab"}}"#;
        let Ok(Line::Answer(Cow::Borrowed("7"), Answer::Ok(ok))) = Line::parse(line) else {
            panic!("the line is an answer")
        };
        assert_eq!(ok.get(), r#"{"id":"ab"}"#);
    }

    #[test]
    fn an_id_may_be_escaped() {
        let line = br#"{"id":"\u0037","unsupported":{}}"#;
        assert!(matches!(
            Line::parse(line),
            Ok(Line::Answer(id, Answer::Unsupported)) if id == "7"
        ));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(refused("hello").contains("not a JSON object"));
        assert!(refused("").contains("not a JSON object"));
        assert!(refused("[]").contains("not a JSON object"));
        assert!(refused(r#"{"id":7,"ok":{}}"#).contains("invalid type: integer"));
        assert!(refused(r#"{"id":"7","id":"8","ok":{}}"#).contains("duplicate field"));
        assert!(refused(r#"{"ok":{}}"#).contains("neither `id` nor `call`"));
        assert!(refused(r#"{"id":"7"}"#).contains("none of"));
        assert!(refused(r#"{"id":"7","ok":{},"fault":{}}"#).contains("more than one of"));
        assert!(refused(r#"{"id":"7","reject":{"reason":"nope"}}"#).contains("`nope`"));
        assert!(refused(r#"{"call":"c","for":"7","op":"cas.get","in":{}}"#).contains("`instance`"));
        assert!(
            refused(r#"{"call":"c","for":"7","instance":"b","op":"cas.sing","in":{}}"#)
                .contains("`cas.sing`")
        );
    }

    /// Found by chance: the parser quotes a string where it expects an object.
    #[test]
    fn a_long_line_is_not_quoted_whole_in_the_reason_either() {
        let long = "é".repeat(5000);
        for line in [
            format!("\"{long}\""),
            format!(r#"{{"id":"7","reject":{{"reason":"{long}"}}}}"#),
            format!(r#"{{"call":"c","for":"7","instance":"b","op":"{long}","in":{{}}}}"#),
        ] {
            let message = refused(&line);
            assert!(message.len() < 1200, "{} bytes", message.len());
        }
    }

    #[test]
    fn a_long_line_is_shown_by_its_beginning() {
        let message = refused(&"x".repeat(5000));
        assert!(
            message.contains("(5000 bytes)") && message.len() < 400,
            "{message}"
        );
    }
}
