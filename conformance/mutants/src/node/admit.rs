//! Whether a payload is taken at all.

use super::{Node, NodeSettings};
use crate::bytes::Bytes;
use crate::faults::{BlindNodeFault, Faulty, SyncFault};
use crate::message::Numbers;
use crate::payload::Payload;
use crate::reason::Reason;

impl Node {
    /// Whether a payload is taken at all (`RL-SYNC-19`, `RL-SYNC-30`, `RL-SYNC-41`). One that is not changes nothing.
    pub(super) fn admit(&self, peer: &Bytes, bytes: &[u8]) -> Result<Payload, Reason> {
        let NodeSettings {
            numbers,
            faulty,
            bounds,
            ..
        } = self.settings;
        if !self.state.is_peer(peer) && !faulty.has(SyncFault::StrangersTaken) {
            return Err(Reason::Mismatch);
        }
        if !bounds.has_room_for(bytes.len()) && !faulty.has(SyncFault::AnyNumberOfBytes) {
            return Err(Reason::TooLarge);
        }
        let is_at_bound = bytes.len() as u64 == bounds.payload_bytes;
        if is_at_bound && faulty.has(BlindNodeFault::ByteBoundRefused) {
            return Err(Reason::TooLarge);
        }
        let mut payload = match Payload::decode(bytes, numbers, faulty) {
            Err(_) if faulty.has(SyncFault::MalformedTaken) => up_to_the_fault(bytes, numbers),
            payload => payload?,
        };
        if payload.is_empty() && faulty.has(SyncFault::NumbersGuessed) {
            payload = Payload::decode(bytes, numbers.other(), faulty)?;
        }
        if faulty.has(SyncFault::RefusedAsAWhole) && !payload.has_ids_only() {
            return Err(Reason::Invalid);
        }
        match payload.entries() as u64 > most_entries(bounds.payload_entries, faulty) {
            true => Err(Reason::TooLarge),
            false => Ok(payload),
        }
    }
}

/// The most entries of a payload (`RL-SYNC-41`).
fn most_entries(bound: u64, faulty: Faulty) -> u64 {
    if faulty.has(SyncFault::AnyNumberOfEntries) {
        return u64::MAX;
    }
    if faulty.has(SyncFault::OneEntryTooMany) {
        return bound + 1;
    }
    if faulty.has(SyncFault::BoundRefused) {
        return bound - 1;
    }
    bound
}

/// What can be parsed of bytes that are no payload, which no sound node takes (`RL-SYNC-30`).
fn up_to_the_fault(bytes: &[u8], numbers: Numbers) -> Payload {
    let mut shorter = (0..bytes.len()).rev();
    let parsed = shorter.find_map(|end| {
        let payload = Payload::decode(&bytes[..end], numbers, Faulty::default());
        payload.ok()
    });
    parsed.unwrap_or_default()
}
