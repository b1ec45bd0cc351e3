//! How a request ends.

use serde::Serialize;
use serde_json::{Value, json};

use crate::reason::Reason;

/// The answer to a request.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Done.
    Ok(Value),
    /// The input is refused.
    Reject(Reason),
    /// There is no such operation here.
    Unsupported,
    /// The instance was dropped while it was handled.
    Dropped,
    /// The adapter could not do it: what it was sent makes no sense.
    Fault(String),
}

impl Outcome {
    /// Done, with this.
    pub fn ok(answer: impl Serialize) -> Self {
        match serde_json::to_value(answer) {
            Ok(value) => Self::Ok(value),
            Err(error) => Self::Fault(format!("the answer cannot be written: {error}")),
        }
    }

    /// The line that says so.
    pub fn line(self, id: &str) -> Value {
        match self {
            Self::Ok(ok) => json!({"id": id, "ok": ok}),
            Self::Reject(reason) => json!({"id": id, "reject": {"reason": reason}}),
            Self::Unsupported => json!({"id": id, "unsupported": {}}),
            Self::Dropped => json!({"id": id, "dropped": {}}),
            Self::Fault(message) => json!({"id": id, "fault": {"message": message}}),
        }
    }
}

/// A result whose error is an outcome already.
pub(super) fn settle(result: Result<Outcome, Outcome>) -> Outcome {
    result.unwrap_or_else(|outcome| outcome)
}

/// Reads the `in` of a request.
pub(super) fn input<'a, T: serde::Deserialize<'a>>(from: &'a Value) -> Result<T, Outcome> {
    T::deserialize(from).map_err(|error| Outcome::Fault(format!("`in` cannot be read: {error}")))
}
