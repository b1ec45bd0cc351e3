//! Publishing: what the name holds from now on.

use serde::Serialize;

use super::build::build_head;
use super::late::LateAdds;
use super::older::{Standing, standing};
use super::{WriterSettings, WriterState};
use crate::bytes::Bytes;
use crate::faults::{BlindWriterFault, WriteFault};
use crate::stores::{Answered, Dropped, Expect, Failure, Stores};

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
    match settings.faulty.has(WriteFault::AddsAfterUpdate) {
        true => publish_to(settings, state, &mut LateAdds::over(stores)),
        false => publish_to(settings, state, stores),
    }
}

fn publish_to(
    settings: &WriterSettings,
    state: &mut WriterState,
    stores: &mut dyn Stores,
) -> Result<PublishStatus, Dropped> {
    let faulty = settings.faulty;
    if state.listed.is_empty() && !faulty.has(WriteFault::EmptyLogPublished) {
        return Ok(PublishStatus::Empty);
    }
    let held = match stores.fetch(&settings.name)? {
        Ok(held) => Some(held),
        Err(Failure::NotFound) => None,
        Err(_) => return Ok(PublishStatus::Unavailable),
    };
    if let Some(held) = &held
        && !faulty.has(WriteFault::ForeignOverwritten)
    {
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
    // Saved before the update, so that after a crash in between the name's content is known as its own (`RL-WRITE-15`).
    let tried = state.head.replace(head.clone());
    stores.save_writer(state)?;
    let taken_for_published =
        tried.as_ref() == Some(&head) && faulty.has(BlindWriterFault::TriedTakenForPublished);
    let is_published = held.as_ref() == Some(&head) || taken_for_published;
    if is_published && !faulty.has(WriteFault::UpdatesAgain) {
        if faulty.has(WriteFault::AddsAgain) {
            for content in state.listed.iter().filter_map(|item| item.data.as_ref()) {
                let _ = stores.add(content)?;
            }
        }
        return Ok(PublishStatus::Unchanged);
    }
    let expected = match faulty.has(BlindWriterFault::ExpectsOwnHead) {
        true => tried.or(held),
        false => held,
    };
    let status = match update(settings, state, stores, &head, expected)? {
        Ok(()) => PublishStatus::Published,
        Err(Failure::Conflict) => PublishStatus::Conflict,
        Err(Failure::TooLarge) if faulty.has(WriteFault::TooLargeUnavailable) => {
            PublishStatus::Unavailable
        }
        Err(Failure::TooLarge) => PublishStatus::TooLarge,
        Err(_) if faulty.has(WriteFault::SilenceTakenForSuccess) => PublishStatus::Published,
        Err(Failure::Timeout) if faulty.has(WriteFault::TimeoutTakenForSuccess) => {
            PublishStatus::Published
        }
        Err(_) => PublishStatus::Unavailable,
    };
    if status == PublishStatus::TooLarge && faulty.has(WriteFault::TooLargeDropped) {
        state.listed.truncate(state.sealed_pairs());
        stores.save_writer(state)?;
    }
    Ok(status)
}

/// Updates the name from what was fetched (`RL-WRITE-11`), and without comparing only where the name system cannot
/// (`RL-WRITE-12`).
fn update(
    settings: &WriterSettings,
    state: &WriterState,
    stores: &mut dyn Stores,
    head: &Bytes,
    held: Option<Bytes>,
) -> Answered<()> {
    let (name, faulty) = (&settings.name, settings.faulty);
    let creates = held.is_none();
    let expect = match held {
        Some(held) => Expect::Exact(held),
        None if faulty.has(WriteFault::CreatesBlindly) => Expect::Any,
        None => Expect::Absent,
    };
    let updated = stores.update(name, head, &expect)?;
    match updated {
        Err(Failure::Unsupported) if faulty.has(WriteFault::NoUpdateWithoutComparing) => {}
        Err(Failure::Unsupported)
            if !creates && faulty.has(WriteFault::CreatesWithoutComparing) => {}
        Err(Failure::Unsupported) => {
            let updated = stores.update(name, head, &Expect::Any)?;
            if updated.is_ok() && lost_race(settings, state, stores)? {
                return Ok(Err(Failure::Conflict));
            }
            return Ok(updated);
        }
        Err(Failure::Conflict) if faulty.has(WriteFault::LostUpdateOverwritten) => {
            return stores.update(name, head, &Expect::Any);
        }
        _ => {}
    }
    Ok(updated)
}

/// Looks once more after an update without comparing: whether somebody else wrote last (`RL-WRITE-17`). What cannot be
/// fetched says nothing against the update.
fn lost_race(
    settings: &WriterSettings,
    state: &WriterState,
    stores: &mut dyn Stores,
) -> Result<bool, Dropped> {
    if settings.faulty.has(WriteFault::NotReadBack) {
        return Ok(false);
    }
    let Ok(held) = stores.fetch(&settings.name)? else {
        return Ok(false);
    };
    if settings.faulty.has(WriteFault::OlderReadBackIsConflict) {
        return Ok(state.head != Some(held));
    }
    Ok(standing(settings, state, stores, &held)? == Standing::Foreign)
}
