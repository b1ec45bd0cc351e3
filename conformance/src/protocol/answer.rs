//! What an adapter answers to a request.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::line::Text;

/// The answer to a request.
#[derive(Debug, Clone)]
pub enum Answer<'a> {
    /// Done; the text of the `ok`.
    Ok(&'a RawValue),
    /// The implementation refuses the input.
    Reject(Refusal<'a>),
    /// The implementation does not have the operation, or not in this form.
    Unsupported,
    /// The request ended because its instance was dropped.
    Dropped,
    /// The adapter itself failed, and says how.
    Fault(String),
}

/// Why an input is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// One of the protocol's closed list.
    pub reason: Cow<'a, str>,
    /// The finer reason, where the adapter gives one.
    pub detail: Option<Cow<'a, str>>,
}

/// The closed list of reasons.
const REASONS: [&str; 4] = ["malformed", "invalid", "mismatch", "too_large"];

impl<'a> Answer<'a> {
    /// An answer has exactly one of the five fields; the error completes "wrote an object that …".
    pub(super) fn from_parts(
        ok: Option<&'a RawValue>,
        reject: Option<&'a RawValue>,
        unsupported: Option<&'a RawValue>,
        dropped: Option<&'a RawValue>,
        fault: Option<&'a RawValue>,
    ) -> Result<Self, String> {
        match (ok, reject, unsupported, dropped, fault) {
            (Some(ok), None, None, None, None) => Ok(Self::Ok(ok)),
            (None, Some(reject), None, None, None) => refusal(reject).map(Self::Reject),
            (None, None, Some(_), None, None) => Ok(Self::Unsupported),
            (None, None, None, Some(_), None) => Ok(Self::Dropped),
            (None, None, None, None, Some(fault)) => Ok(Self::Fault(fault_message(fault))),
            (None, None, None, None, None) => {
                Err("has none of `ok`, `reject`, `unsupported`, `dropped` and `fault`".to_owned())
            }
            _ => Err(
                "has more than one of `ok`, `reject`, `unsupported`, `dropped` and `fault`"
                    .to_owned(),
            ),
        }
    }

    /// The answer as a person would read it, for reports.
    pub fn shown(&self) -> Value {
        match self {
            Self::Ok(ok) => json!({"ok": serde_json::from_str::<Value>(ok.get()).ok()}),
            Self::Reject(refusal) => refusal.shown(),
            Self::Unsupported => json!({"unsupported": {}}),
            Self::Dropped => json!({"dropped": {}}),
            Self::Fault(message) => json!({"fault": {"message": message}}),
        }
    }
}

impl Refusal<'_> {
    /// The refusal as a person would read it, for reports.
    pub fn shown(&self) -> Value {
        match &self.detail {
            Some(detail) => json!({"reject": {"reason": self.reason, "detail": detail}}),
            None => json!({"reject": {"reason": self.reason}}),
        }
    }
}

fn refusal(raw: &RawValue) -> Result<Refusal<'_>, String> {
    #[derive(Deserialize)]
    struct Parts<'a> {
        #[serde(borrow)]
        reason: Text<'a>,
        #[serde(borrow)]
        detail: Option<Text<'a>>,
    }
    let parts: Parts = serde_json::from_str(raw.get())
        .map_err(|error| format!("has a `reject` that cannot be read ({error})"))?;
    let reason = parts.reason.0;
    if !REASONS.contains(&&*reason) {
        return Err(format!(
            "rejects for the reason `{}`, and there are only {}",
            reason.escape_debug(),
            REASONS.join(", ")
        ));
    }
    Ok(Refusal {
        reason,
        detail: parts.detail.map(|text| text.0),
    })
}

/// A fault counts as one whatever it carries.
fn fault_message(raw: &RawValue) -> String {
    #[derive(Deserialize)]
    struct Parts {
        message: String,
    }
    serde_json::from_str::<Parts>(raw.get())
        .map_or_else(|_| raw.get().to_owned(), |parts| parts.message)
}
