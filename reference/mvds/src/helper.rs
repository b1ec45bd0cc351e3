//! What a helper brings.

use remote_log::message::{Message, MessageId, Numbering};

use crate::fact::{Fact, Origin};
use crate::outcome::{Received, Refusal};
use crate::record::{Kind, Record};
use crate::take::is_ephemeral;
use crate::{Node, PeerId};

/// Why a message was not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResendError {
    /// The bytes are no message that the node has had, or one that is not kept in history.
    #[error(
        "the node never had this message, or it is ephemeral; give the bytes that it delivered"
    )]
    Unknown,
    /// The peer is not in the message's group (RL-SYNC-18).
    #[error("the peer is not in the message's group; add it first")]
    Stranger,
    /// There are as many records of the peer as there may be (RL-SYNC-43).
    #[error("there are too many records of the peer; raise the bound or wait")]
    Full,
}

impl Node {
    /// Takes a message that the log of `author` lists, once its reader has delivered it: checked against the listed id,
    /// and believed by the application. It is acknowledged to its author like any other (RL-SYNC-32), and delivered at
    /// once if it is new (RL-SYNC-29, RL-SYNC-33).
    pub fn helper_delivered(
        &mut self,
        now: u64,
        epoch: u64,
        author: &PeerId,
        bytes: &[u8],
    ) -> Received {
        self.observe(now, epoch);
        let Ok(message) = Message::decode(bytes, Numbering::Spec) else {
            return Received::refused(Refusal::Malformed);
        };
        let Ok(group) = <&[u8; 32]>::try_from(message.group_id) else {
            return Received::refused(Refusal::Length);
        };
        let id = message.id();
        let (author, group) = (
            self.state.peer_number(&author.0),
            self.state.group_number(group),
        );
        let mut received = Received::default();
        match (author, group) {
            (Some(author), Some(group)) if self.state.is_member(author, group) => {
                self.take_from_helper(author, group, id, &message, bytes, &mut received.delivered);
            }
            _ => received.refuse(Some(id), Refusal::Stranger),
        }
        received
    }

    /// Sends a message from the application's history to a peer that wanted it
    /// ([`Received::wanted`](crate::Received::wanted)).
    pub fn resend(&mut self, peer: &PeerId, bytes: &[u8]) -> Result<MessageId, ResendError> {
        let message = Message::decode(bytes, Numbering::Spec).map_err(|_| ResendError::Unknown)?;
        let id = message.id();
        let held = self.state.held.get(&id);
        let group = held
            .filter(|held| held.origin != Origin::Ephemeral && !is_ephemeral(&message))
            .ok_or(ResendError::Unknown)?
            .group;
        let peer = self.state.peer_number(&peer.0);
        let peer = peer
            .filter(|peer| self.state.is_member(*peer, group))
            .ok_or(ResendError::Stranger)?;
        if self.state.peers[peer as usize].len() >= self.settings.limits.records {
            return Err(ResendError::Full);
        }
        let bytes = bytes::Bytes::copy_from_slice(bytes);
        let record = Record::new(Kind::Message, Some(group), self.at_once());
        self.record(Fact::Kept { id, bytes });
        self.record(Fact::Record { peer, id, record });
        Ok(id)
    }
}
