//! The saved form of what a reader knows: a header, and then changes, one behind the other. Each change is a list of
//! facts, a number that says what kind of fact and the fact's fields, and a later fact takes precedence.

use bytes::Bytes;

use super::Reason;
use super::change::Change;
use super::head::HeadPage;
use super::retry::Retry;
use super::state::{Candidate, Missing, Recorded, State};
use crate::log::StateError;
use crate::log::stored::{self, Pieces};
use crate::message::MessageId;
use crate::page::Page;
use crate::wire::{self, put_varint};

const KIND: &str = "reader";
const VERSION: u8 = 2;

const FLOOR: u64 = 1;
const PAGE: u64 = 2;
const GAP: u64 = 3;
const MISSING: u64 = 4;
const DELIVERED: u64 = 5;

/// The reasons in the order of their numbers. New ones go to the end.
const REASONS: [Reason; 9] = [
    Reason::NotFound,
    Reason::Unavailable,
    Reason::Timeout,
    Reason::Refused(wire::Reason::Malformed),
    Reason::Refused(wire::Reason::Invalid),
    Reason::Refused(wire::Reason::Mismatch),
    Reason::Refused(wire::Reason::TooLarge),
    Reason::Unlisted,
    Reason::Bound,
];

/// Reads a saved state. Whatever the bytes are, this takes memory and time in proportion to their number.
pub(super) fn decode(saved: Bytes) -> Result<State, StateError> {
    let mut pieces = Pieces::new(saved, KIND, VERSION)?;
    let mut state = State::default();
    while !pieces.is_empty() {
        fact(&mut pieces, &mut state)?;
    }
    Ok(state)
}

/// The header and the whole of a state.
pub(super) fn encode(state: &State) -> Vec<u8> {
    let mut out = stored::header(KIND, VERSION);
    put_facts(
        &mut out,
        state.floor.as_ref(),
        &state.pages,
        &state.gaps,
        &state.missing,
    );
    put_delivered(&mut out, state.delivered.iter());
    out
}

/// A change, to go behind what was saved before.
pub(super) fn encode_change(change: &Change) -> Vec<u8> {
    let mut out = Vec::new();
    put_facts(
        &mut out,
        change.floor.as_ref(),
        &change.pages,
        &change.gaps,
        &change.missing,
    );
    put_delivered(&mut out, change.delivered.iter());
    out
}

fn fact(pieces: &mut Pieces, state: &mut State) -> Result<(), StateError> {
    let at = pieces.at();
    match pieces.number()? {
        FLOOR => {
            let bytes = pieces.bytes()?;
            let page = Page::decode(&bytes).map_err(|_| StateError::Head { at })?;
            state.floor = Some(HeadPage::new(&bytes, &page));
        }
        PAGE => {
            let address = pieces.bytes()?;
            let (ids, tail) = (pieces.ids()?, pieces.bytes()?);
            state.gaps.remove(&address);
            state.pages.insert(address, Recorded { ids, tail });
        }
        GAP => {
            state.gaps.insert(pieces.bytes()?, retry(pieces)?);
        }
        MISSING => {
            let (id, reason) = (pieces.id()?, reason(pieces)?);
            let mut candidates = Vec::new();
            for address in pieces.list()? {
                let retry = retry(pieces)?;
                candidates.push(Candidate { address, retry });
            }
            state.missing.insert(id, Missing { candidates, reason });
        }
        DELIVERED => {
            for id in pieces.ids()? {
                state.missing.remove(&id);
                state.delivered.insert(id);
            }
        }
        value => {
            return Err(StateError::Unknown {
                what: "a kind of fact",
                value,
                at,
            });
        }
    }
    Ok(())
}

fn reason(pieces: &mut Pieces) -> Result<Reason, StateError> {
    let at = pieces.at();
    let number = pieces.number()?;
    usize::try_from(number)
        .ok()
        .and_then(|index| REASONS.get(index))
        .copied()
        .ok_or(StateError::Unknown {
            what: "a reason",
            value: number,
            at,
        })
}

fn retry(pieces: &mut Pieces) -> Result<Retry, StateError> {
    let reason = reason(pieces)?;
    let at = pieces.at();
    let number = pieces.number()?;
    let attempts = u32::try_from(number).map_err(|_| StateError::Unknown {
        what: "a number of attempts",
        value: number,
        at,
    })?;
    Ok(Retry {
        reason,
        attempts,
        at: pieces.number()?,
    })
}

fn put_facts<'a>(
    out: &mut Vec<u8>,
    floor: Option<&HeadPage>,
    pages: impl IntoIterator<Item = (&'a Bytes, &'a Recorded)>,
    gaps: impl IntoIterator<Item = (&'a Bytes, &'a Retry)>,
    missing: impl IntoIterator<Item = (&'a MessageId, &'a Missing)>,
) {
    if let Some(floor) = floor {
        put_varint(out, FLOOR);
        stored::put_bytes(out, &floor.bytes);
    }
    for (address, page) in pages {
        put_varint(out, PAGE);
        stored::put_bytes(out, address);
        stored::put_ids(out, page.ids.iter());
        stored::put_bytes(out, &page.tail);
    }
    for (address, retry) in gaps {
        put_varint(out, GAP);
        stored::put_bytes(out, address);
        put_retry(out, retry);
    }
    for (id, missing) in missing {
        put_varint(out, MISSING);
        out.extend_from_slice(&id.0);
        put_reason(out, missing.reason);
        let addresses = missing.candidates.iter().map(|known| &known.address);
        stored::put_list(out, addresses);
        for known in &missing.candidates {
            put_retry(out, &known.retry);
        }
    }
}

fn put_delivered<'a>(out: &mut Vec<u8>, ids: impl ExactSizeIterator<Item = &'a MessageId>) {
    if ids.len() > 0 {
        put_varint(out, DELIVERED);
        stored::put_ids(out, ids);
    }
}

fn put_reason(out: &mut Vec<u8>, reason: Reason) {
    let number = REASONS.iter().position(|known| *known == reason);
    put_varint(out, number.expect("every reason has a number") as u64);
}

fn put_retry(out: &mut Vec<u8>, retry: &Retry) {
    put_reason(out, retry.reason);
    put_varint(out, retry.attempts.into());
    put_varint(out, retry.at);
}
