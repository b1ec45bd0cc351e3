//! The state as a list of facts that make it again.

use bytes::Bytes;
use remote_log::log::StateError;
use remote_log::log::stored::{Pieces, header};

use crate::fact::Fact;
use crate::state::State;

/// The header's first letter, and what errors call it.
const KIND: &str = "node";
const VERSION: u8 = 1;

/// Writes the whole state, with its header.
pub(crate) fn encode(state: &State) -> Vec<u8> {
    let mut out = header(KIND, VERSION);
    let mut put = |fact: Fact| fact.encode(&mut out);
    for peer in &state.peers {
        put(Fact::Peer(peer.name.clone()));
    }
    for (number, group) in (0..).zip(&state.groups) {
        put(Fact::Group(group.id.0));
        put(Fact::Members {
            group: number,
            peers: group.members.clone(),
        });
    }
    put(Fact::Clocks {
        epochs: state.epochs,
        seconds: state.seconds,
        spoke: state.spoke,
    });
    for (id, held) in &state.held {
        put(Fact::Held {
            id: *id,
            group: held.group,
            origin: held.origin,
        });
    }
    for (id, bytes) in state.bodies.iter() {
        put(Fact::Kept {
            id: *id,
            bytes: bytes.clone(),
        });
    }
    for (number, peer) in (0..).zip(&state.peers) {
        for (id, record) in peer.in_order() {
            put(Fact::Record {
                peer: number,
                id,
                record,
            });
        }
    }
    for (number, group) in (0..).zip(&state.groups) {
        for id in group.frontier.childless() {
            put(Fact::Parent {
                group: number,
                id: *id,
            });
        }
        put(Fact::Named {
            group: number,
            ids: group.frontier.awaited().copied().collect(),
        });
    }
    for (id, deadline, missing) in state.inbox.in_order() {
        put(Fact::Waits {
            id,
            deadline,
            missing: missing.clone(),
        });
    }
    for id in state.unpublished.values() {
        put(Fact::Unpublished { id: *id });
    }
    out
}

/// Reads what [`encode`] wrote and the facts that were appended since (RL-SYNC-46).
pub(crate) fn decode(saved: Bytes) -> Result<State, StateError> {
    let mut pieces = Pieces::new(saved, KIND, VERSION)?;
    let mut state = State::default();
    while !pieces.is_empty() {
        let fact = Fact::decode(&mut pieces, state.peers.len(), state.groups.len())?;
        state.apply(fact);
    }
    Ok(state)
}
