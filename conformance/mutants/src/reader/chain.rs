//! The chain of a head, as far as it is recorded.

use std::collections::BTreeSet;

use super::{PageRecord, ReaderState};
use crate::bytes::{Bytes, Id};
use crate::faults::Faulty;
use crate::page::Page;

/// The pages that a head reaches.
pub(super) struct Chain {
    /// The head, without an address, and then the recorded pages: address and ids.
    pub parts: Vec<(Option<Bytes>, Vec<Id>)>,
    /// Where it ends.
    pub end: End,
}

/// Where a chain ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At an empty tail.
    Log,
    /// At a page that could not be read.
    Gap(Bytes),
    /// At a page that is in the chain already.
    Cycle,
}

impl Chain {
    /// Follows a head through what is recorded.
    pub fn of(head: &Page, state: &ReaderState, faulty: Faulty) -> Self {
        Self::from(vec![(None, head.ids(faulty))], &head.tail, state)
    }

    /// Follows a tail through what is recorded.
    pub fn below(tail: &Bytes, state: &ReaderState) -> Self {
        Self::from(Vec::new(), tail, state)
    }

    fn from(mut parts: Vec<(Option<Bytes>, Vec<Id>)>, tail: &Bytes, state: &ReaderState) -> Self {
        let (mut at, mut seen) = (tail, BTreeSet::new());
        let end = loop {
            match state.pages.get(at) {
                Some(_) if !seen.insert(at) => break End::Cycle,
                Some(PageRecord::Read { ids, tail }) => {
                    parts.push((Some(at.clone()), ids.clone()));
                    at = tail;
                }
                Some(PageRecord::Gap { .. }) => break End::Gap(at.clone()),
                // Every tail that is not empty was recorded by the walk that met it.
                None => break End::Log,
            }
        };
        Self { parts, end }
    }

    /// All its ids, each where it is met first.
    pub fn ids(&self) -> Vec<Id> {
        first_met(&self.parts)
    }
}

/// The ids of some pages, each where it is met first.
pub(super) fn first_met(parts: &[(Option<Bytes>, Vec<Id>)]) -> Vec<Id> {
    let mut seen = BTreeSet::new();
    let ids = parts.iter().flat_map(|(_, ids)| ids);
    ids.filter(|id| seen.insert(*id)).cloned().collect()
}
