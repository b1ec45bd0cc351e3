//! No helper.

use remote_log::log::Unsaved;

use crate::{Helper, Online, Visit};

/// No helper: a node that has nothing but its peers. It is what the others are compared with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Helper for Alone {
    fn take(&mut self, _: &mut Online<'_>, _: &mut Visit) -> Result<(), Unsaved> {
        Ok(())
    }

    fn give(&mut self, _: &mut Online<'_>, _: &mut Visit) -> Result<(), Unsaved> {
        Ok(())
    }
}
