//! What a node puts into mailboxes, and what is in whose already. It does no input or output.

use std::collections::{BTreeMap, BTreeSet};

use remote_log::message::Numbering;
use remote_log::message::{Message, MessageId};
use remote_log::payload::Payload;
use remote_log_mvds::{Delivered, Node, Outgoing, PeerId};

/// Who needs no more of a message than its direct copy, for those that are not in the mailbox of everybody yet. It is not
/// saved: whoever starts again deposits them twice, which harms nobody.
#[derive(Debug, Default)]
pub struct Outbox(BTreeMap<MessageId, BTreeSet<PeerId>>);

impl Outbox {
    /// The peers of the message's group into whose mailboxes it is to be put (RL-SYNC-49).
    pub fn lacking(&self, node: &Node, message: &Delivered) -> Vec<PeerId> {
        let settled = self.0.get(&message.id);
        let is_settled = |peer: &PeerId| settled.is_some_and(|settled| settled.contains(peer));
        let peers = node.members(&message.group);
        peers.filter(|peer| !is_settled(peer)).collect()
    }

    /// The message is in this peer's mailbox, or can never be (RL-SYNC-50).
    pub fn settle(&mut self, message: MessageId, peer: PeerId) {
        self.0.entry(message).or_default().insert(peer);
    }

    /// These were tried. The node forgets those that no mailbox lacks any more; the others are tried again.
    pub fn finish(&mut self, node: &mut Node, tried: &[Delivered]) {
        let done = tried.iter().filter(|it| self.lacking(node, it).is_empty());
        let done: Vec<MessageId> = done.map(|it| it.id).collect();
        node.published(&done);
        for id in &done {
            self.0.remove(id);
        }
    }
}

/// The payload that carries a message into mailboxes: nothing else is in it (RL-SYNC-49).
pub fn message_item(message: &Delivered, numbering: Numbering) -> Option<Vec<u8>> {
    let payload = Payload {
        messages: vec![Message::decode(&message.data, Numbering::Spec).ok()?],
        ..Payload::default()
    };
    Some(encoded(&payload, numbering))
}

/// The payload that carries the ACKs of another into a mailbox (RL-SYNC-53); none if there are none in it.
pub fn ack_item(sent: &Outgoing, numbering: Numbering) -> Option<Vec<u8>> {
    let Payload { acks, .. } = Payload::decode(&sent.bytes, numbering).ok()?;
    let payload = Payload {
        acks,
        ..Payload::default()
    };
    (!payload.acks.is_empty()).then(|| encoded(&payload, numbering))
}

fn encoded(payload: &Payload<'_>, numbering: Numbering) -> Vec<u8> {
    let mut bytes = Vec::new();
    payload.encode(numbering, &mut bytes);
    bytes
}
