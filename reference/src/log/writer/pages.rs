//! How items go onto pages.

use std::ops::Range;

use bytes::Bytes;

use super::settings::{Embed, Layout};
use super::state::{Entry, State};
use crate::page::{self, Pair};

/// How the items that stand on no sealed page yet go onto pages.
///
/// The newest page takes up to a page's size of them and stays open; a page is sealed when one more is needed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pages<'a> {
    pub(super) layout: Layout,
    pub(super) state: &'a State,
}

impl<'a> Pages<'a> {
    /// The items of the next page to seal, if there is one.
    pub(super) fn to_seal(self) -> Option<Range<usize>> {
        let size = self.layout.page_size();
        (self.state.open.len() > size).then_some(0..size)
    }

    /// The items that the pages will point to and that the content store does not have yet, by their places.
    pub(super) fn to_add(self) -> impl Iterator<Item = usize> {
        let open = &self.state.open;
        (0..open.len()).filter(move |index| open[*index].address.is_none() && !self.embeds(*index))
    }

    /// A sealed page, or the newest one, with these items.
    pub(super) fn page(self, items: Range<usize>) -> Bytes {
        let tail = self.state.sealed.last().map_or(&[][..], |tail| tail);
        let pairs = items
            .rev()
            .map(|index| pair(&self.state.open[index], self.embeds(index)));
        page::encode(pairs, tail).into()
    }

    /// The newest page.
    pub(super) fn newest(self) -> Bytes {
        self.page(0..self.state.open.len())
    }

    /// A pure pointer to the newest page (RL-NAME-2).
    pub(super) fn pointer(newest: &[u8]) -> Bytes {
        page::encode([], newest).into()
    }

    /// The place of the oldest item of the newest page, once all pages that can be sealed are.
    fn newest_from(self) -> usize {
        let size = self.layout.page_size();
        self.state.open.len().saturating_sub(1) / size * size
    }

    /// Whether the pair of an item carries its content (RL-EMBED-6). Empty content cannot be embedded: a pair cannot
    /// tell it from none.
    fn embeds(self, index: usize) -> bool {
        let open = &self.state.open;
        let newer = open.len() - 1 - index;
        !open[index].data.is_empty()
            && match self.layout.embed() {
                Embed::All => true,
                Embed::Last(last) => index >= self.newest_from() && newer < last,
            }
    }
}

fn pair(entry: &Entry, embed: bool) -> Pair<'_> {
    Pair {
        local: &entry.id.0,
        remote: match &entry.address {
            Some(address) if !embed => address,
            _ => &[],
        },
        data: if embed { &entry.data } else { &[] },
    }
}
