//! One call of a reader, from the name to the answer.

use super::answer::{Answer, Evidence, Gap, HeadClass, Missing};
use super::call::Call;
use super::chain::Chain;
use super::judge::{Judgement, judge};
use super::{PageRecord, ReaderSettings, ReaderState, order};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindReaderFault, Faulty, NameFault, ReadFault};
use crate::page::Page;
use crate::reason::Reason;
use crate::stores::{Dropped, Expect, Failure, Stores};

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
    call.retry();
    if head.is_err() && call.has(BlindReaderFault::GapsRestWithoutHead) {
        call.waiting.due.retain(|get| !get.is_page());
    }
    if let Ok(head) = &head {
        let ends = call.ends_walk(&head.page)
            || (head.page.pairs.is_empty() && call.has(BlindReaderFault::PointerNotFollowed));
        call.take(&head.page, false)?;
        if !ends {
            call.follow(&head.page.tail);
        }
    }
    call.run()?;
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
    let no_log = match call.state.floor.is_empty() {
        true => !call.has(NameFault::NoNameIsUnavailable),
        false => call.has(NameFault::LostNameIsNone),
    };
    let held = match call.fetch()? {
        Ok(held) if held.is_empty() && call.has(NameFault::ZeroBytesTakenForNoName) => {
            Err(Failure::NotFound)
        }
        held => held,
    };
    Ok(match held {
        Ok(held) => read_head(call, held).map_err(HeadClass::Unreadable),
        Err(Failure::NotFound) if no_log => Err(HeadClass::None),
        Err(Failure::NotFound) => Err(HeadClass::Unreadable(Reason::Unavailable)),
        Err(Failure::Timeout) if call.has(BlindReaderFault::NameTimeoutUnavailable) => {
            Err(HeadClass::Unreadable(Reason::Unavailable))
        }
        Err(failure) => Err(HeadClass::Unreadable(failure.reason())),
    })
}

/// Reads what the name holds, which is a page (`RL-NAME-1`).
fn read_head(call: &Call<'_>, held: Bytes) -> Result<Head, Reason> {
    match call.read_page(&held, None) {
        Ok(page) => Ok(Head { bytes: held, page }),
        Err(_) if call.has(NameFault::UnreadableHeadIsUnavailable) => Err(Reason::Unavailable),
        Err(reason) => Err(reason),
    }
}

/// Judges the head, saves, and answers.
fn finish(call: Call<'_>, head: Result<Head, HeadClass>) -> Result<Answer, Dropped> {
    let mut delivered = order::delivered(&call, head.as_ref().ok().map(|head| &head.page));
    let Call {
        settings,
        state,
        stores,
        cycles,
        ..
    } = call;
    let faulty = settings.faulty;
    let mut judgement = match &head {
        Ok(head) => judge(&head.page, state, faulty),
        Err(class) => Judgement::plain(*class),
    };
    if judgement.class == HeadClass::Fork
        && delivered.is_empty()
        && faulty.has(BlindReaderFault::KnownForkIsStale)
    {
        judgement.class = HeadClass::Stale;
    }
    if judgement.class == HeadClass::Stale && faulty.has(BlindReaderFault::StaleNameMended) {
        let _ = stores.update(&settings.name, &state.floor, &Expect::Any)?;
    }
    if withholds(judgement.class, faulty) {
        delivered.clear();
    }
    let mut evidence = None;
    match head {
        Ok(head) => {
            if judgement.class == HeadClass::Fork && !faulty.has(NameFault::NoEvidence) {
                let shown = match faulty.has(BlindReaderFault::EvidenceReencoded) {
                    true => head.page.encode(faulty),
                    false => head.bytes.clone(),
                };
                evidence = Some(evidence_of(state.floor.clone(), shown, faulty));
            }
            if faulty.has(BlindReaderFault::DelistedDropped) {
                let reached = Chain::of(&head.page, state, faulty).ids();
                state.missing.retain(|id, _| reached.contains(id));
            }
            if moves_floor(judgement.class, faulty) {
                state.floor = head.bytes;
            }
        }
        Err(HeadClass::Unreadable(Reason::Malformed | Reason::Invalid | Reason::TooLarge))
            if faulty.has(NameFault::UnreadableHeadClearsFloor) =>
        {
            state.floor = Bytes::default();
        }
        Err(_) => {}
    }
    let mut ids: Vec<Id> = delivered.iter().map(|item| item.id.clone()).collect();
    if faulty.has(ReadFault::SavedWithoutNewest) {
        ids.pop();
    }
    if !faulty.has(ReadFault::NeverSaved) {
        stores.save_reader(state, &ids)?;
    }
    Ok(Answer {
        head: judgement.class,
        delivered,
        missing: missing(state, faulty),
        gaps: gaps(state),
        cycles,
        inserted: judgement.inserted,
        reordered: judgement.reordered,
        evidence,
    })
}

/// Whether a head keeps what was got from being delivered: never (`RL-READ-19`).
fn withholds(class: HeadClass, faulty: Faulty) -> bool {
    match class {
        HeadClass::Fork if faulty.has(ReadFault::ForkDeliversNothing) => true,
        HeadClass::Undetermined => faulty.has(BlindReaderFault::UndeterminedDeliversNothing),
        HeadClass::Fork | HeadClass::Stale => faulty.has(ReadFault::StaleOrForkDeliversNothing),
        _ => false,
    }
}

/// Both heads of a fork (`RL-NAME-18`).
fn evidence_of(floor: Bytes, head: Bytes, faulty: Faulty) -> Evidence {
    match faulty.has(NameFault::EvidenceSwapped) {
        true => Evidence {
            floor: head,
            head: floor,
        },
        false => Evidence { floor, head },
    }
}

/// Only an advanced head moves the floor (`RL-NAME-11`).
fn moves_floor(class: HeadClass, faulty: Faulty) -> bool {
    match class {
        HeadClass::Stale => faulty.has(NameFault::RollbackAccepted),
        HeadClass::Fork => faulty.has(NameFault::ForkAccepted),
        HeadClass::Same => faulty.has(BlindReaderFault::SameMovesFloor),
        _ => class == HeadClass::Advanced,
    }
}

/// Every item that is missing (`RL-READ-8`).
fn missing(state: &ReaderState, faulty: Faulty) -> Vec<Missing> {
    let most = match () {
        () if faulty.has(ReadFault::MissingUnreported) => 0,
        () if faulty.has(ReadFault::FirstMissingOnly) => 1,
        () => usize::MAX,
    };
    let items = state.missing.iter();
    items
        .take(most)
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
