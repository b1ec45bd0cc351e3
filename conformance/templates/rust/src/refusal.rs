//! Why a request has no `ok`.

/// Why a request has no `ok`.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such operation, or not in this form.
    Unsupported,
    /// The input is refused: as `malformed`, `invalid`, `mismatch` or `too_large`.
    Reject(&'static str),
    /// A callback failed, for this reason: `not_found`, say. Handle it: as an answer it is a fault of the adapter.
    Failed(String),
    /// The device died in a callback: forget the instance, and return this.
    Dropped,
    /// The adapter's own mistake, which the harness shows.
    Fault(String),
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.to_string())
    }
}
