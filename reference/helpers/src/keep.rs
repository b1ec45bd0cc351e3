//! Where a node's state and the messages that it delivered are kept.

use remote_log::log::{Failure, Saved};
use remote_log_mvds::Delivered;

/// The application's transaction: a change of the node's state and what the node delivered with it (RL-SYNC-46).
pub trait Keep {
    /// Does what `state` says and takes over `delivered`, both or neither, and answers when a crash can no longer lose
    /// either. So a node that is killed repeats nothing and loses nothing.
    fn keep(&mut self, state: &Saved, delivered: &[Delivered]) -> Result<(), Failure>;
}

/// Keeps nothing: for nodes that are opened once and die with their process, in a simulation say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unkept;

impl Keep for Unkept {
    fn keep(&mut self, _: &Saved, _: &[Delivered]) -> Result<(), Failure> {
        Ok(())
    }
}
