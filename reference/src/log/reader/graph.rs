//! The pages that are known during a call: those recorded before, and those read in it.

use super::change::Change;
use super::state::{Recorded, State};

/// The pages that are known: those of the state, and those that this call read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graph<'a> {
    pub(super) state: &'a State,
    pub(super) change: &'a Change,
}

impl<'a> Graph<'a> {
    /// The page that was read at an address, if one was.
    pub(super) fn page(self, address: &[u8]) -> Option<&'a Recorded> {
        self.fresh(address)
            .or_else(|| self.state.pages.get(address))
    }

    /// The page that this call read at an address.
    pub(super) fn fresh(self, address: &[u8]) -> Option<&'a Recorded> {
        self.change.pages.get(address)
    }
}
