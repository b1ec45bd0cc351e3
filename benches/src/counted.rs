//! Runs a reader over its stores, and counts what it asks them.

use remote_log::log::reader::{Outcome, Reader};
use remote_log::log::{Answer, Failure, Machine, Request};
use remote_log::store::{Cas, Disk, Ns};

/// What one call of a reader cost.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How often the name system was asked.
    pub fetches: u64,
    /// How often the content store was asked.
    pub gets: u64,
    /// The bytes that both brought.
    pub bytes: u64,
    /// How often the reader had to wait for them, when all that it asks at once is answered at once. The saves, which go
    /// to its own disk, are not counted.
    pub rounds: u64,
}

/// One call of a reader, and its cost.
///
/// # Panics
///
/// If a save fails.
pub fn sync(
    reader: &mut Reader,
    cas: &mut impl Cas,
    ns: &mut impl Ns,
    disk: &mut impl Disk,
) -> (Outcome, Cost) {
    let mut call = reader.sync(0);
    let mut cost = Cost::default();
    let mut requests = Vec::new();
    loop {
        if let Some(outcome) = call.outcome() {
            return (outcome.expect("the disk saves"), cost);
        }
        call.requests(&mut requests);
        let asked_before = cost.fetches + cost.gets;
        for (ticket, request) in requests.drain(..) {
            let answer = match request {
                Request::Fetch { name } => {
                    cost.fetches += 1;
                    content(ns.fetch(&name), &mut cost)
                }
                Request::Get { address } => {
                    cost.gets += 1;
                    content(cas.get(&address), &mut cost)
                }
                Request::Save { state, .. } => match disk.save(&state) {
                    Ok(()) => Answer::Done,
                    Err(failure) => Answer::Fails(failure),
                },
                Request::Add { .. } | Request::Update { .. } => {
                    unreachable!("a reader only reads")
                }
            };
            call.answer(ticket, answer);
        }
        if cost.fetches + cost.gets > asked_before {
            cost.rounds += 1;
        }
    }
}

fn content(brought: Result<bytes::Bytes, Failure>, cost: &mut Cost) -> Answer {
    match brought {
        Ok(content) => {
            cost.bytes += content.len() as u64;
            Answer::Content(content)
        }
        Err(failure) => Answer::Fails(failure),
    }
}
