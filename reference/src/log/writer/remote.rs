//! What a name holds already: the writer's own log, or somebody else's.

use std::collections::HashSet;

use bytes::Bytes;

use super::fact::digest;
use super::state::State;
use crate::page::Page;

// The bounds that are recommended to readers.

/// The most pages of what a name holds that a writer reads to see whether it is its own.
const PAGES: usize = 1000;
/// The most bytes of such a page.
const PAGE_BYTES: usize = 1 << 20;
/// The most pairs on such a page.
const PAIRS: usize = 4096;

/// What a writer makes of what the name holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is the same as the writer's own log, or older.
    Own,
    /// It lists what the writer's own log lacks, or cannot be shown not to (RL-WRITE-10).
    Foreign,
    /// That depends on the page at this address.
    Unknown(Bytes),
}

/// The head that the name holds, compared with the writer's own log.
#[derive(Debug, Default)]
pub(super) struct Remote {
    /// The pages that were asked for.
    asked: HashSet<Bytes>,
}

impl Remote {
    /// Judges what the name holds. What the writer published itself, or tried to, needs no look.
    pub(super) fn head(&mut self, head: &Bytes, state: &State) -> Finding {
        let own = [state.published, state.pending];
        if head.is_empty() || own.contains(&Some(digest(head))) {
            return Finding::Own;
        }
        self.page(head, state)
    }

    /// Judges a page that is reached from there. If it leads to one of the writer's own, the rest is its own; if it leads
    /// back, there is no rest.
    pub(super) fn page(&mut self, page: &Bytes, state: &State) -> Finding {
        if page.len() > PAGE_BYTES {
            return Finding::Foreign;
        }
        let Ok(decoded) = Page::decode(page) else {
            return Finding::Foreign;
        };
        let pairs = decoded.pairs();
        if pairs.len() > PAIRS || !pairs.iter().all(|pair| state.ids.contains(&pair.id())) {
            return Finding::Foreign;
        }
        let tail = decoded.tail();
        if tail.is_empty() || state.is_own(tail) || self.asked.contains(tail) {
            return Finding::Own;
        }
        if self.asked.len() == PAGES {
            return Finding::Foreign;
        }
        let address = page.slice_ref(tail);
        self.asked.insert(address.clone());
        Finding::Unknown(address)
    }
}
