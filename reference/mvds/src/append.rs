//! The node's own messages.

use bytes::Bytes;
use remote_log::message::{Message, MessageId, Metadata, Numbering};
use remote_log::payload::Payload;

use crate::fact::{Fact, Origin};
use crate::record::{Kind, Record};
use crate::{GroupId, Mode, Node, PeerId};

/// What came of a message that was appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// It goes to the peers of its group with the next epoch.
    New(MessageId),
    /// There is a message with this group, second and body already; nothing happens.
    Duplicate(MessageId),
}

/// Why a message was not appended. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Nobody said who is in the group.
    #[error("the node knows no group {0:?}; say who is in it first")]
    UnknownGroup(GroupId),
    /// No payload could carry it (RL-SYNC-42).
    #[error("the message takes {len} bytes and a payload may take {most}; make it smaller")]
    TooLarge {
        /// The length of its payload.
        len: usize,
        /// The bound.
        most: usize,
    },
    /// A peer has as many records as it may have (RL-SYNC-43).
    #[error(
        "the peer {peer:?} has {records} messages unanswered, and no more may wait; wait for it, take it out of the group or raise the bound"
    )]
    Full {
        /// Whose records they are.
        peer: PeerId,
        /// How many there are.
        records: usize,
    },
}

impl Appended {
    /// The message's id.
    pub fn id(self) -> MessageId {
        match self {
            Appended::New(id) | Appended::Duplicate(id) => id,
        }
    }
}

impl Node {
    /// Sends a message to the peers of its group (RL-SYNC-8, RL-SYNC-11). Its parents are the messages of the group
    /// that nothing follows (RL-SYNC-20); an ephemeral one has none and is none (RL-SYNC-21). `timestamp` is in seconds
    /// of Unix time.
    pub fn append(
        &mut self,
        group: &GroupId,
        timestamp: i64,
        body: &[u8],
        ephemeral: bool,
    ) -> Result<Appended, AppendError> {
        let number = self
            .state
            .group_number(&group.0)
            .ok_or(AppendError::UnknownGroup(*group))?;
        let entry = &self.state.groups[number as usize];
        let parents: Vec<MessageId> = match ephemeral {
            true => Vec::new(),
            false => entry
                .frontier
                .childless()
                .take(self.settings.limits.parents)
                .copied()
                .collect(),
        };
        let metadata = (ephemeral || !parents.is_empty()).then(|| Metadata {
            parents: parents.iter().map(|id| &id.0[..]).collect(),
            ephemeral,
        });
        let message = Message {
            group_id: &group.0,
            timestamp,
            body,
            metadata,
        };
        let id = message.id();
        if self.state.held.contains_key(&id) {
            return Ok(Appended::Duplicate(id));
        }
        let mut bytes = Vec::new();
        message.encode(Numbering::Spec, &mut bytes);
        let members: Vec<u32> = entry.members.iter().copied().collect();
        let alone = Payload::message_len(&message, self.settings.numbering);
        self.check_room(&members, alone)?;

        let origin = match ephemeral {
            true => Origin::Ephemeral,
            false => Origin::Direct,
        };
        self.record(Fact::Held {
            id,
            group: number,
            origin,
        });
        if !ephemeral {
            self.record(Fact::Named {
                group: number,
                ids: parents,
            });
            self.record(Fact::Parent { group: number, id });
        }
        let publish = self.settings.log && !ephemeral;
        if publish || !members.is_empty() {
            let bytes = Bytes::from(bytes);
            self.record(Fact::Kept { id, bytes });
        }
        if publish {
            self.record(Fact::Unpublished { id });
        }
        for peer in members {
            self.send_to(peer, id, number, ephemeral);
        }
        Ok(Appended::New(id))
    }

    /// Makes the record that brings a message to a peer. Its bytes are kept already.
    pub(crate) fn send_to(&mut self, peer: u32, id: MessageId, group: u32, ephemeral: bool) {
        let kind = match (ephemeral, self.settings.mode) {
            (true, _) => Kind::Ephemeral,
            (false, Mode::Interactive) => Kind::Offer,
            (false, Mode::Batch) => Kind::Message,
        };
        let record = Record::new(kind, Some(group), self.at_once());
        self.record(Fact::Record { peer, id, record });
    }

    /// The send epoch of what is new: not later than the next epoch, and the same whether or not the node was restarted
    /// since it last sent.
    pub(crate) fn at_once(&self) -> u64 {
        self.state.spoke.unwrap_or_default()
    }

    fn check_room(&self, members: &[u32], len: usize) -> Result<(), AppendError> {
        let limits = &self.settings.limits;
        if len > limits.payload_bytes {
            return Err(AppendError::TooLarge {
                len,
                most: limits.payload_bytes,
            });
        }
        let peers = members.iter().map(|peer| &self.state.peers[*peer as usize]);
        match peers.into_iter().find(|peer| peer.len() >= limits.records) {
            Some(peer) => Err(AppendError::Full {
                peer: PeerId(peer.name.clone()),
                records: peer.len(),
            }),
            None => Ok(()),
        }
    }
}
