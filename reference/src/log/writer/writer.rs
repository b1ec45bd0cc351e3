use bytes::Bytes;

use super::{Append, AppendError, NewItem, Publish, Settings};
use crate::log::StateError;

/// The writer of one log.
#[derive(Debug)]
pub struct Writer {
    settings: Settings,
}

impl Writer {
    /// A writer that goes on from what it saved (RL-WRITE-15), or whose log is empty.
    pub fn open(settings: Settings, saved: Option<Bytes>) -> Result<Self, StateError> {
        let _ = saved;
        Ok(Writer { settings })
    }

    /// Lists items, the oldest first. An error means that none was appended.
    pub fn append(&mut self, items: Vec<NewItem>) -> Result<Append<'_>, AppendError> {
        let _ = (items, &self.settings);
        Ok(Append { _writer: self })
    }

    /// Publishes the log under its name.
    pub fn publish(&mut self) -> Publish<'_> {
        Publish { _writer: self }
    }
}
