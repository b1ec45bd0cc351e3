//! What a log needs of a disk.

use bytes::Bytes;

use crate::log::{Failure, Saved};

/// The place where one reader or one writer keeps its state.
pub trait Disk {
    /// What the saves so far amount to; none before the first.
    fn load(&mut self) -> Result<Option<Bytes>, Failure>;

    /// Does what `state` says, and answers when a crash can no longer lose it (RL-READ-15, RL-WRITE-15).
    fn save(&mut self, state: &Saved) -> Result<(), Failure>;
}
