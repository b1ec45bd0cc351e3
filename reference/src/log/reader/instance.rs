//! The reader, from one call to the next.

use bytes::Bytes;

use super::state::State;
use super::{Settings, Sync, saved};
use crate::log::StateError;
use crate::log::journal::Journal;

/// A reader of one log.
#[derive(Debug)]
pub struct Reader {
    pub(super) settings: Settings,
    pub(super) state: State,
    pub(super) journal: Journal,
}

impl Reader {
    /// A reader that goes on from what it saved (RL-READ-16), or that knows nothing yet.
    pub fn open(settings: Settings, saved: Option<Bytes>) -> Result<Self, StateError> {
        let (journal, state) = match saved {
            Some(saved) => (Journal::of_len(saved.len()), saved::decode(saved)?),
            None => (Journal::new(), State::default()),
        };
        Ok(Reader {
            settings,
            state,
            journal,
        })
    }

    /// Follows the name once, and tries what is due again at `now`, in seconds since some start.
    pub fn sync(&mut self, now: u64) -> Sync<'_> {
        Sync::new(self, now)
    }
}
