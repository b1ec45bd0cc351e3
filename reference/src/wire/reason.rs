//! The closed list of reasons for a refusal.

use std::fmt;

/// Why bytes were refused: the closed list that every implementation can tell apart.
///
/// It is no finer than what a stock protobuf library lets its caller see. Each error of this crate names its cause
/// more finely through its `detail`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The bytes are not what their format calls for.
    Malformed,
    /// The bytes can be read, and say something that no conforming writer says.
    Invalid,
    /// The bytes are sound, and not the ones that were asked for.
    Mismatch,
    /// The bytes exceed a bound of the reader.
    TooLarge,
}

impl Reason {
    /// The name of the reason in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Malformed => "malformed",
            Reason::Invalid => "invalid",
            Reason::Mismatch => "mismatch",
            Reason::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
