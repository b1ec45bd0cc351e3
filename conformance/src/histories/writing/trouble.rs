//! How one publish goes wrong: the faults of the stores, who comes first, and where the device dies.

use remote_log_model::writing::{AddTrouble, Death, FetchTrouble, Held, Trouble, UpdateTrouble};
use remote_log_model::{Offer, Page, Pair};

use crate::histories::matter::{GARBAGE, NAME, Pages};
use crate::protocol::{CallOp, FailReason};
use crate::vectors::{CrashAt, Fault, FaultyCall, FetchAnswer, NthCall, WriteAnswer};

/// What a name holds, where somebody else wrote it.
pub(super) fn strange(held: &Held, pages: &mut Pages) -> Option<Vec<u8>> {
    match held {
        Held::Own(_) => None,
        Held::Garbage => Some(GARBAGE.to_vec()),
        Held::Strange(log) => {
            let pair = |message: &_| Pair {
                message: *message,
                offer: Offer::Embedded,
            };
            Some(pages.bytes(&Page {
                pairs: log.iter().rev().map(pair).collect(),
                ..Page::default()
            }))
        }
    }
}

/// What goes wrong in the stores. The fetch that a writer does after an update is not concerned.
pub(super) fn faults(trouble: Trouble) -> Vec<Fault> {
    let (nth, call) = match trouble {
        Trouble::Fetch(trouble) => (Some(1), fetch(trouble)),
        Trouble::Add(trouble) => (
            None,
            FaultyCall::Add {
                answer: add(trouble),
            },
        ),
        Trouble::Update(trouble) => (None, update(trouble)),
        Trouble::Race(_) => return Vec::new(),
    };
    vec![Fault { nth, call }]
}

fn fetch(trouble: FetchTrouble) -> FaultyCall {
    FaultyCall::Fetch {
        name: Some(NAME.to_owned()),
        answer: match trouble {
            FetchTrouble::NotFound => FetchAnswer::Fails(FailReason::NotFound),
            FetchTrouble::Unavailable => FetchAnswer::Fails(FailReason::Unavailable),
            FetchTrouble::Timeout => FetchAnswer::Fails(FailReason::Timeout),
            FetchTrouble::Stale => FetchAnswer::Stale(1),
        },
    }
}

const fn add(trouble: AddTrouble) -> WriteAnswer {
    match trouble {
        AddTrouble::Unavailable => WriteAnswer::Fails(FailReason::Unavailable),
        AddTrouble::Timeout => WriteAnswer::Fails(FailReason::Timeout),
        AddTrouble::Lost => WriteAnswer::Lost,
    }
}

fn update(trouble: UpdateTrouble) -> FaultyCall {
    FaultyCall::Update {
        name: Some(NAME.to_owned()),
        answer: match trouble {
            UpdateTrouble::Conflict => WriteAnswer::Fails(FailReason::Conflict),
            UpdateTrouble::TooLarge => WriteAnswer::Fails(FailReason::TooLarge),
            UpdateTrouble::Unavailable => WriteAnswer::Fails(FailReason::Unavailable),
            UpdateTrouble::Timeout => WriteAnswer::Fails(FailReason::Timeout),
            UpdateTrouble::Lost => WriteAnswer::Lost,
            UpdateTrouble::Dropped => WriteAnswer::Dropped,
        },
    }
}

/// Where the device dies.
pub(super) const fn crash(death: Death) -> CrashAt {
    let op = match death {
        Death::Fetch => CallOp::NsFetch,
        Death::Add => CallOp::CasAdd,
        Death::Save => CallOp::StateSave,
        Death::Update => CallOp::NsUpdate,
    };
    CrashAt::Drop(NthCall { op, nth: 1 })
}
