//! What groups and peers are called.

use bytes::Bytes;

/// A group: a context of its own, in which a set of peers syncs (RL-SYNC-18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub [u8; 32]);

/// A peer, as the transport below names it: any bytes. That a payload is from the peer it is said to be from is the
/// transport's promise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerId(pub Bytes);
