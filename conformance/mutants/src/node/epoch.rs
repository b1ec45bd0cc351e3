//! An epoch: what goes out to each peer, and whose wait ends.

use std::collections::BTreeSet;

use serde::Serialize;

use super::record::RecordKind;
use super::state::{Call, Node, NodeState, Told};
use super::take::Delivered;
use super::{Bounds, NodeSettings};
use crate::bytes::{Bytes, Id};
use crate::faults::Faulty;
use crate::message::Numbers;
use crate::payload::Payload;
use crate::stores::{Dropped, Stores};

/// What an epoch brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Epoch {
    /// What goes out.
    pub payloads: Vec<Sent>,
    /// What waited for its parents long enough.
    pub delivered: Vec<Delivered>,
}

/// A payload for a peer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// The peer.
    pub peer: Bytes,
    /// The payload.
    pub bytes: Bytes,
}

/// Looks at the records (`RL-SYNC-3`, `RL-SYNC-4`) and at what waits (`RL-SYNC-23`).
pub fn epoch(node: &mut Node, stores: &mut dyn Stores, told: Told) -> Result<Epoch, Dropped> {
    let went_back = node.state.epochs.tell(told.epoch) | node.state.seconds.tell(told.now);
    let mut call = Call::new(node, stores);
    call.end_waits();
    let mut payloads = Vec::new();
    for peer in call.node.have_something() {
        if let Some(bytes) = call.node.payload(&peer) {
            payloads.push(Sent { peer, bytes });
        }
    }
    let delivered = match payloads.is_empty() && call.delivered.is_empty() && !went_back {
        true => Vec::new(),
        false => call.save()?,
    };
    Ok(Epoch {
        payloads,
        delivered,
    })
}

impl Node {
    /// The peers for which there are ACKs or records.
    fn have_something(&self) -> BTreeSet<Bytes> {
        let peers = self.acks.keys().chain(self.state.records.keys());
        peers.cloned().collect()
    }

    /// The payload of this epoch for a peer, with all that is due; at most one an epoch.
    fn payload(&mut self, peer: &Bytes) -> Option<Bytes> {
        let now = self.state.epochs.count;
        if self.state.last_payload.get(peer) == Some(&now) {
            return None;
        }
        let mut room = Room::new(&self.settings);
        // An ACK goes out once (`RL-SYNC-2`); one that there is no room for is not sent.
        for id in self.acks.remove(peer).unwrap_or_default() {
            room.put(|payload| payload.acks.push(id.clone()));
        }
        for id in self.state.due(peer) {
            self.put_record(peer, &id, &mut room);
        }
        let payload = room.payload;
        if payload.is_empty() {
            return None;
        }
        self.state.last_payload.insert(peer.clone(), now);
        Some(payload.encode(self.settings.numbers, self.settings.faulty))
    }

    /// Puts a record into a payload, if there is room; otherwise it goes out in a later epoch (`RL-SYNC-42`).
    fn put_record(&mut self, peer: &Bytes, id: &Id, room: &mut Room) {
        let now = self.state.epochs.count;
        let Some(record) = self.state.record(peer, id) else {
            return;
        };
        let fits = match &record.kind {
            RecordKind::Offer(_) => room.put(|payload| payload.offers.push(id.clone())),
            RecordKind::Request => room.put(|payload| payload.requests.push(id.clone())),
            RecordKind::Message(message) => {
                room.put(|payload| payload.messages.push(message.clone()))
            }
        };
        if !fits {
            return;
        }
        record.went_out(now);
        let message = record.kind.message();
        if message.is_some_and(|message| message.is_ephemeral()) {
            // Nobody acknowledges it, and it is not sent again (`RL-SYNC-27`).
            self.state.end_record(peer, id);
        }
    }
}

impl NodeState {
    /// What is due for a peer, what was due first in front.
    fn due(&self, peer: &Bytes) -> Vec<Id> {
        let records = self.records.get(peer).into_iter().flatten();
        let mut due: Vec<_> = records
            .filter(|(_, record)| record.due <= self.epochs.count)
            .collect();
        due.sort_by_key(|(_, record)| (record.due, record.made));
        due.into_iter().map(|(id, _)| id.clone()).collect()
    }
}

/// A payload that keeps to the bounds.
struct Room {
    numbers: Numbers,
    faulty: Faulty,
    bounds: Bounds,
    payload: Payload,
    bytes: usize,
}

impl Room {
    fn new(settings: &NodeSettings) -> Self {
        Self {
            numbers: settings.numbers,
            faulty: settings.faulty,
            bounds: settings.bounds,
            payload: Payload::default(),
            bytes: 0,
        }
    }

    /// Puts one entry in. The answer is whether there was room for it.
    fn put(&mut self, entry: impl Fn(&mut Payload)) -> bool {
        let mut alone = Payload::default();
        entry(&mut alone);
        let bytes = self.bytes + alone.encode(self.numbers, self.faulty).len();
        let is_full = self.payload.entries() as u64 >= self.bounds.payload_entries;
        if is_full || !self.bounds.has_room_for(bytes) {
            return false;
        }
        self.bytes = bytes;
        entry(&mut self.payload);
        true
    }
}
