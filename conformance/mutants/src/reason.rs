//! Why something cannot be used: the closed list of the specification.

use serde::{Deserialize, Serialize};

/// A reason, as the chapter Conformance lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It cannot be parsed.
    Malformed,
    /// It parses, but breaks a rule of the format.
    Invalid,
    /// It is not what it is said to be.
    Mismatch,
    /// It exceeds a bound.
    TooLarge,
    /// The store has no such address.
    NotFound,
    /// The store could not be reached, or failed.
    Unavailable,
    /// The store did not answer in time.
    Timeout,
    /// The pair has neither content nor address.
    Unlisted,
    /// It was left for the next call.
    Bound,
}
