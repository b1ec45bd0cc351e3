//! The five answers to a request, and how they are written.

use remote_log::address::AddressError;
use remote_log::log::writer::{AppendError, LayoutError};
use remote_log::log::{StateError, UnknownCheck, Unsaved};
use remote_log::message::CheckError;
use remote_log::wire::{DecodeError, Reason};
use serde::Serialize;

/// Why a request has no `ok`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The implementation refuses the input.
    Reject {
        /// The coarse reason.
        reason: Reason,
        /// The name of the cause, where the protocol names one for the reason.
        detail: Option<&'static str>,
    },
    /// The implementation does not have the operation, or not in this form.
    Unsupported,
    /// The instance was dropped while it handled the request.
    Dropped,
    /// The request cannot be understood, or the adapter failed.
    Fault(String),
}

impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        Refusal::Reject {
            reason: error.reason(),
            detail: Some(error.detail()),
        }
    }
}

impl From<CheckError> for Refusal {
    fn from(error: CheckError) -> Self {
        Refusal::Reject {
            reason: error.reason(),
            detail: Some(error.detail()),
        }
    }
}

impl From<AddressError> for Refusal {
    fn from(error: AddressError) -> Self {
        Refusal::Reject {
            reason: error.reason(),
            detail: Some(error.detail()),
        }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Refusal::Fault(format!(
            "the field `in` is not of the operation's shape: {error}"
        ))
    }
}

impl From<UnknownCheck> for Refusal {
    fn from(error: UnknownCheck) -> Self {
        Refusal::Fault(error.to_string())
    }
}

impl From<LayoutError> for Refusal {
    fn from(error: LayoutError) -> Self {
        Refusal::Fault(error.to_string())
    }
}

impl From<StateError> for Refusal {
    fn from(error: StateError) -> Self {
        Refusal::Fault(error.to_string())
    }
}

impl From<Unsaved> for Refusal {
    fn from(error: Unsaved) -> Self {
        Refusal::Fault(error.to_string())
    }
}

impl From<AppendError> for Refusal {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Refused { source, .. } => source.into(),
            AppendError::NoId { .. } => Refusal::Fault(error.to_string()),
        }
    }
}

/// Appends a value as JSON.
pub(crate) fn put(out: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(out, value).expect("strings, lists and a Vec to write to cannot fail");
}

/// Appends the answer line to the request with this id, which is a JSON string. `run` appends the `ok`; what it
/// appended goes away again if it refuses.
pub(crate) fn put_answer(
    out: &mut Vec<u8>,
    id: &str,
    run: impl FnOnce(&mut Vec<u8>) -> Result<(), Refusal>,
) {
    out.extend_from_slice(b"{\"id\":");
    out.extend_from_slice(id.as_bytes());
    let start = out.len();
    out.extend_from_slice(b",\"ok\":");
    if let Err(refusal) = run(out) {
        out.truncate(start);
        put_refusal(out, &refusal);
    }
    out.extend_from_slice(b"}\n");
}

fn put_refusal(out: &mut Vec<u8>, refusal: &Refusal) {
    match refusal {
        Refusal::Reject { reason, detail } => {
            out.extend_from_slice(b",\"reject\":{\"reason\":\"");
            out.extend_from_slice(reason.name().as_bytes());
            out.push(b'"');
            if let Some(detail) = detail {
                out.extend_from_slice(b",\"detail\":\"");
                out.extend_from_slice(detail.as_bytes());
                out.push(b'"');
            }
            out.push(b'}');
        }
        Refusal::Unsupported => out.extend_from_slice(b",\"unsupported\":{}"),
        Refusal::Dropped => out.extend_from_slice(b",\"dropped\":{}"),
        Refusal::Fault(message) => {
            out.extend_from_slice(b",\"fault\":{\"message\":");
            put(out, message);
            out.extend_from_slice(b"}");
        }
    }
}
