//! One entry of a page.

use crate::message::MessageId;

// The schema's field numbers of a pair (RL-WIRE-1). The address comes first, although texts name the local hash first.
pub(super) const REMOTE_HASH: u32 = 1;
pub(super) const LOCAL_HASH: u32 = 2;
pub(super) const DATA: u32 = 3;

/// One entry of a page: which message it lists, and where to find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The native hash, `localHash` on the wire (RL-PAGE-1).
    pub local: &'a [u8; 32],
    /// The address in the content store, `remoteHash` on the wire (RL-PAGE-1); empty if there is none.
    pub remote: &'a [u8],
    /// The embedded content (RL-EMBED-1); empty if there is none.
    pub data: &'a [u8],
}

impl Pair<'_> {
    /// The id of the message that the pair lists.
    pub const fn id(&self) -> MessageId {
        MessageId(*self.local)
    }
}
