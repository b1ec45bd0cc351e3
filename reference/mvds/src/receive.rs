//! A payload of a peer.

use remote_log::message::{Message, MessageId};
use remote_log::payload::Payload;

use crate::fact::{Fact, Origin};
use crate::outcome::{Received, Refusal};
use crate::record::{Kind, Record};
use crate::{Node, PeerId};

impl Node {
    /// Takes a payload that the transport says is from `peer`. `authenticate` says whether the application believes a
    /// message to be its author's (RL-SYNC-48). Bytes that cannot be used change nothing (RL-SYNC-30, RL-SYNC-41).
    pub fn receive(
        &mut self,
        now: u64,
        epoch: u64,
        peer: &PeerId,
        bytes: &[u8],
        authenticate: &mut dyn FnMut(&Message<'_>) -> bool,
    ) -> Received {
        self.observe(now, epoch);
        self.take_payload(peer, bytes, true, authenticate)
    }

    /// Takes a payload that `peer` left for the node somewhere, as the application can tell. It is taken like any other,
    /// and does not show that the peer is there now (RL-SYNC-7).
    pub fn receive_carried(
        &mut self,
        now: u64,
        epoch: u64,
        peer: &PeerId,
        bytes: &[u8],
        authenticate: &mut dyn FnMut(&Message<'_>) -> bool,
    ) -> Received {
        self.observe(now, epoch);
        self.take_payload(peer, bytes, false, authenticate)
    }

    fn take_payload(
        &mut self,
        peer: &PeerId,
        bytes: &[u8],
        is_there: bool,
        authenticate: &mut dyn FnMut(&Message<'_>) -> bool,
    ) -> Received {
        let limits = &self.settings.limits;
        let known = self.state.peer_number(&peer.0);
        let Some(peer) = known.filter(|peer| !self.state.peers[*peer as usize].groups.is_empty())
        else {
            return Received::refused(Refusal::Stranger);
        };
        if bytes.len() > limits.payload_bytes {
            return Received::refused(Refusal::TooLarge);
        }
        let Ok(payload) = Payload::decode(bytes, self.settings.numbering) else {
            return Received::refused(Refusal::Malformed);
        };
        let ids = payload.acks.len() + payload.offers.len() + payload.requests.len();
        if ids + payload.messages.len() > limits.payload_items {
            return Received::refused(Refusal::TooLarge);
        }
        let mut received = Received::default();
        if is_there {
            self.contact(peer);
        }
        for id in ids_of(&payload.acks, &mut received) {
            self.has(peer, id);
        }
        for id in ids_of(&payload.requests, &mut received) {
            self.requested(peer, id, &mut received);
        }
        for id in ids_of(&payload.offers, &mut received) {
            self.offered(peer, id, &mut received);
        }
        for message in &payload.messages {
            self.sent(peer, message, authenticate, &mut received);
        }
        received
    }

    /// The peer is there: what is due much later is due soon (RL-SYNC-7). Only records whose back-off has grown are
    /// touched, each at most once for each time that it was sent.
    fn contact(&mut self, peer: u32) {
        let (at, backoff) = (self.state.epochs.at, self.settings.backoff);
        let later = at.saturating_add(backoff.first()).saturating_add(1);
        let entry = &self.state.peers[peer as usize];
        let resting: Vec<(MessageId, Record)> = entry.due(later, u64::MAX).collect();
        for (id, record) in resting {
            let record = record.after_contact(at, &backoff);
            self.record(Fact::Record { peer, id, record });
        }
    }

    /// The peer itself says that it has a message: nothing more of it goes there (RL-SYNC-10).
    pub(crate) fn has(&mut self, peer: u32, id: MessageId) {
        let record = self.state.peers[peer as usize].record(&id);
        if record.is_some_and(|record| record.kind != Kind::Request) {
            self.record(Fact::Gone { peer, id });
        }
    }

    /// The peer is to know that the node has a message (RL-SYNC-9). One that there is no room for is sent when the
    /// message comes again.
    pub(crate) fn acknowledge(&mut self, peer: u32, id: MessageId) {
        let most = self.settings.limits.records;
        self.state.with_peer(peer, |entry| {
            if entry.acks.len() < most {
                entry.acks.insert(id);
            }
        });
    }

    /// The peer wants a message (RL-SYNC-13). Only members of its group have a record of it (RL-SYNC-18).
    fn requested(&mut self, peer: u32, id: MessageId, received: &mut Received) {
        match self.state.peers[peer as usize].record(&id) {
            Some(record) if matches!(record.kind, Kind::Offer | Kind::Message) => {
                let record = Record {
                    count: record.count,
                    sent: record.sent,
                    ..Record::new(Kind::Message, record.group, self.at_once())
                };
                self.record(Fact::Record { peer, id, record });
            }
            _ => {
                let held = self.state.held.get(&id);
                let shared = held.is_some_and(|held| {
                    held.origin != Origin::Ephemeral && self.state.is_member(peer, held.group)
                });
                if shared {
                    received.wanted.push(id);
                }
            }
        }
    }

    /// The peer would send a message (RL-SYNC-12, RL-SYNC-16).
    fn offered(&mut self, peer: u32, id: MessageId, received: &mut Received) {
        if self.state.held.contains_key(&id) {
            self.has(peer, id);
            self.acknowledge(peer, id);
        } else if !self.request(peer, id) {
            received.refuse(Some(id), Refusal::Full);
        }
    }

    /// Asks the peer for a message, once. It answers whether there is room for that.
    pub(crate) fn request(&mut self, peer: u32, id: MessageId) -> bool {
        let entry = &self.state.peers[peer as usize];
        if entry.record(&id).is_none() {
            if entry.len() >= self.settings.limits.records {
                return false;
            }
            let record = Record::new(Kind::Request, None, self.at_once());
            self.record(Fact::Record { peer, id, record });
        }
        true
    }

    /// The peer sent a message.
    fn sent(
        &mut self,
        peer: u32,
        message: &Message<'_>,
        authenticate: &mut dyn FnMut(&Message<'_>) -> bool,
        received: &mut Received,
    ) {
        let Ok(group) = <&[u8; 32]>::try_from(message.group_id) else {
            return received.refuse(None, Refusal::Length);
        };
        let id = message.id();
        let group = self.state.group_number(group);
        let Some(group) = group.filter(|group| self.state.is_member(peer, *group)) else {
            return received.refuse(Some(id), Refusal::Stranger);
        };
        if !self.state.held.contains_key(&id) && !authenticate(message) {
            return received.refuse(Some(id), Refusal::Unauthentic);
        }
        self.take_direct(peer, group, id, message, &mut received.delivered);
    }
}

/// The ids of a list. What is no id is refused.
fn ids_of(list: &[&[u8]], received: &mut Received) -> Vec<MessageId> {
    let mut ids = Vec::with_capacity(list.len());
    for bytes in list {
        match <[u8; 32]>::try_from(*bytes) {
            Ok(id) => ids.push(MessageId(id)),
            Err(_) => received.refuse(None, Refusal::Length),
        }
    }
    ids
}
