//! A disk that waits.

use bytes::Bytes;
use remote_log::log::{Failure, Saved, Unsaved};
use remote_log::store::Disk;

/// The disk of a reader. What the reader saves waits in memory until the node has kept what the reader delivered: a
/// reader delivers an item once, so one that remembered more than the node would keep it from the node for ever.
#[derive(Debug)]
pub(super) struct Staged<D> {
    disk: D,
    waiting: Vec<Saved>,
}

impl<D: Disk> Staged<D> {
    pub(super) fn new(disk: D) -> Self {
        Staged {
            disk,
            waiting: Vec::new(),
        }
    }

    /// Saves what waits.
    pub(super) fn flush(&mut self) -> Result<(), Unsaved> {
        for state in self.waiting.drain(..) {
            self.disk.save(&state).map_err(Unsaved)?;
        }
        Ok(())
    }
}

impl<D: Disk> Disk for Staged<D> {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        self.disk.load()
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        self.waiting.push(state.clone());
        Ok(())
    }
}
