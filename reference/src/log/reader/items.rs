use std::collections::{HashMap, VecDeque};

use bytes::Bytes;

use super::change::Change;
use super::content::{check_address, check_item, check_size};
use super::retry::Retry;
use super::state::{Missing, State};
use super::{Item, ItemCheck, Reason, Settings};
use crate::log::Failure;
use crate::message::MessageId;
use crate::page::Pair;
use crate::wire;

/// The most addresses that are kept for one item, the last that were listed. A helper can list any number that lead
/// nowhere.
const CANDIDATES: usize = 64;

/// The items of one call: which to get, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Items {
    chases: HashMap<MessageId, Chase>,
    /// The items that have an address to try and none under way.
    queue: VecDeque<MessageId>,
    delivered: HashMap<MessageId, (Bytes, ItemCheck)>,
}

/// An item that this call lacks.
#[derive(Debug)]
struct Chase {
    /// Every address that was listed for it.
    candidates: Vec<Bytes>,
    /// The first of them that this call tries: those before it are not due.
    first: usize,
    /// The next of them to try.
    next: usize,
    /// Whether an address is under way, or waits in the queue to be.
    busy: bool,
    /// Why what was tried last would not do.
    reason: Reason,
}

impl Items {
    /// The missing items that are due are tried again (RL-READ-9, RL-READ-7).
    pub(super) fn retry(&mut self, state: &State, now: u64) {
        for (id, missing) in &state.missing {
            if missing.retry.is_due(now) && !missing.candidates.is_empty() {
                self.chases.insert(*id, Chase::of(missing, 0));
                self.queue.push_back(*id);
            }
        }
    }

    /// A pair was met, on the page with these bytes.
    ///
    /// Content that is embedded is tried first (RL-EMBED-1, RL-EMBED-3), then the address (RL-EMBED-4), unless it was
    /// tried before and is not due (RL-READ-18, RL-READ-20).
    pub(super) fn meet(
        &mut self,
        pair: &Pair<'_>,
        page: &Bytes,
        settings: &Settings,
        state: &State,
    ) {
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
            state.missing.get(&id).map_or_else(Chase::new, |missing| {
                Chase::of(missing, missing.candidates.len())
            })
        });
        if let Some(reason) = refused {
            chase.reason = reason;
        }
        if !pair.remote.is_empty() && !chase.candidates.iter().any(|known| known == pair.remote) {
            chase.candidates.push(page.slice_ref(pair.remote));
            if !chase.busy {
                chase.busy = true;
                self.queue.push_back(id);
            }
        }
    }

    /// The next address to get, and the item it is listed for.
    pub(super) fn next(&mut self) -> Option<(MessageId, Bytes)> {
        loop {
            let id = self.queue.pop_front()?;
            // An item leaves the queue behind when another page embeds it.
            if let Some(chase) = self.chases.get_mut(&id) {
                let address = chase.candidates[chase.next].clone();
                chase.next += 1;
                return Some((id, address));
            }
        }
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
                chase.busy = chase.next < chase.candidates.len();
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
    pub(super) fn leave(&mut self, now: u64, state: &State, change: &mut Change) {
        for (id, chase) in self.chases.drain() {
            let before = state.missing.get(&id);
            let retry = chase.retry(before, now);
            let excess = chase.candidates.len().saturating_sub(CANDIDATES);
            // Copied, so that an address does not keep a whole page in memory.
            let candidates = chase.candidates[excess..]
                .iter()
                .map(|address| Bytes::copy_from_slice(address))
                .collect();
            let missing = Missing { candidates, retry };
            if before != Some(&missing) {
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
            first: 0,
            next: 0,
            busy: false,
            reason: Reason::Unlisted,
        }
    }

    /// An item that an earlier call could not have, to be tried from this candidate on.
    fn of(missing: &Missing, first: usize) -> Self {
        Chase {
            candidates: missing.candidates.clone(),
            first,
            next: first,
            busy: first < missing.candidates.len(),
            reason: missing.retry.reason,
        }
    }

    /// When to try again.
    fn retry(&self, before: Option<&Missing>, now: u64) -> Retry {
        let listed = before.map_or(0, |missing| missing.candidates.len());
        let tried = self.next > self.first;
        let before = before.map(|missing| &missing.retry);
        let left = self.next < self.candidates.len();
        match before {
            // A bound kept it from being tried again: it stays as due as it is.
            Some(before) if left && !tried && self.candidates.len() == listed => *before,
            _ if left => Retry::bound(before, now),
            // Only what is new was tried: what is old stays as due as it is.
            Some(before) if self.first > 0 || !tried => Retry {
                reason: self.reason,
                ..*before
            },
            None if !tried => Retry {
                reason: self.reason,
                attempts: 0,
                at: now,
            },
            _ => Retry::failed(before, self.reason, now),
        }
    }
}

fn embedded(pair: &Pair<'_>, settings: &Settings) -> Result<ItemCheck, wire::Reason> {
    check_size(pair.data, &settings.limits)?;
    check_item(pair.data, &pair.id(), &settings.check)
}

fn fetched(
    content: &[u8],
    id: &MessageId,
    address: &[u8],
    settings: &Settings,
) -> Result<ItemCheck, wire::Reason> {
    check_size(content, &settings.limits)?;
    check_address(content, address, settings.kind)?;
    check_item(content, id, &settings.check)
}
