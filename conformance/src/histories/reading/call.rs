//! How one call of a reader goes wrong: the faults of the stores, and where the device dies.

use remote_log_model::reading::{End, Fetch, GetFault, Point, Sync};
use remote_log_model::{Blob, Page, Reason, World};

use crate::histories::matter::{GARBAGE, NAME, Pages};
use crate::protocol::{CallOp, FailReason};
use crate::vectors::{Alteration, CrashAt, Fault, FaultyCall, FetchAnswer, GetAnswer, NthCall};

/// The head that a call is given, if it is given one.
pub(super) fn head(fetch: Fetch, world: &World) -> Option<Page> {
    let back = match fetch {
        Fetch::Now => 0,
        Fetch::Back(back) => usize::from(back),
        Fetch::Empty => return Some(Page::default()),
        Fetch::NotFound | Fetch::Failed(_) => return None,
    };
    world.heads.iter().rev().nth(back).cloned()
}

/// What goes wrong in the stores.
pub(super) fn faults(call: &Sync, world: &World, pages: &mut Pages) -> Vec<Fault> {
    let fetch = fetch_answer(call.fetch, world).map(|answer| FaultyCall::Fetch {
        name: Some(NAME.to_owned()),
        answer,
    });
    let get = call.fault.and_then(|(target, fault)| {
        let blob = head(call.fetch, world)?.target(target)?;
        Some(FaultyCall::Get {
            address: Some(pages.blob(&blob).0),
            answer: get_answer(fault, &blob, world, pages),
        })
    });
    let calls = fetch.into_iter().chain(get);
    calls.map(|call| Fault { nth: None, call }).collect()
}

fn fetch_answer(fetch: Fetch, world: &World) -> Option<FetchAnswer> {
    match fetch {
        Fetch::Now => None,
        Fetch::Back(back) => {
            // The harness counts changes; the model counts updates, and one may have changed nothing.
            let heads = &world.heads[world.heads.len() - 1 - usize::from(back)..];
            let changes = heads.windows(2).filter(|two| two[0] != two[1]).count();
            (changes > 0).then_some(FetchAnswer::Stale(changes))
        }
        Fetch::Empty => Some(FetchAnswer::Content(Vec::new())),
        Fetch::NotFound => Some(FetchAnswer::Fails(FailReason::NotFound)),
        Fetch::Failed(reason) => Some(match failure(reason) {
            Some(failure) => FetchAnswer::Fails(failure),
            None => FetchAnswer::Content(GARBAGE.to_vec()),
        }),
    }
}

fn get_answer(fault: GetFault, blob: &Blob, world: &World, pages: &mut Pages) -> GetAnswer {
    match fault {
        GetFault::Failed(reason) => {
            GetAnswer::Fails(failure(reason).unwrap_or(FailReason::NotFound))
        }
        GetFault::Corrupt => GetAnswer::Altered(Alteration::Corrupt),
        GetFault::Truncated => GetAnswer::Altered(Alteration::Truncated),
        GetFault::Other => match another(blob, world) {
            Some(other) => GetAnswer::Of(pages.blob(other).0),
            None => GetAnswer::Content(GARBAGE.to_vec()),
        },
    }
}

/// Something else that the store has, of the same sort where there is any: a page is more easily mistaken for a page.
fn another<'a>(blob: &Blob, world: &'a World) -> Option<&'a Blob> {
    let others = || world.kept.iter().filter(|other| *other != blob);
    let same_sort = |other: &&Blob| matches!(other, Blob::Page(_)) == matches!(blob, Blob::Page(_));
    others().find(same_sort).or_else(|| others().next())
}

/// How a store says this itself, if it can.
const fn failure(reason: Reason) -> Option<FailReason> {
    match reason {
        Reason::NotFound => Some(FailReason::NotFound),
        Reason::Unavailable => Some(FailReason::Unavailable),
        Reason::Timeout => Some(FailReason::Timeout),
        _ => None,
    }
}

/// Where the device dies, if it does.
pub(super) fn crash(end: End) -> Option<CrashAt> {
    let (op, nth) = match end {
        End::Answered => return None,
        End::Dies(Point::Fetch) => (CallOp::NsFetch, 1),
        End::Dies(Point::Get(nth)) => (CallOp::CasGet, u32::from(nth)),
        End::Dies(Point::Save) => (CallOp::StateSave, 1),
    };
    Some(CrashAt::Drop(NthCall { op, nth }))
}
