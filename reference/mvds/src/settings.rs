//! How a node works.

use remote_log::message::Numbering;

use crate::{Backoff, Limits, PeerId};

/// How a node works. It is not saved: a node is opened with the same settings each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The node's own name among its peers.
    pub peer: PeerId,
    /// How messages go out.
    pub mode: Mode,
    /// The field numbers that its peers use (RL-SYNC-47).
    pub numbering: Numbering,
    /// Whether what one peer sent goes on to the others of the group (RL-SYNC-39, RL-SYNC-40).
    pub forward: bool,
    /// When messages whose parents are missing are delivered.
    pub delivery: Delivery,
    /// Whether the node has a log of its own, so that what it appends waits to be published (RL-SYNC-31).
    pub log: bool,
    /// When what was not answered is sent again.
    pub backoff: Backoff,
    /// The bounds.
    pub limits: Limits,
}

impl Settings {
    /// A node of this name with everything else as the specification recommends it: batch mode, no log.
    pub fn new(peer: PeerId) -> Self {
        Settings {
            peer,
            mode: Mode::Batch,
            numbering: Numbering::Spec,
            forward: false,
            delivery: Delivery::Eventual,
            log: false,
            backoff: Backoff::default(),
            limits: Limits::default(),
        }
    }
}

/// How messages go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// At once (RL-SYNC-8).
    Batch,
    /// Offered first, and sent on request (RL-SYNC-11). Ephemeral ones go out at once all the same (RL-SYNC-26).
    Interactive,
}

/// When messages whose parents are missing are delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// After their parents, or when a bound is reached (RL-SYNC-22, RL-SYNC-23).
    Buffered,
    /// As they come.
    Eventual,
}
