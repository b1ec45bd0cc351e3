//! Why an address, or content under it, is refused.

use super::AddressKind;
use crate::wire::Reason;

/// Why content cannot be what stands at an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The content hashes to something else (RL-ADDR-3).
    #[error("the content does not hash to the address")]
    DigestMismatch,
    /// The digest is not as long as its hash function makes them (RL-ADDR-6).
    #[error(
        "the address holds a digest of {len} bytes, and hash function {code:#x} makes {expected}"
    )]
    DigestLength {
        /// The hash function's multicodec.
        code: u64,
        /// The length that the function makes.
        expected: usize,
        /// The length that was found.
        len: usize,
    },
    /// The address is the content instead of a hash of it (RL-ADDR-7).
    #[error("the address is an identity hash, which names content by itself")]
    IdentityHash,
    /// The address goes on behind its end (RL-ADDR-8).
    #[error("the address goes on for {len} bytes behind the end of its digest")]
    TrailingBytes {
        /// How many bytes there are too many.
        len: usize,
    },
    /// The bytes are not of the declared kind (RL-ADDR-8).
    #[error("the address is not a {kind}, as the store declares its addresses to be")]
    NotOfKind {
        /// The declared kind.
        kind: AddressKind,
    },
}

impl AddressError {
    /// The coarse reason.
    pub const fn reason(&self) -> Reason {
        match self {
            AddressError::DigestMismatch => Reason::Mismatch,
            AddressError::DigestLength { .. } | AddressError::IdentityHash => Reason::Invalid,
            AddressError::TrailingBytes { .. } | AddressError::NotOfKind { .. } => {
                Reason::Malformed
            }
        }
    }

    /// The name of the cause.
    pub const fn detail(&self) -> &'static str {
        match self {
            AddressError::DigestMismatch => "digest-mismatch",
            AddressError::DigestLength { .. } => "digest-length",
            AddressError::IdentityHash => "identity-hash",
            AddressError::TrailingBytes { .. } => "trailing-bytes",
            AddressError::NotOfKind {
                kind: AddressKind::Cid,
            } => "not-a-cid",
            AddressError::NotOfKind { .. } => "not-a-multihash",
        }
    }
}
