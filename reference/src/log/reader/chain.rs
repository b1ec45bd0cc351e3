//! Following tails through the pages that are known.

use std::collections::HashMap;

use super::state::Recorded;
use crate::message::MessageId;

/// What a chain of pages meets next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A page that was read, at this address.
    Page(&'a [u8], &'a Recorded),
    /// A page that is not known, at this address.
    Gap(&'a [u8]),
    /// An address that it has met before.
    Cycle(&'a [u8]),
    /// The end of the log.
    End,
}

/// A chain of pages, followed from tail to tail in memory, each page once.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    next: &'a [u8],
    /// The addresses met, and how many pages stand above each.
    met: HashMap<&'a [u8], usize>,
    pages: Vec<&'a Recorded>,
}

impl<'a> Chain<'a> {
    /// The chain that begins at this tail.
    pub(super) fn new(tail: &'a [u8]) -> Self {
        Chain {
            next: tail,
            met: HashMap::new(),
            pages: Vec::new(),
        }
    }

    /// Follows the chain by a page. After anything but a page this answers the same again.
    pub(super) fn step(&mut self, page: impl Fn(&[u8]) -> Option<&'a Recorded>) -> Step<'a> {
        let address = self.next;
        if address.is_empty() {
            return Step::End;
        }
        let found = page(address);
        match (self.met.get(address), found) {
            (Some(_), Some(_)) => return Step::Cycle(address),
            (Some(_), None) => return Step::Gap(address),
            (None, _) => self.met.insert(address, self.pages.len()),
        };
        let Some(page) = found else {
            return Step::Gap(address);
        };
        self.pages.push(page);
        self.next = &page.tail;
        Step::Page(address, page)
    }

    /// How many pages stand above an address that the chain has met.
    pub(super) fn above(&self, address: &[u8]) -> Option<usize> {
        self.met.get(address).copied()
    }

    /// The ids of the first `pages` pages.
    pub(super) fn ids(&self, pages: usize) -> impl Iterator<Item = &'a MessageId> + '_ {
        self.pages[..pages].iter().flat_map(|page| &page.ids)
    }

    /// How many pages it has met.
    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }
}
