//! Publishing: what the name holds from now on.

use serde::Serialize;

use super::build::build_head;
use super::older::{Standing, standing};
use super::{WriterSettings, WriterState};
use crate::faults::WriteFault;
use crate::stores::{Dropped, Expect, Failure, Stores};

/// How a publish ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishStatus {
    /// The name holds the log.
    Published,
    /// It did already (`RL-WRITE-8`).
    Unchanged,
    /// There is nothing to publish yet (`RL-WRITE-9`).
    Empty,
    /// The name changed under the writer (`RL-WRITE-11`).
    Conflict,
    /// The name holds what the log lacks (`RL-WRITE-10`).
    Refused,
    /// The name system refused the size (`RL-WRITE-14`).
    TooLarge,
    /// Something could not be fetched, added or updated (`RL-WRITE-13`).
    Unavailable,
}

/// Publishes the log. After [`Dropped`] the state in memory is of no use: go on from the one that was saved last.
pub fn publish(
    settings: &WriterSettings,
    state: &mut WriterState,
    stores: &mut dyn Stores,
) -> Result<PublishStatus, Dropped> {
    if state.listed.is_empty() {
        return Ok(PublishStatus::Empty);
    }
    let held = match stores.fetch(&settings.name)? {
        Ok(held) => Some(held),
        Err(Failure::NotFound) => None,
        Err(_) => return Ok(PublishStatus::Unavailable),
    };
    if let Some(held) = &held {
        match standing(settings, state, stores, held)? {
            Standing::Older => {}
            Standing::Foreign => return Ok(PublishStatus::Refused),
            Standing::Unavailable => return Ok(PublishStatus::Unavailable),
        }
    }
    let Ok(head) = build_head(settings, state, stores)? else {
        stores.save_writer(state)?;
        return Ok(PublishStatus::Unavailable);
    };
    let expect = match &held {
        Some(held) => Expect::Exact(held.clone()),
        None => Expect::Absent,
    };
    // Saved before the update, so that after a crash in between the name's content is known as its own (`RL-WRITE-15`).
    state.head = Some(head.clone());
    stores.save_writer(state)?;
    if held.as_ref() == Some(&head) {
        return Ok(PublishStatus::Unchanged);
    }
    let mut updated = stores.update(&settings.name, &head, &expect)?;
    if updated == Err(Failure::Unsupported) {
        // This name system cannot compare (`RL-WRITE-12`).
        updated = stores.update(&settings.name, &head, &Expect::Any)?;
        if updated.is_ok() && lost_race(settings, state, stores)? {
            updated = Err(Failure::Conflict);
        }
    } else if updated == Err(Failure::Conflict)
        && settings.faulty.has(WriteFault::LostUpdateOverwritten)
    {
        updated = stores.update(&settings.name, &head, &Expect::Any)?;
    }
    Ok(match updated {
        Ok(()) => PublishStatus::Published,
        Err(Failure::Conflict) => PublishStatus::Conflict,
        Err(Failure::TooLarge) => PublishStatus::TooLarge,
        Err(_) => PublishStatus::Unavailable,
    })
}

/// Looks once more after an update without comparing: whether somebody else wrote last (`RL-WRITE-17`). What cannot be
/// fetched says nothing against the update.
fn lost_race(
    settings: &WriterSettings,
    state: &WriterState,
    stores: &mut dyn Stores,
) -> Result<bool, Dropped> {
    let Ok(held) = stores.fetch(&settings.name)? else {
        return Ok(false);
    };
    Ok(standing(settings, state, stores, &held)? == Standing::Foreign)
}
