//! Receiving: what a payload of a peer changes.

use serde::Serialize;

use super::record::{Record, RecordKind};
use super::state::{Call, Node, NodeState, Told};
use super::take::Delivered;
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindNodeFault, Faulty, SyncFault};
use crate::message::{Message, Numbers};
use crate::payload::Payload;
use crate::reason::Reason;
use crate::stores::{Dropped, Stores};

/// What came of a payload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Received {
    /// What was delivered.
    pub delivered: Vec<Delivered>,
    /// What was not taken.
    pub refused: Vec<Refused>,
}

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The id of the message, if it has one and the payload was not refused as a whole.
    pub id: Option<Id>,
    /// Why.
    pub reason: Reason,
}

/// Takes a payload of a peer, if it is taken at all.
pub fn receive(
    node: &mut Node,
    stores: &mut dyn Stores,
    told: Told,
    peer: &Bytes,
    bytes: &[u8],
) -> Result<Received, Dropped> {
    node.tell(told);
    let payload = match node.admit(peer, bytes) {
        Ok(payload) => payload,
        Err(reason) => {
            if reason == Reason::Malformed
                && node
                    .settings
                    .faulty
                    .has(BlindNodeFault::MalformedShowsPresence)
            {
                node.is_there(peer);
            }
            return Ok(Received {
                delivered: Vec::new(),
                refused: vec![Refused { id: None, reason }],
            });
        }
    };
    node.is_there(peer);
    let mut call = Call::new(node, stores);
    let refused = call.take_payload(peer, &payload)?;
    let delivered = call.save()?;
    Ok(Received { delivered, refused })
}

/// The ids of a list; what is not 32 bytes long is refused (`RL-SYNC-30`).
fn ids<'a>(list: &'a [Bytes], refused: &mut Vec<Refused>, faulty: Faulty) -> Vec<&'a Id> {
    let is_id = |id: &&Bytes| id.len() == 32 || faulty.has(SyncFault::AnyIdLength);
    let (ids, others): (Vec<&Bytes>, Vec<&Bytes>) = list.iter().partition(is_id);
    let invalid = Refused {
        id: None,
        reason: Reason::Invalid,
    };
    refused.extend(others.iter().map(|_| invalid.clone()));
    ids
}

impl Node {
    /// The peer has shown that it is there (`RL-SYNC-7`).
    fn is_there(&mut self, peer: &Bytes) {
        let records = self.state.records.get_mut(peer).into_iter().flatten();
        for (_, record) in records {
            record.peer_is_there(self.settings.faulty);
        }
    }

    /// An ACK ends a record of what the node has for the peer (`RL-SYNC-10`).
    fn take_ack(&mut self, peer: &Bytes, id: &Id) {
        let is_for_peer = |record: &mut Record| record.kind.message().is_some();
        if self.state.record(peer, id).is_some_and(is_for_peer)
            && !self.settings.faulty.has(SyncFault::AckIgnored)
        {
            self.state.end_record(peer, id);
            if self.settings.faulty.has(BlindNodeFault::AckEndsForAll) {
                let records = self.state.records.values_mut();
                records.for_each(|records| drop(records.remove(id)));
            }
        }
    }

    /// A REQUEST makes an OFFER a MESSAGE, which goes out with the next payload (`RL-SYNC-13`). Without a record there is
    /// nothing for the peer (`RL-SYNC-18`, `RL-SYNC-28`).
    fn take_request(&mut self, peer: &Bytes, id: &Id) {
        let (now, faulty) = (self.state.epochs.count, self.settings.faulty);
        if faulty.has(SyncFault::AnybodyAsks) || faulty.has(SyncFault::EphemeralOnRequest) {
            self.state.serve_anybody(peer, id);
        }
        if faulty.has(SyncFault::RequestIgnored) {
            return;
        }
        if let Some(record) = self.state.record(peer, id)
            && let Some(message) = record.kind.message().cloned()
        {
            let was_requested = matches!(record.kind, RecordKind::Message(_));
            if was_requested && faulty.has(BlindNodeFault::SentNotSentAgain) {
                return;
            }
            record.kind = RecordKind::Message(message);
            record.due_now(now);
        }
    }

    /// An OFFER of what the node has is acknowledged (`RL-SYNC-16`), of what it lacks requested (`RL-SYNC-12`).
    fn take_offer(&mut self, peer: &Bytes, id: &Id) -> Result<(), Reason> {
        let faulty = self.settings.faulty;
        let waits = self.state.waiting.iter().any(|waiting| waiting.id == *id);
        if let Some(known) = self.state.known.get_mut(id)
            && !faulty.has(SyncFault::KnownOfferRequested)
            && !(waits && faulty.has(BlindNodeFault::WaitingRequested))
        {
            if !known.direct {
                known.offered_by.insert(peer.clone());
            }
            // Who offers it has it.
            self.state.end_record(peer, id);
            if !faulty.has(SyncFault::KnownOfferIgnored) {
                self.acknowledge(peer, id);
            }
            return Ok(());
        }
        if faulty.has(SyncFault::OfferIgnored) {
            return Ok(());
        }
        let now = self.state.epochs.count;
        let is_full = self.state.is_full(peer, &self.settings);
        match self.state.record(peer, id) {
            Some(record) => record.due_now(now),
            None if is_full => return Err(Reason::TooLarge),
            None => self.state.make_record(peer, id, RecordKind::Request),
        }
        Ok(())
    }
}

impl NodeState {
    /// Answers a REQUEST out of any peer's records, which no sound node does (`RL-SYNC-18`, `RL-SYNC-28`).
    fn serve_anybody(&mut self, peer: &Bytes, id: &Id) {
        let mut records = self.records.values().filter_map(|records| records.get(id));
        let message = records.find_map(|record| record.kind.message().cloned());
        if let Some(message) = message {
            self.make_record(peer, id, RecordKind::Message(message));
        }
    }
}

impl Call<'_> {
    /// Takes what a payload says: ACKs, REQUESTs, OFFERs, MESSAGEs, in this order. The answer is what was not taken.
    pub(super) fn take_payload(
        &mut self,
        peer: &Bytes,
        payload: &Payload,
    ) -> Result<Vec<Refused>, Dropped> {
        let mut refused = Vec::new();
        let faulty = self.node.settings.faulty;
        let most_acks = match faulty.has(SyncFault::FirstAckCounts) {
            true => 1,
            false => usize::MAX,
        };
        for id in ids(&payload.acks, &mut refused, faulty)
            .iter()
            .take(most_acks)
        {
            self.node.take_ack(peer, id);
        }
        for id in ids(&payload.requests, &mut refused, faulty) {
            self.node.take_request(peer, id);
        }
        for id in ids(&payload.offers, &mut refused, faulty) {
            if let Err(reason) = self.node.take_offer(peer, id) {
                let id = Some(id.clone());
                refused.push(Refused { id, reason });
            }
        }
        for message in &payload.messages {
            if let Err(reason) = self.take_message(peer, message)? {
                let id = Some(message.id(faulty));
                refused.push(Refused { id, reason });
                if reason == Reason::Mismatch && faulty.has(SyncFault::RestRefused) {
                    break;
                }
            }
        }
        Ok(refused)
    }

    /// Takes a message of a payload, if it is one of a group of its sender (`RL-SYNC-19`) and the application takes it
    /// (`RL-SYNC-48`).
    fn take_message(
        &mut self,
        peer: &Bytes,
        message: &Message,
    ) -> Result<Result<(), Reason>, Dropped> {
        if message.group.len() != 32 {
            return Ok(Err(Reason::Invalid));
        }
        let faulty = self.node.settings.faulty;
        if !self.node.state.is_in(peer, &message.group)
            && !faulty.has(SyncFault::StrangersTaken)
            && !faulty.has(SyncFault::OtherGroupTaken)
        {
            return Ok(Err(Reason::Mismatch));
        }
        if self.node.settings.authenticate && !faulty.has(SyncFault::ApplicationNotAsked) {
            let data = message.encode(Numbers::Spec, faulty);
            if !self.stores.authenticate(&data)? {
                if faulty.has(SyncFault::RefusedAcknowledged) {
                    self.node.acknowledge(peer, &message.id(faulty));
                }
                if faulty.has(BlindNodeFault::RefusedIsParent) {
                    let state = &mut self.node.state;
                    state.has_come(&message.group, &message.id(faulty));
                }
                return Ok(Err(Reason::Mismatch));
            }
        }
        self.take_direct(peer, message);
        Ok(Ok(()))
    }
}
