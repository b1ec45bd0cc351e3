//! One call of a reader, from the name to the answer.

use super::answer::{Answer, Evidence, Gap, HeadClass, Missing};
use super::call::Call;
use super::judge::{Judgement, judge};
use super::{PageRecord, ReaderSettings, ReaderState, order};
use crate::bytes::{Bytes, Id};
use crate::faults::{Faulty, NameFault};
use crate::page::Page;
use crate::reason::Reason;
use crate::stores::{Dropped, Failure, Stores};

/// Follows the name once and tries again what is due (`RL-READ-1`). `now` is in seconds.
///
/// Nothing is answered before it is saved (`RL-READ-15`). After [`Dropped`] the state in memory is of no use: go on from
/// the one that was saved last.
pub fn sync(
    settings: &ReaderSettings,
    state: &mut ReaderState,
    stores: &mut dyn Stores,
    now: u64,
) -> Result<Answer, Dropped> {
    let mut call = Call::new(settings, state, stores, now);
    let head = fetch_head(&mut call)?;
    let mut tail = Bytes::default();
    if let Ok(head) = &head {
        if !call.ends_walk(&head.page) {
            tail = head.page.tail.clone();
        }
        // What the head embeds need not be asked for, so it is taken before anything is tried again.
        call.take(&head.page, false)?;
    }
    call.retry()?;
    call.walk_below_filled()?;
    call.walk(&tail)?;
    call.get_fresh()?;
    finish(call, head)
}

/// A head that was read.
struct Head {
    bytes: Bytes,
    page: Page,
}

/// Fetches the name and reads what it holds. A name that is not found is no log yet, but a log does not vanish
/// (`RL-NAME-3`); what cannot be read has a reason (`RL-NAME-15`).
fn fetch_head(call: &mut Call<'_>) -> Result<Result<Head, HeadClass>, Dropped> {
    Ok(match call.fetch()? {
        Ok(bytes) => match call.read_page(&bytes, None) {
            Ok(page) => Ok(Head { bytes, page }),
            Err(reason) => Err(HeadClass::Unreadable(reason)),
        },
        Err(Failure::NotFound) if call.state.floor.is_empty() => Err(HeadClass::None),
        Err(Failure::NotFound) => Err(HeadClass::Unreadable(Reason::Unavailable)),
        Err(failure) => Err(HeadClass::Unreadable(failure.reason())),
    })
}

/// Judges the head, saves, and answers.
fn finish(call: Call<'_>, head: Result<Head, HeadClass>) -> Result<Answer, Dropped> {
    let delivered = order::delivered(&call, head.as_ref().ok().map(|head| &head.page));
    let Call {
        settings,
        state,
        stores,
        cycles,
        ..
    } = call;
    let judgement = match &head {
        Ok(head) => judge(&head.page, state, settings.faulty),
        Err(class) => Judgement::plain(*class),
    };
    let mut evidence = None;
    if let Ok(head) = head {
        if judgement.class == HeadClass::Fork {
            evidence = Some(Evidence {
                floor: state.floor.clone(),
                head: head.bytes.clone(),
            });
        }
        if moves_floor(judgement.class, settings.faulty) {
            state.floor = head.bytes;
        }
    }
    let ids: Vec<Id> = delivered.iter().map(|item| item.id.clone()).collect();
    stores.save_reader(state, &ids)?;
    Ok(Answer {
        head: judgement.class,
        delivered,
        missing: missing(state),
        gaps: gaps(state),
        cycles,
        inserted: judgement.inserted,
        reordered: judgement.reordered,
        evidence,
    })
}

/// Only an advanced head moves the floor (`RL-NAME-11`).
fn moves_floor(class: HeadClass, faulty: Faulty) -> bool {
    let rolled_back = class == HeadClass::Stale && faulty.has(NameFault::RollbackAccepted);
    class == HeadClass::Advanced || rolled_back
}

fn missing(state: &ReaderState) -> Vec<Missing> {
    let items = state.missing.iter();
    items
        .map(|(id, item)| Missing {
            id: id.clone(),
            reason: item.reason(),
        })
        .collect()
}

fn gaps(state: &ReaderState) -> Vec<Gap> {
    let pages = state.pages.iter();
    pages
        .filter_map(|(address, page)| match page {
            PageRecord::Gap { reason, .. } => Some(Gap {
                address: address.clone(),
                reason: *reason,
            }),
            PageRecord::Read { .. } => None,
        })
        .collect()
}
