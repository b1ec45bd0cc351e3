//! The content store and the name, and how they can fail.

use std::collections::BTreeSet;
use std::fmt;

use crate::page::{Address, Message, Page};

/// What a content store can hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blob {
    /// The content of a message.
    Content(Message),
    /// A page.
    Page(Address),
}

/// Why something cannot be had, in the words of the adapter protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the protocol's own
pub enum Reason {
    NotFound,
    Unavailable,
    Timeout,
    Malformed,
    Invalid,
    Mismatch,
    TooLarge,
    Unlisted,
    Bound,
}

/// What came of fetching a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fetched {
    /// A head; zero bytes are the empty page.
    Head(Page),
    /// There is no such name.
    NotFound,
    /// Nothing is known (`Unavailable`, `Timeout`), or what it holds cannot be read (`Malformed`, `Invalid`,
    /// `TooLarge`).
    Failed(Reason),
}

/// A content store and one name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct World {
    /// What the store acknowledged and has.
    pub kept: BTreeSet<Blob>,
    /// What the store acknowledged, and lost or dropped.
    pub lost: BTreeSet<Blob>,
    /// What the name has held so far, the present content last.
    pub heads: Vec<Page>,
    /// Whether the name system compares before it sets.
    pub compare_and_set: bool,
}

impl World {
    /// An empty world.
    pub fn new(compare_and_set: bool) -> Self {
        Self {
            kept: BTreeSet::new(),
            lost: BTreeSet::new(),
            heads: Vec::new(),
            compare_and_set,
        }
    }

    /// What the name held `back` changes ago: 0 is what it holds now.
    pub fn fetch(&self, back: usize) -> Fetched {
        match self.heads.iter().rev().nth(back) {
            Some(head) => Fetched::Head(head.clone()),
            None => Fetched::NotFound,
        }
    }

    /// Whether the store has something.
    pub fn get(&self, blob: &Blob) -> Result<(), Reason> {
        if self.kept.contains(blob) {
            Ok(())
        } else {
            Err(Reason::NotFound)
        }
    }

    /// Adds something. What was lost and is added again is there again.
    pub fn add(&mut self, blob: Blob) {
        self.lost.remove(&blob);
        self.kept.insert(blob);
    }

    /// Loses something; it is remembered that it was there.
    pub fn lose(&mut self, blob: &Blob) {
        if let Some(blob) = self.kept.take(blob) {
            self.lost.insert(blob);
        }
    }

    /// Everything that was lost is back.
    pub fn restore(&mut self) {
        self.kept.append(&mut self.lost);
    }
}

impl fmt::Display for Reason {
    /// In the spec's word.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "not_found",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Malformed => "malformed",
            Self::Invalid => "invalid",
            Self::Mismatch => "mismatch",
            Self::TooLarge => "too_large",
            Self::Unlisted => "unlisted",
            Self::Bound => "bound",
        })
    }
}
