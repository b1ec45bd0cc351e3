//! The handshake: what an adapter says of itself.

/// The adapter's answer to `hello`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// The protocol's version that it speaks.
    pub protocol: String,
    /// The implementation's name.
    pub name: String,
    /// The implementation's version.
    pub version: String,
    /// The language it is written in.
    pub language: String,
    /// The operations it has.
    pub operations: Vec<String>,
    /// The profiles it claims.
    pub profiles: Vec<String>,
    /// How many requests may be unanswered at once; at least 1.
    pub max_in_flight: usize,
    /// The longest line it takes, in bytes.
    pub max_line: usize,
    /// Whether it gives a detail with each rejection.
    pub details: bool,
}
