//! What an answer is good for, before anybody judges it.

use serde_json::Value;

use super::outcome::Outcome;
use crate::protocol::Answer;
use crate::vectors::Do;
use crate::verdict::{AdapterFault, SkipReason};

/// The outcome of a case whose adapter did not even try.
pub(super) fn settled_at_once(step: &Do, answer: &Answer) -> Option<Outcome> {
    match answer {
        Answer::Fault(message) => Some(Outcome::Faulted(AdapterFault::Fault(format!(
            "the adapter says of itself that it failed at `{}`: {message}",
            step.op
        )))),
        Answer::Unsupported => Some(Outcome::Skipped(SkipReason::Operation(step.op.clone()))),
        Answer::Ok(_) | Answer::Reject(_) | Answer::Dropped => None,
    }
}

/// The `ok` of the answer, if it is one; `dropped` is whether the instance was dropped meanwhile. An error is the adapter's
/// and completes "the adapter …".
pub(super) fn understood(
    step: &Do,
    answer: &Answer,
    dropped: bool,
) -> Result<Option<Value>, String> {
    match (answer, dropped) {
        (Answer::Dropped, false) => Err(format!(
            "answered `{}` with `dropped`, and nobody had dropped the instance",
            step.op
        )),
        (Answer::Ok(_) | Answer::Reject(_), true) => Err(format!(
            "did not answer `{}` with `dropped`, although a callback of it was answered with `drop`",
            step.op
        )),
        (Answer::Ok(raw), false) => {
            let ok = serde_json::from_str(raw.get());
            ok.map(Some).map_err(|error| {
                format!(
                    "answered `{}` with an `ok` that cannot be read ({error})",
                    step.op
                )
            })
        }
        _ => Ok(None),
    }
}
