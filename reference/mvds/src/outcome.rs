//! What a node answers.

use bytes::Bytes;
use remote_log::message::MessageId;
use remote_log::wire::Reason;

use crate::{GroupId, PeerId};

/// A message that the application gets, once (RL-SYNC-29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its id.
    pub id: MessageId,
    /// Its group.
    pub group: GroupId,
    /// The serialized message with the numbers of the specification, as a log stores it.
    pub data: Bytes,
}

/// What came of bytes that a peer or a helper brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Received {
    /// What the application gets, in this order.
    pub delivered: Vec<Delivered>,
    /// What was not taken. Everything else was.
    pub refused: Vec<Refused>,
    /// What the peer asks for and the node had once: whoever keeps a history can answer with
    /// [`Node::resend`](crate::Node::resend).
    pub wanted: Vec<MessageId>,
}

/// Something that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The message that it is about, where it is about one.
    pub id: Option<MessageId>,
    /// Why.
    pub why: Refusal,
}

/// Why something was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The payload cannot be parsed; nothing of it was taken (RL-SYNC-30).
    #[error("the payload cannot be parsed; check which field numbers the peer uses")]
    Malformed,
    /// An id or a group is not 32 bytes long (RL-SYNC-30).
    #[error("an id or a group is not 32 bytes long; the peer is to be repaired")]
    Length,
    /// The payload is beyond a bound; nothing of it was taken (RL-SYNC-41).
    #[error("the payload is beyond a bound; send less at a time or raise the bound")]
    TooLarge,
    /// The peer is in no group, or not in the message's (RL-SYNC-19).
    #[error("the peer is not in the group; add it, or stop it from sending")]
    Stranger,
    /// The application does not believe the message to be its author's (RL-SYNC-48).
    #[error("the message is not authentic, says the application")]
    Unauthentic,
    /// There are as many records of the peer as there may be; an offer comes again (RL-SYNC-43).
    #[error("there are too many records of the peer; raise the bound or wait")]
    Full,
}

impl Refusal {
    /// The reason from the closed list of the specification.
    pub const fn reason(self) -> Reason {
        match self {
            Refusal::Malformed => Reason::Malformed,
            Refusal::Length => Reason::Invalid,
            Refusal::TooLarge | Refusal::Full => Reason::TooLarge,
            Refusal::Stranger | Refusal::Unauthentic => Reason::Mismatch,
        }
    }
}

/// What came of an epoch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sent {
    /// The payloads to send, at most one a peer (RL-SYNC-3).
    pub payloads: Vec<Outgoing>,
    /// What waited for its parents for as long as it may (RL-SYNC-23).
    pub delivered: Vec<Delivered>,
}

/// A payload to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// To whom.
    pub peer: PeerId,
    /// The serialized payload.
    pub bytes: Vec<u8>,
}

impl Received {
    /// Nothing but a refusal of the whole.
    pub(crate) fn refused(why: Refusal) -> Self {
        let mut received = Received::default();
        received.refuse(None, why);
        received
    }

    pub(crate) fn refuse(&mut self, id: Option<MessageId>, why: Refusal) {
        self.refused.push(Refused { id, why });
    }
}
