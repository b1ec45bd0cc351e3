//! An epoch: what goes out to each peer, and whose wait ends.

use std::collections::BTreeSet;

use serde::Serialize;

use super::deposit::deposit_acks;
use super::record::RecordKind;
use super::state::{Call, Node, NodeState, Told};
use super::take::Delivered;
use super::{Bounds, Mode, NodeSettings};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindNodeFault, Faulty, SyncFault};
use crate::mailboxes::Mailboxes;
use crate::message::Numbers;
use crate::payload::Payload;
use crate::stores::Dropped;

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
pub fn epoch(node: &mut Node, world: &mut dyn Mailboxes, told: Told) -> Result<Epoch, Dropped> {
    let went_back = node.tell(told);
    let mut call = Call::new(node, world);
    call.end_waits();
    let mut sent = Vec::new();
    for peer in call.node.have_something() {
        for payload in call.node.payloads(&peer) {
            sent.push((peer.clone(), payload));
        }
    }
    let NodeSettings {
        numbers, faulty, ..
    } = call.node.settings;
    let sends = !sent.is_empty() && !faulty.has(SyncFault::SendsNotSaved);
    let delivered = match sends || !call.delivered.is_empty() || went_back {
        true => call.save()?,
        false => Vec::new(),
    };
    let payloads = sent.iter().map(|(peer, payload)| Sent {
        peer: peer.clone(),
        bytes: payload.encode(numbers, faulty),
    });
    let payloads = payloads.collect();
    deposit_acks(&node.settings, world, sent)?;
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

    /// What goes to a peer in this epoch, all that is due in one payload; and no second one in the same epoch
    /// (`RL-SYNC-3`).
    fn payloads(&mut self, peer: &Bytes) -> Vec<Payload> {
        let faulty = self.settings.faulty;
        let now = self.state.epochs.count;
        let holds_back =
            !faulty.has(SyncFault::SendEpochStays) && !faulty.has(SyncFault::SendEpochIsNow);
        if holds_back && self.state.last_payload.get(peer) == Some(&now) {
            return Vec::new();
        }
        let mut room = Room::new(&self.settings);
        for id in self.take_acks(peer) {
            // One that there is no room for is not sent; the message comes again.
            room.put(|payload| payload.acks.push(id.clone()));
        }
        for id in self.state.due(peer, faulty) {
            self.put_record(peer, &id, &mut room);
        }
        if room.payload.is_empty() {
            return Vec::new();
        }
        self.state.last_payload.insert(peer.clone(), now);
        split(room.payload, faulty)
    }

    /// The ACKs for a peer, which are forgotten with that (`RL-SYNC-2`).
    fn take_acks(&mut self, peer: &Bytes) -> Vec<Id> {
        let acks = self.acks.remove(peer).unwrap_or_default();
        let faulty = self.settings.faulty;
        if faulty.has(SyncFault::AckRepeated) {
            self.acks.insert(peer.clone(), acks.clone());
        }
        acks
    }

    /// Puts a record into a payload, if there is room; otherwise it goes out in a later epoch (`RL-SYNC-42`).
    fn put_record(&mut self, peer: &Bytes, id: &Id, room: &mut Room) {
        let (now, faulty) = (self.state.epochs.count, self.settings.faulty);
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
            if faulty.has(SyncFault::RestForgotten) {
                self.state.end_record(peer, id);
            }
            return;
        }
        record.went_out(now, faulty);
        if faulty.has(SyncFault::OfferStays)
            && self.settings.mode == Mode::Interactive
            && let RecordKind::Message(message) = &record.kind
            && !message.is_ephemeral()
        {
            record.kind = RecordKind::Offer(message.clone());
        }
        if record.ends_when_sent(faulty) {
            let kind = record.kind.clone();
            self.state.end_record(peer, id);
            if faulty.has(SyncFault::EphemeralOnRequest) {
                self.state.keep_for_nobody(id, kind);
            }
        }
    }
}

impl NodeState {
    /// What is due for a peer, what was due first in front.
    fn due(&mut self, peer: &Bytes, faulty: Faulty) -> Vec<Id> {
        let now = self.epochs.count;
        let mut due = Vec::new();
        for (id, record) in self.records.get_mut(peer).into_iter().flatten() {
            if record.is_due(now, faulty) {
                due.push((record.due, record.made, id.clone()));
            }
        }
        due.sort();
        due.into_iter().map(|(_, _, id)| id).collect()
    }
}

/// The payloads that one becomes: that one, without a fault.
fn split(payload: Payload, faulty: Faulty) -> Vec<Payload> {
    let (mut acks, mut others) = (Payload::default(), payload.clone());
    acks.acks = std::mem::take(&mut others.acks);
    if faulty.has(SyncFault::AcksApart) && !acks.is_empty() && !others.is_empty() {
        return vec![acks, others];
    }
    match faulty.has(SyncFault::PayloadPerEntry) {
        true => payload.apart(),
        false => vec![payload],
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
        let uncounted = match self.faulty.has(BlindNodeFault::AcksNotCounted) {
            true => self.payload.acks.len(),
            false => 0,
        };
        let entries = (self.payload.entries() - uncounted) as u64;
        let is_full = entries >= self.bounds.payload_entries;
        let fits = !is_full && self.bounds.has_room_for(bytes);
        if !fits && !self.faulty.has(SyncFault::OwnBoundsIgnored) {
            return false;
        }
        self.bytes = bytes;
        entry(&mut self.payload);
        true
    }
}
