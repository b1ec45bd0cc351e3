//! The pages of one call: which to get, and what came of them.

use std::collections::{HashSet, VecDeque};

use bytes::Bytes;

use super::Reason;
use super::change::Change;
use super::retry::Retry;
use super::state::{Recorded, State};

/// The pages of one call: which to get, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The pages to get that no earlier call met, the first first.
    queue: VecDeque<Bytes>,
    /// Every such page, so that none is asked for twice (RL-READ-14).
    wanted: HashSet<Bytes>,
    /// The pages that this call read, in that order.
    read: Vec<Bytes>,
    /// Whether a page was read that an earlier call could not read.
    healed: bool,
}

impl Walk {
    /// Follows a tail, unless the log ends there or the page is recorded, read or as a gap (RL-READ-4, RL-READ-18).
    pub(super) fn follow(&mut self, tail: Bytes, state: &State) {
        if !tail.is_empty()
            && !state.pages.contains_key(&tail)
            && !state.gaps.contains_key(&tail)
            && self.wanted.insert(tail.clone())
        {
            self.queue.push_back(tail);
        }
    }

    /// The next page to get.
    pub(super) fn next(&mut self) -> Option<Bytes> {
        self.queue.pop_front()
    }

    /// A page was read. Its address and its tail are copied, so that they don't keep whole pages in memory.
    pub(super) fn record(
        &mut self,
        address: &[u8],
        page: Recorded,
        state: &State,
        change: &mut Change,
    ) {
        let address = Bytes::copy_from_slice(address);
        self.healed |= state.gaps.contains_key(&address);
        self.read.push(address.clone());
        change.pages.insert(address, page);
    }

    /// A page could not be read.
    pub(super) fn fail(
        &mut self,
        address: Bytes,
        reason: Reason,
        now: u64,
        state: &State,
        change: &mut Change,
    ) {
        let retry = Retry::failed(state.gaps.get(&address), reason, now);
        change.gaps.insert(address, retry);
    }

    /// What a bound kept from being asked for becomes a gap that the next call goes on from (RL-LIMIT-2, RL-LIMIT-8).
    pub(super) fn leave(&mut self, now: u64, change: &mut Change) {
        for address in self.queue.drain(..) {
            change.gaps.insert(address, Retry::bound(now));
        }
    }

    /// The pages that this call read, in that order.
    pub(super) fn read(&self) -> &[Bytes] {
        &self.read
    }

    /// Whether a page was read that an earlier call could not read, so that pages read long ago may now lead back to it.
    pub(super) fn healed(&self) -> bool {
        self.healed
    }
}
