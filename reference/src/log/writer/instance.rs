//! The writer, from one call to the next.

use bytes::Bytes;

use super::append::Plan;
use super::fact::Fact;
use super::state::State;
use super::{Append, AppendError, NewItem, Publish, Settings};
use crate::log::journal::Journal;
use crate::log::{Saved, StateError};

/// The writer of one log.
#[derive(Debug)]
pub struct Writer {
    pub(super) settings: Settings,
    pub(super) state: State,
    pub(super) journal: Journal,
    /// The facts that are part of the state and not on disk yet.
    unsaved: Vec<u8>,
}

impl Writer {
    /// A writer that goes on from what it saved (RL-WRITE-15), or whose log is empty.
    pub fn open(settings: Settings, saved: Option<Bytes>) -> Result<Self, StateError> {
        let (journal, state) = match saved {
            Some(saved) => (Journal::of_len(saved.len()), State::decode(saved)?),
            None => (Journal::new(), State::default()),
        };
        Ok(Writer {
            settings,
            state,
            journal,
            unsaved: Vec::new(),
        })
    }

    /// Lists items, the oldest first. An error means that none was appended.
    pub fn append(&mut self, items: Vec<NewItem>) -> Result<Append<'_>, AppendError> {
        let plan = Plan::new(items, &self.settings.check, &self.state)?;
        Ok(Append::new(self, plan))
    }

    /// Publishes the log under its name.
    pub fn publish(&mut self) -> Publish<'_> {
        Publish::new(self)
    }

    /// Makes a fact part of what is known. The next save takes it along.
    pub(super) fn record(&mut self, fact: Fact) {
        fact.encode(&mut self.unsaved);
        self.state.apply(fact);
    }

    /// Whether there is something to save.
    pub(super) fn is_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// How to save what was recorded, and `further` facts that are not part of the state yet.
    pub(super) fn save(&mut self, further: &[Fact]) -> Saved {
        let mut change = std::mem::take(&mut self.unsaved);
        let recorded = change.len();
        for fact in further {
            fact.encode(&mut change);
        }
        let state = &self.state;
        self.journal.save(change, |change| {
            let mut whole = state.encode();
            whole.extend_from_slice(&change[recorded..]);
            whole
        })
    }
}
