//! The facts that a node's state is made of.

use std::collections::BTreeSet;

use bytes::Bytes;
use remote_log::message::MessageId;

use crate::clock::Clock;
use crate::record::Record;

/// Something that became so. The state changes by facts and by nothing else, so that one rebuilt from the facts on disk
/// is the one that was lost (RL-SYNC-46). Peers and groups are named by numbers in the order in which they appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    /// There is a peer of this name.
    Peer(Bytes),
    /// There is a group of this id.
    Group([u8; 32]),
    /// Who is in a group from now on.
    Members { group: u32, peers: BTreeSet<u32> },
    /// What the clocks say, and in which epoch the node last sent.
    Clocks {
        epochs: Clock,
        seconds: Clock,
        spoke: Option<u64>,
    },
    /// A message is known.
    Held {
        id: MessageId,
        group: u32,
        origin: Origin,
    },
    /// The bytes of a message, for those who need them.
    Kept { id: MessageId, bytes: Bytes },
    /// A record is there, or is now so.
    Record {
        peer: u32,
        id: MessageId,
        record: Record,
    },
    /// A record is gone.
    Gone { peer: u32, id: MessageId },
    /// A message has come that may be a parent.
    Parent { group: u32, id: MessageId },
    /// Messages were named as parents.
    Named { group: u32, ids: Vec<MessageId> },
    /// A message waits for its parents.
    Waits {
        id: MessageId,
        deadline: u64,
        missing: BTreeSet<MessageId>,
    },
    /// A message was delivered.
    Delivered { id: MessageId },
    /// A message is to be published in the node's own log.
    Unpublished { id: MessageId },
    /// It was.
    Published { id: MessageId },
}

/// How a message came, and so what its metadata is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the node itself or from a peer.
    Direct,
    /// From a helper, which may have altered the metadata (RL-SYNC-33).
    Helper,
    /// From the node itself or from a peer, and not to be kept in history (RL-SYNC-28).
    Ephemeral,
}
