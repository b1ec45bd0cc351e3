//! What a reader knows of a log, and saves: all of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::faults::{BlindReaderFault, Faulty, ReadFault};
use crate::page::Page;
use crate::reason::Reason;

/// Everything that a reader persists for a log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReaderState {
    /// The bytes of the head accepted last; empty at first.
    pub floor: Bytes,
    /// Each recorded address of a page.
    pub pages: BTreeMap<Bytes, PageRecord>,
    /// Each item that is listed and not delivered.
    pub missing: BTreeMap<Id, MissingItem>,
    /// What was delivered.
    pub delivered: BTreeSet<Id>,
}

/// What is known of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageRecord {
    /// It was read.
    Read {
        /// The ids it lists, newest first.
        ids: Vec<Id>,
        /// The address of the next older page; empty at the end.
        tail: Bytes,
    },
    /// It could not be read.
    Gap {
        /// Why.
        reason: Reason,
        /// The tries so far.
        tries: Tries,
    },
}

/// An item that is not delivered yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MissingItem {
    /// Why the last attempt at it came to nothing.
    pub last: Reason,
    /// The addresses it was listed with, in the order they were met.
    pub candidates: Vec<Candidate>,
}

/// An address at which the content of an item may be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Candidate {
    /// The address.
    pub address: Bytes,
    /// The tries so far.
    pub tries: Tries,
}

/// How often something was tried, and when it is due again, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tries {
    /// Failed tries.
    pub count: u32,
    /// Since when it has been due, or when it will be.
    pub due: u64,
}

impl Tries {
    /// Not tried yet, and due now.
    pub fn none(now: u64) -> Self {
        Self { count: 0, due: now }
    }

    /// After one more failed try: the n-th puts the next off by min(2^(n-1), 3600) seconds (`RL-READ-7`).
    pub fn failed(self, now: u64, faulty: Faulty) -> Self {
        let delay = match 1u64.checked_shl(self.count).unwrap_or(3600).min(3600) {
            _ if faulty.has(ReadFault::NoDelay) => 0,
            _ if faulty.has(ReadFault::DelayNotGrowing) => 1,
            delay => delay,
        };
        Self {
            count: self.count.saturating_add(1),
            due: now.saturating_add(delay),
        }
    }
}

impl MissingItem {
    /// The reason that is reported: `bound` while there is an address that was never tried.
    pub fn reason(&self) -> Reason {
        match self.candidates.iter().any(|at| at.tries.count == 0) {
            true => Reason::Bound,
            false => self.last,
        }
    }
}

impl ReaderState {
    /// What a reader goes on from that is started again with what it saved (`RL-READ-16`).
    pub fn restarted(mut self, faulty: Faulty) -> Self {
        if faulty.has(ReadFault::AllForgotten) {
            self = Self::default();
        }
        if faulty.has(ReadFault::FloorForgotten) {
            self.floor = Bytes::default();
        }
        if faulty.has(ReadFault::GapsForgotten) {
            self.pages
                .retain(|_, page| matches!(page, PageRecord::Read { .. }));
        }
        if faulty.has(ReadFault::MissingForgotten) {
            self.missing.clear();
        }
        if faulty.has(BlindReaderFault::DeliveredForgotten) {
            self.delivered.clear();
        }
        if faulty.has(BlindReaderFault::PagesForgotten) {
            self.pages
                .retain(|_, page| matches!(page, PageRecord::Gap { .. }));
        }
        if faulty.has(BlindReaderFault::BoundGapForgotten) {
            self.pages.retain(|_, page| match page {
                PageRecord::Gap { reason, .. } => *reason != Reason::Bound,
                PageRecord::Read { .. } => true,
            });
        }
        self
    }

    /// The head accepted last.
    pub fn floor_page(&self, faulty: Faulty) -> Page {
        // Only a head that was decoded becomes the floor; other bytes in a saved state are no floor.
        Page::decode(&self.floor, faulty).unwrap_or_default()
    }
}
