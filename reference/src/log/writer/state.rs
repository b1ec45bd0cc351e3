//! What a writer knows of its log, and persists.

use std::collections::{HashSet, VecDeque};

use bytes::Bytes;

use super::fact::{Digest, Fact};
use crate::log::StateError;
use crate::message::MessageId;

/// What a writer knows of its log, and saves (RL-WRITE-15). Of the pages that it added it keeps the ids and the
/// addresses alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Every id of the log.
    pub(super) ids: HashSet<MessageId>,
    /// The addresses of the sealed pages, the oldest first.
    pub(super) sealed: Vec<Bytes>,
    /// The items that stand on no sealed page, the oldest first.
    pub(super) open: VecDeque<Entry>,
    /// The addresses of all pages that were added for pointers to point to. The name can be turned back to any.
    pub(super) pointed: HashSet<Bytes>,
    /// The newest page, as it was added for a pointer to point to last, and its address.
    pub(super) newest: Option<(Digest, Bytes)>,
    /// The head that the last update tried to publish.
    pub(super) pending: Option<Digest>,
    /// The head that the name was last known to hold.
    pub(super) published: Option<Digest>,
}

/// An item that stands on no sealed page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: MessageId,
    pub(super) data: Bytes,
    /// Where the content store has it, once it does.
    pub(super) address: Option<Bytes>,
}

impl State {
    /// Whether a tail leads to a page that the writer added itself (RL-WRITE-10).
    pub(super) fn is_own(&self, tail: &[u8]) -> bool {
        self.pointed.contains(tail) || self.sealed.iter().any(|sealed| sealed == tail)
    }

    /// Reads a saved state.
    pub(super) fn decode(saved: Bytes) -> Result<Self, StateError> {
        let mut state = State::default();
        for fact in Fact::decode_all(saved)? {
            let (at, fact) = fact?;
            if let Fact::Added { index: place, .. } | Fact::Sealed { count: place, .. } = &fact
                && *place >= state.open.len() + usize::from(matches!(fact, Fact::Sealed { .. }))
            {
                return Err(StateError::Unknown {
                    what: "a number of items",
                    value: *place as u64,
                    at,
                });
            }
            state.apply(fact);
        }
        Ok(state)
    }

    /// The header and the whole of the state.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Fact::header();
        let open: HashSet<&MessageId> = self.open.iter().map(|entry| &entry.id).collect();
        let listed = self.ids.iter().filter(|id| !open.contains(id));
        Fact::Listed(listed.copied().collect()).encode(&mut out);
        Fact::Pages(self.sealed.clone()).encode(&mut out);
        for (index, entry) in self.open.iter().enumerate() {
            let (id, data) = (entry.id, entry.data.clone());
            Fact::Item { id, data }.encode(&mut out);
            if let Some(address) = entry.address.clone() {
                Fact::Added { index, address }.encode(&mut out);
            }
        }
        Fact::Pointed(self.pointed.iter().cloned().collect()).encode(&mut out);
        if let Some((digest, address)) = self.newest.clone() {
            Fact::Newest { digest, address }.encode(&mut out);
        }
        if let Some(digest) = self.pending {
            Fact::Pending(digest).encode(&mut out);
        }
        if let Some(digest) = self.published {
            Fact::Published(digest).encode(&mut out);
        }
        out
    }

    /// Makes a fact part of what is known.
    ///
    /// # Panics
    ///
    /// If the fact is about items that there are not.
    pub(super) fn apply(&mut self, fact: Fact) {
        match fact {
            Fact::Listed(ids) => self.ids.extend(ids),
            Fact::Pages(addresses) => self.sealed = addresses,
            Fact::Item { id, data } => {
                self.ids.insert(id);
                self.open.push_back(Entry {
                    id,
                    data,
                    address: None,
                });
            }
            Fact::Added { index, address } => self.open[index].address = Some(address),
            Fact::Sealed { count, address } => {
                self.open.drain(..count);
                self.sealed.push(address);
            }
            Fact::Pointed(addresses) => self.pointed.extend(addresses),
            Fact::Newest { digest, address } => {
                self.pointed.insert(address.clone());
                self.newest = Some((digest, address));
            }
            Fact::Pending(digest) => self.pending = Some(digest),
            Fact::Published(digest) => self.published = Some(digest),
        }
    }
}
