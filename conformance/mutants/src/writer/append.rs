//! Appending: what the log lists from now on.

use std::collections::BTreeSet;

use serde::Serialize;

use super::state::Listed;
use super::{WriterSettings, WriterState};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindWriterFault, MsgFault, WriteFault};
use crate::message;
use crate::reason::Reason;
use crate::stores::{Dropped, Stores};

/// An item to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppendItem {
    /// Its id.
    pub id: Id,
    /// Its content.
    pub data: Bytes,
    /// Whether it is a message that is never listed (`RL-WRITE-7`).
    pub ephemeral: bool,
}

impl AppendItem {
    /// An item for a writer; refused is one that its log cannot list. Under `mvds` the id is computed, not taken.
    pub fn new(settings: &WriterSettings, id: Option<Id>, data: Bytes) -> Result<Self, Reason> {
        let Some(group) = &settings.group else {
            let id = id.filter(|id| id.len() == 32).ok_or(Reason::Invalid)?;
            return Ok(Self {
                id,
                data,
                ephemeral: false,
            });
        };
        let faulty = settings.faulty;
        let message = message::read(&data, faulty)?;
        let stored = match faulty.has(MsgFault::MetadataNotStored) {
            true => message
                .without_metadata()
                .encode(message::Numbers::Spec, faulty),
            false => data,
        };
        match message::is_of(&message, group, faulty) {
            true => Ok(Self {
                id: message.id(faulty),
                data: stored,
                ephemeral: message.is_ephemeral(),
            }),
            false => Err(Reason::Mismatch),
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AppendStatus {
    /// The log lists it from now on.
    Appended,
    /// The log lists it already (`RL-WRITE-6`).
    Duplicate,
    /// It is ephemeral, and the log does not list it (`RL-WRITE-7`).
    Ephemeral,
}

/// Appends items, the oldest first; the answer has a status for each. It is saved first (`RL-WRITE-15`); after
/// [`Dropped`] the state in memory is of no use.
pub fn append(
    settings: &WriterSettings,
    state: &mut WriterState,
    stores: &mut dyn Stores,
    items: Vec<AppendItem>,
) -> Result<Vec<AppendStatus>, Dropped> {
    let saves_first = settings.faulty.has(WriteFault::SavedBeforeAppended);
    if saves_first {
        stores.save_writer(state)?;
    }
    let statuses = list(settings, state, items);
    if !saves_first && !settings.faulty.has(WriteFault::AppendUnsaved) {
        stores.save_writer(state)?;
    }
    Ok(statuses)
}

/// Lists items from now on, the oldest first, as soon as the state is saved.
pub fn list(
    settings: &WriterSettings,
    state: &mut WriterState,
    items: Vec<AppendItem>,
) -> Vec<AppendStatus> {
    let faulty = settings.faulty;
    let known_from = match faulty.has(WriteFault::SealedIdsForgotten) {
        true => state.sealed_pairs(),
        false => 0,
    };
    let known = state.listed[known_from..].iter();
    let mut known: BTreeSet<Id> = known.map(|item| item.id.clone()).collect();
    let mut statuses = Vec::new();
    let before = state.listed.len();
    for item in items {
        let AppendItem {
            id,
            data,
            ephemeral,
        } = item;
        let is_known = known.contains(&id) && !faulty.has(WriteFault::DuplicateListedAgain);
        let ephemeral = match () {
            () if faulty.has(WriteFault::EphemeralListed) => false,
            () if faulty.has(WriteFault::EphemeralUnlessKnown) => ephemeral && !is_known,
            () => ephemeral,
        };
        if ephemeral {
            statuses.push(AppendStatus::Ephemeral);
            continue;
        }
        if !faulty.has(BlindWriterFault::TwinInBatchListed) {
            known.insert(id.clone());
        }
        if is_known {
            statuses.push(AppendStatus::Duplicate);
            continue;
        }
        if state.head.is_some() && faulty.has(WriteFault::FrozenOncePublished) {
            statuses.push(AppendStatus::Appended);
            continue;
        }
        let first = !statuses.contains(&AppendStatus::Appended);
        statuses.push(AppendStatus::Appended);
        if first || !faulty.has(WriteFault::FirstOfBatchAlone) {
            state.listed.push(Listed {
                id,
                data: Some(data),
                address: None,
            });
        }
    }
    if faulty.has(BlindWriterFault::BatchReversed) {
        state.listed[before..].reverse();
    }
    statuses
}
