//! What a reader knows of its log, and persists.

use std::collections::{BTreeMap, HashMap, HashSet};

use bytes::Bytes;

use super::Reason;
use super::change::Change;
use super::head::HeadPage;
use super::retry::Retry;
use crate::message::MessageId;

/// What a reader knows of its log, and saves (RL-READ-16).
///
/// Every id on a page that was read, and in every head that was, is either delivered or missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The head accepted last.
    pub(super) floor: Option<HeadPage>,
    /// The pages that were read, by their addresses.
    pub(super) pages: HashMap<Bytes, Recorded>,
    /// The pages that could not be read yet.
    pub(super) gaps: BTreeMap<Bytes, Retry>,
    /// The items that could not be had yet.
    pub(super) missing: BTreeMap<MessageId, Missing>,
    /// The items that were delivered.
    pub(super) delivered: HashSet<MessageId>,
}

/// A page that was read: what it lists, the newest first, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recorded {
    pub(super) ids: Vec<MessageId>,
    pub(super) tail: Bytes,
}

/// An item that could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// Every address that was listed for it, in the order seen (RL-READ-10).
    pub(super) candidates: Vec<Candidate>,
    /// Why it could not be had.
    pub(super) reason: Reason,
}

/// An address that was listed for an item, and when to try it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) address: Bytes,
    pub(super) retry: Retry,
}

impl State {
    /// Makes a change part of what is known.
    pub(super) fn apply(&mut self, change: Change) {
        if change.floor.is_some() {
            self.floor = change.floor;
        }
        for (address, page) in change.pages {
            self.gaps.remove(&address);
            self.pages.insert(address, page);
        }
        self.gaps.extend(change.gaps);
        self.missing.extend(change.missing);
        for id in change.delivered {
            self.missing.remove(&id);
            self.delivered.insert(id);
        }
    }

    /// The items missing once a change is part of what is known.
    pub(super) fn missing_after(&self, change: &Change) -> Vec<(MessageId, Reason)> {
        let mut missing: BTreeMap<MessageId, Reason> = self
            .missing
            .iter()
            .chain(&change.missing)
            .map(|(id, missing)| (*id, missing.reason))
            .collect();
        for id in &change.delivered {
            missing.remove(id);
        }
        missing.into_iter().collect()
    }

    /// The gaps once a change is part of what is known.
    pub(super) fn gaps_after(&self, change: &Change) -> Vec<(Bytes, Reason)> {
        let mut gaps: BTreeMap<&Bytes, Reason> = self
            .gaps
            .iter()
            .chain(&change.gaps)
            .map(|(address, retry)| (address, retry.reason))
            .collect();
        gaps.retain(|address, _| !change.pages.contains_key(*address));
        gaps.into_iter()
            .map(|(address, reason)| (address.clone(), reason))
            .collect()
    }
}
