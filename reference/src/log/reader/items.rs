//! The items of one call: met, asked for, had or missing.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;

use super::change::Change;
use super::content::{check_address, check_item, check_size};
use super::retry::Retry;
use super::state::{Candidate, Missing, State};
use super::{Item, ItemCheck, Reason, Settings};
use crate::log::Failure;
use crate::message::MessageId;
use crate::page::Pair;
use crate::wire;

/// The most addresses that are taken for one item from one page, the first, and the most that are kept, the last. A
/// helper can list any number that lead nowhere.
const CANDIDATES: usize = 64;

/// The items of one call: which to get, and what came of it.
#[derive(Debug)]
pub(super) struct Items {
    now: u64,
    chases: HashMap<MessageId, Chase>,
    /// The items that have an address to try and none under way, but for those that are due and have yet to begin.
    queue: VecDeque<MessageId>,
    delivered: HashMap<MessageId, (Bytes, ItemCheck)>,
}

/// An item that this call lacks.
#[derive(Debug)]
struct Chase {
    /// Every address that was listed for it.
    candidates: Vec<Candidate>,
    /// Which of them this call has yet to try, the next first.
    left: VecDeque<usize>,
    /// Whether an address is under way, or waits in the queue to be.
    busy: bool,
    /// Why what was tried last would not do.
    reason: Reason,
}

impl Items {
    /// The missing items that are due, each to be tried again once it is started (RL-READ-9, RL-READ-7).
    pub(super) fn due(state: &State, now: u64) -> Self {
        let due = state.missing.iter().filter_map(|(id, missing)| {
            let chase = Chase::of(missing, now);
            chase.busy.then_some((*id, chase))
        });
        Items {
            now,
            chases: due.collect(),
            queue: VecDeque::new(),
            delivered: HashMap::new(),
        }
    }

    /// The pairs of a page were met, the one with these bytes.
    pub(super) fn meet(
        &mut self,
        pairs: &[Pair<'_>],
        page: &Bytes,
        settings: &Settings,
        state: &State,
    ) {
        let mut listed: HashMap<MessageId, usize> = HashMap::new();
        for pair in pairs {
            let times = listed.entry(pair.id()).or_default();
            *times += 1;
            if *times <= CANDIDATES {
                self.meet_pair(pair, page, settings, state);
            }
        }
    }

    /// Content that is embedded is tried first (RL-EMBED-1, RL-EMBED-3), then the address (RL-EMBED-4), unless it was
    /// tried before and is not due (RL-READ-18, RL-READ-20).
    fn meet_pair(&mut self, pair: &Pair<'_>, page: &Bytes, settings: &Settings, state: &State) {
        let id = pair.id();
        if state.delivered.contains(&id) || self.delivered.contains_key(&id) {
            return;
        }
        let mut refused = None;
        if !pair.data.is_empty() {
            match embedded(pair, settings) {
                Ok(check) => return self.deliver(id, page.slice_ref(pair.data), check),
                Err(reason) => refused = Some(Reason::Refused(reason)),
            }
        }
        let chase = self.chases.entry(id).or_insert_with(|| {
            let missing = state.missing.get(&id);
            missing.map_or_else(Chase::new, |missing| Chase::of(missing, self.now))
        });
        if let Some(reason) = refused {
            chase.reason = reason;
        }
        let is_known = |known: &Candidate| known.address == pair.remote;
        if !pair.remote.is_empty() && !chase.candidates.iter().any(is_known) {
            chase.left.push_back(chase.candidates.len());
            chase.candidates.push(Candidate {
                address: page.slice_ref(pair.remote),
                retry: Retry::bound(self.now),
            });
            if !chase.busy {
                chase.busy = true;
                self.queue.push_back(id);
            }
        }
    }

    /// The next item to start.
    pub(super) fn next(&mut self) -> Option<MessageId> {
        self.queue.pop_front()
    }

    /// The address of an item to get now; none if the item was delivered while it waited.
    pub(super) fn start(&mut self, id: &MessageId) -> Option<Bytes> {
        let chase = self.chases.get_mut(id)?;
        let next = chase.left.pop_front()?;
        Some(chase.candidates[next].address.clone())
    }

    /// A get for an item was answered. If the content will not do, the next candidate is tried (RL-READ-10).
    pub(super) fn take(
        &mut self,
        id: MessageId,
        address: &[u8],
        got: Result<Bytes, Failure>,
        settings: &Settings,
    ) {
        let Some(chase) = self.chases.get_mut(&id) else {
            return;
        };
        let checked = got.map_err(Reason::from).and_then(|content| {
            fetched(&content, &id, address, settings)
                .map(|check| (content, check))
                .map_err(Reason::Refused)
        });
        match checked {
            Ok((content, check)) => self.deliver(id, content, check),
            Err(reason) => {
                chase.reason = reason;
                let tried = chase.candidates.iter_mut();
                for candidate in tried.filter(|candidate| candidate.address == address) {
                    candidate.retry = Retry::failed(Some(&candidate.retry), reason, self.now);
                }
                chase.busy = !chase.left.is_empty();
                if chase.busy {
                    self.queue.push_back(id);
                }
            }
        }
    }

    fn deliver(&mut self, id: MessageId, data: Bytes, check: ItemCheck) {
        self.chases.remove(&id);
        self.delivered.insert(id, (data, check));
    }

    /// What could not be had stays missing (RL-READ-8, RL-LIMIT-8).
    pub(super) fn leave(&mut self, state: &State, change: &mut Change) {
        for (id, chase) in self.chases.drain() {
            let missing = chase.leave();
            if state.missing.get(&id) != Some(&missing) {
                change.missing.insert(id, missing);
            }
        }
    }

    /// How many items this call delivers.
    pub(super) fn delivered(&self) -> usize {
        self.delivered.len()
    }

    /// Hands out an item that this call delivers, once.
    pub(super) fn hand_out(&mut self, id: &MessageId) -> Option<Item> {
        let (id, (data, check)) = self.delivered.remove_entry(id)?;
        Some(Item { id, data, check })
    }

    /// Hands out whatever is left, the lowest id first.
    pub(super) fn hand_out_rest(&mut self) -> Vec<Item> {
        let mut rest: Vec<Item> = self
            .delivered
            .drain()
            .map(|(id, (data, check))| Item { id, data, check })
            .collect();
        rest.sort_by_key(|item| item.id);
        rest
    }
}

impl Chase {
    /// An item that was never listed before.
    fn new() -> Self {
        Chase {
            candidates: Vec::new(),
            left: VecDeque::new(),
            busy: false,
            reason: Reason::Unlisted,
        }
    }

    /// An item that an earlier call could not have, to be tried at those of its addresses that are due.
    fn of(missing: &Missing, now: u64) -> Self {
        let candidates = missing.candidates.clone();
        let due = |index: &usize| candidates[*index].retry.is_due(now);
        let mut left: Vec<_> = (0..candidates.len()).filter(due).collect();
        left.sort_by_key(|index| candidates[*index].retry.at);
        Chase {
            busy: !left.is_empty(),
            left: left.into(),
            candidates,
            reason: missing.reason,
        }
    }

    /// What is kept of it until the next call. While an address was never tried, that is the reason it is missing.
    fn leave(self) -> Missing {
        let excess = self.candidates.len().saturating_sub(CANDIDATES);
        // Copied, so that an address does not keep a whole page in memory.
        let candidates: Vec<_> = self.candidates[excess..]
            .iter()
            .map(|known| Candidate {
                address: Bytes::copy_from_slice(&known.address),
                retry: known.retry,
            })
            .collect();
        let untried = |known: &Candidate| known.retry.reason == Reason::Bound;
        let reason = if candidates.iter().any(untried) {
            Reason::Bound
        } else {
            self.reason
        };
        Missing { candidates, reason }
    }
}

fn embedded(pair: &Pair<'_>, settings: &Settings) -> Result<ItemCheck, wire::Reason> {
    check_size(pair.data, settings.limits.content_bytes)?;
    check_item(pair.data, &pair.id(), &settings.check)
}

fn fetched(
    content: &[u8],
    id: &MessageId,
    address: &[u8],
    settings: &Settings,
) -> Result<ItemCheck, wire::Reason> {
    check_size(content, settings.limits.content_bytes)?;
    check_address(content, address, settings.kind)?;
    check_item(content, id, &settings.check)
}
