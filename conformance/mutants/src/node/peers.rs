//! Who is in a group from now on.

use std::collections::BTreeSet;

use super::Node;
use crate::bytes::Bytes;
use crate::faults::SyncFault;
use crate::stores::{Dropped, Stores};

/// Says who is in a group. What was for one that left is dropped (`RL-SYNC-18`).
pub fn peers(
    node: &mut Node,
    stores: &mut dyn Stores,
    group: Bytes,
    peers: BTreeSet<Bytes>,
) -> Result<(), Dropped> {
    let Node {
        settings,
        state,
        acks,
    } = node;
    let mut peers = peers;
    peers.remove(&settings.peer);
    state.groups.insert(group, peers);
    if settings.faulty.has(SyncFault::LeaverServed) {
        return stores.save_node(state, &[]);
    }
    let groups = &state.groups;
    let shares_any = |peer: &Bytes| groups.values().any(|peers| peers.contains(peer));
    for (peer, records) in &mut state.records {
        records.retain(|_, record| match record.kind.message() {
            Some(message) => groups
                .get(&message.group)
                .is_some_and(|peers| peers.contains(peer)),
            None => shares_any(peer),
        });
    }
    state.deposits.retain(|deposit| {
        let peers = groups.get(&deposit.message.group);
        peers.is_some_and(|peers| peers.contains(&deposit.to))
    });
    acks.retain(|peer, _| shares_any(peer));
    stores.save_node(state, &[])
}
