//! Appending: a message of the node's own.

use serde::Serialize;

use super::record::RecordKind;
use super::state::{Known, Node};
use super::{Mode, NodeSettings, NodeState};
use crate::bytes::{Bytes, Id};
use crate::faults::{Faulty, SyncFault};
use crate::message::{Message, Metadata, Numbers};
use crate::payload::Payload;
use crate::reason::Reason;
use crate::stores::{Dropped, Stores};
use crate::writer::{self, AppendItem};

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AppendedStatus {
    /// It goes out to the peers of its group.
    Appended,
    /// The node has it already.
    Duplicate,
}

/// Appends a message of a group, which names its parents itself. Refused is one of a group that is not known, one that is too
/// large, and one for which a peer has too many records.
pub fn append(
    node: &mut Node,
    stores: &mut dyn Stores,
    mut message: Message,
    ephemeral: bool,
) -> Result<Result<(Id, AppendedStatus), Reason>, Dropped> {
    let (id, group) = (message.id(node.settings.faulty), message.group.clone());
    let Node {
        settings, state, ..
    } = node;
    let Some(mut peers) = state.groups.get(&group).cloned() else {
        return Ok(Err(Reason::Mismatch));
    };
    let faulty = settings.faulty;
    if faulty.has(SyncFault::SentToEverybody) {
        peers.extend(state.groups.values().flatten().cloned());
    }
    if faulty.has(SyncFault::FirstPeerOnly) {
        peers = peers.into_iter().take(1).collect();
    }
    if state.known.contains_key(&id) {
        return Ok(Ok((id, AppendedStatus::Duplicate)));
    }
    // An ephemeral message follows nothing, and nothing follows it (`RL-SYNC-21`).
    let parents = match ephemeral {
        true => Vec::new(),
        false => state.next_parents(&group, faulty),
    };
    message.metadata = Some(Metadata { parents, ephemeral });
    let is_full = |peer| state.is_full(peer, settings);
    let fits = (settings.bounds).has_room_for(size_alone(&message, settings));
    if !fits || peers.iter().any(is_full) {
        return Ok(Err(Reason::TooLarge));
    }
    if settings.mailboxes.is_none() || !faulty.has(SyncFault::DepositedNotSent) {
        for peer in &peers {
            send_to(state, peer, &id, &message, settings);
        }
    }
    state.goes_into_mailboxes(&message, &peers, settings);
    let known = Known {
        group: group.clone(),
        direct: true,
        ephemeral,
        offered_by: Default::default(),
    };
    state.known.insert(id.clone(), known);
    let is_named = !ephemeral
        || faulty.has(SyncFault::EphemeralNamed)
        || faulty.has(SyncFault::OwnEphemeralNamed);
    if is_named {
        follow(state, &group, &id, &message, faulty);
    }
    let log = settings.log.as_ref().filter(|log| log.group == group);
    if let Some(log) = log
        && !faulty.has(SyncFault::LogForgotten)
    {
        let item = AppendItem {
            id: id.clone(),
            data: message.encode(Numbers::Spec, faulty),
            ephemeral: ephemeral && !faulty.has(SyncFault::EphemeralListed),
        };
        // It is saved with all else that the node knows (`RL-SYNC-31`).
        writer::list(&log.writer, &mut state.log, vec![item]);
    }
    if !faulty.has(SyncFault::AppendNotSaved) {
        stores.save_node(state, &[])?;
    }
    Ok(Ok((id, AppendedStatus::Appended)))
}

/// A message goes to a peer: it is sent, or offered (`RL-SYNC-8`, `RL-SYNC-11`). An ephemeral one is sent in either mode
/// (`RL-SYNC-26`).
pub(super) fn send_to(
    state: &mut NodeState,
    peer: &Bytes,
    id: &Id,
    message: &Message,
    settings: &NodeSettings,
) {
    let faulty = settings.faulty;
    let is_offered = settings.mode == Mode::Interactive
        && !faulty.has(SyncFault::SentUnasked)
        && (!message.is_ephemeral() || faulty.has(SyncFault::EphemeralOffered));
    let kind = match is_offered {
        true => RecordKind::Offer(message.clone()),
        false => RecordKind::Message(message.clone()),
    };
    state.make_record(peer, id, kind);
    if faulty.has(SyncFault::AppendedNotSent)
        && settings.mode == Mode::Batch
        && let Some(record) = state.record(peer, id)
    {
        record.due = u64::MAX;
    }
}

/// The node's own message follows what it names.
fn follow(state: &mut NodeState, group: &Bytes, id: &Id, message: &Message, faulty: Faulty) {
    let parents = message.metadata.iter().flat_map(|said| &said.parents);
    let parents: Vec<Id> = parents.cloned().collect();
    state.follows(group, &parents, faulty);
    state.has_come(group, id);
}

/// The size of a payload with this message alone.
fn size_alone(message: &Message, settings: &NodeSettings) -> usize {
    let alone = Payload {
        messages: vec![message.clone()],
        ..Payload::default()
    };
    alone.encode(settings.numbers, settings.faulty).len()
}
