//! What an earlier call left or failed to get, in the order in which this one tries it.

use std::collections::VecDeque;

use bytes::Bytes;

use super::state::State;
use crate::message::MessageId;

/// What an earlier call could not have, and this one tries again.
#[derive(Debug)]
pub(super) enum Due {
    Page(Bytes),
    Item(MessageId),
}

/// What is due, pages and items alike, that which has been due longest first (RL-READ-6, RL-READ-9, RL-READ-7).
///
/// What fails falls due later than what the same call left, so that under a bound nothing is kept waiting for ever by
/// what fails again and again (RL-LIMIT-8).
pub(super) fn due(state: &State, now: u64) -> VecDeque<Due> {
    let pages = state
        .gaps
        .iter()
        .map(|(address, retry)| (retry.at, Due::Page(address.clone())));
    let items = state.missing.iter().filter_map(|(id, missing)| {
        let first = missing.candidates.iter().map(|known| known.retry.at).min();
        first.map(|at| (at, Due::Item(*id)))
    });
    let mut due: Vec<_> = pages.chain(items).filter(|(at, _)| *at <= now).collect();
    due.sort_by_key(|(at, _)| *at);
    due.into_iter().map(|(_, due)| due).collect()
}
