//! What a reader can follow of a chain: the pages it has read, down to the end of the log or to a gap.

use std::collections::BTreeSet;

use crate::page::{Address, Message, Page};

/// A chain as far as a reader knows it, the head left out.
pub(crate) struct Known<'a> {
    /// Pages that were read, the newest first.
    pub pages: Vec<&'a Address>,
    /// The page that was not read, where there is one; otherwise the chain goes to the end of the log.
    pub gap: Option<&'a Address>,
}

/// Follows the tails of a head through pages that were read.
pub(crate) fn follow<'a>(head: &'a Page, read: &BTreeSet<Address>) -> Known<'a> {
    let mut known = Known {
        pages: Vec::new(),
        gap: None,
    };
    for page in head.beneath() {
        if !read.contains(page) {
            known.gap = Some(page);
            break;
        }
        known.pages.push(page);
    }
    known
}

impl<'a> Known<'a> {
    /// Every address in the chain, a gap's included.
    pub fn addresses(&self) -> impl Iterator<Item = &'a Address> {
        self.pages.iter().copied().chain(self.gap)
    }
}

/// What these pages list, in order.
pub(crate) fn listed<'a>(
    pages: impl IntoIterator<Item = &'a Page>,
) -> impl Iterator<Item = Message> {
    pages
        .into_iter()
        .flat_map(|page| page.pairs.iter().map(|pair| pair.message))
}
