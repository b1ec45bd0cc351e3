//! Why bytes are no message.

use super::{MAX_GROUP_DEPTH, Reason, WireType};

/// Why bytes are not a message of the schema. Offsets count from the start of the bytes that were to be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes end too early (RL-WIRE-3).
    #[error("the bytes end inside the number or value that begins at byte {offset}")]
    Truncated {
        /// Where the value that lacks its end begins.
        offset: usize,
    },
    /// A number that does not fit (RL-WIRE-11).
    #[error("the number at byte {offset} is longer than ten bytes or beyond 64 bits")]
    VarintTooLong {
        /// Where the number begins.
        offset: usize,
    },
    /// A field without a number (RL-WIRE-10).
    #[error("the tag at byte {offset} has field number 0; numbers begin at 1")]
    FieldZero {
        /// Where the tag begins.
        offset: usize,
    },
    /// A tag that no schema can assign (RL-WIRE-10).
    #[error("the tag at byte {offset} is beyond 32 bits")]
    TagTooLarge {
        /// Where the tag begins.
        offset: usize,
    },
    /// A wire type that does not exist (RL-WIRE-10).
    #[error("the tag at byte {offset} has wire type {wire_type}; only 0 to 5 exist")]
    BadWireType {
        /// Where the tag begins.
        offset: usize,
        /// The wire type, 6 or 7.
        wire_type: u8,
    },
    /// A field of the schema in the shape of another type (RL-WIRE-9).
    #[error("field {field} at byte {offset} comes as {found}, and the schema calls for {expected}")]
    WrongWireType {
        /// Where the tag begins.
        offset: usize,
        /// The field's number.
        field: u32,
        /// What the schema calls for.
        expected: WireType,
        /// What the tag says.
        found: WireType,
    },
    /// The end of a group that is not the one open (RL-WIRE-12).
    #[error(
        "the tag at byte {offset} ends group {field}, which is not the group that is open there"
    )]
    GroupMismatch {
        /// Where the tag begins.
        offset: usize,
        /// The number that the tag ends.
        field: u32,
    },
    /// A group without an end (RL-WIRE-12).
    #[error("group {field}, which begins at byte {offset}, does not end")]
    GroupUnended {
        /// Where the group begins.
        offset: usize,
        /// The group's number.
        field: u32,
    },
    /// Groups nested beyond [`MAX_GROUP_DEPTH`] (RL-WIRE-12).
    #[error("the group at byte {offset} is nested deeper than {MAX_GROUP_DEPTH} levels")]
    TooDeep {
        /// Where the group that is one too many begins.
        offset: usize,
    },
    /// A name that is not text (RL-WIRE-13).
    #[error("field {field} at byte {offset} is a string and not valid UTF-8")]
    NotUtf8 {
        /// Where the tag begins.
        offset: usize,
        /// The field's number.
        field: u32,
    },
    /// A local hash that cannot be a message id (RL-PAGE-4).
    #[error("the localHash of pair {index} has {len} bytes instead of 32")]
    LocalHashLength {
        /// The pair's place on the page, from 0.
        index: usize,
        /// The length that was found.
        len: usize,
    },
}

impl DecodeError {
    /// The coarse reason, which any implementation can tell.
    pub const fn reason(&self) -> Reason {
        match self {
            DecodeError::LocalHashLength { .. } => Reason::Invalid,
            _ => Reason::Malformed,
        }
    }

    /// The name of the cause.
    pub const fn detail(&self) -> &'static str {
        match self {
            DecodeError::Truncated { .. } => "truncated",
            DecodeError::VarintTooLong { .. } => "varint-too-long",
            DecodeError::FieldZero { .. } => "field-zero",
            DecodeError::TagTooLarge { .. } => "tag-too-large",
            DecodeError::BadWireType { .. } => "bad-wire-type",
            DecodeError::WrongWireType { .. } => "wrong-wire-type",
            DecodeError::GroupMismatch { .. } => "group-mismatch",
            DecodeError::GroupUnended { .. } => "group-unended",
            DecodeError::TooDeep { .. } => "too-deep",
            DecodeError::NotUtf8 { .. } => "not-utf8",
            DecodeError::LocalHashLength { .. } => "local-hash-length",
        }
    }
}
