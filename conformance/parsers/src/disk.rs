//! A disk in memory that outlives the service that saves on it.

use std::cell::RefCell;
use std::rc::Rc;

use bytes::Bytes;
use remote_log::log::{Failure, Saved};
use remote_log::store::Disk;

/// A disk; its clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct SharedDisk(Rc<RefCell<Option<Vec<u8>>>>);

impl SharedDisk {
    /// A disk that holds this state.
    pub fn holding(state: &[u8]) -> Self {
        Self(Rc::new(RefCell::new(Some(state.to_vec()))))
    }

    /// What it holds, if anything was saved.
    pub fn state(&self) -> Option<Vec<u8>> {
        self.0.borrow().clone()
    }
}

impl Disk for SharedDisk {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        Ok(self.state().map(Bytes::from))
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        state.apply_to(self.0.borrow_mut().get_or_insert_default());
        Ok(())
    }
}
