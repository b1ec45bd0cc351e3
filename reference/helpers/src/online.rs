//! A node that is online in an epoch.

use remote_log::log::Unsaved;
use remote_log::message::Message;
use remote_log_mvds::{Delivered, Node, PeerId, Received};

use crate::Keep;

/// A node that is online in an epoch, and what it needs for that.
pub struct Online<'a> {
    /// The node.
    pub node: &'a mut Node,
    /// Where its state is kept.
    pub keep: &'a mut dyn Keep,
    /// Whether the application believes a message to be its author's. Whatever brings a message, a peer or a helper, it
    /// is asked (RL-SYNC-48).
    pub authenticate: &'a mut dyn FnMut(&Message<'_>) -> bool,
    /// The time in seconds.
    pub now: u64,
    /// The epoch.
    pub epoch: u64,
}

impl Online<'_> {
    /// Takes a payload that came directly, and keeps what it changed.
    pub fn receive(&mut self, peer: &PeerId, payload: &[u8]) -> Result<Received, Unsaved> {
        let Online { now, epoch, .. } = *self;
        let received = self
            .node
            .receive(now, epoch, peer, payload, self.authenticate);
        self.keep(&received.delivered)?;
        Ok(received)
    }

    /// Takes a payload that came through a mailbox. The caller keeps what it changed.
    pub(crate) fn receive_carried(&mut self, peer: &PeerId, payload: &[u8]) -> Received {
        let Online { now, epoch, .. } = *self;
        self.node
            .receive_carried(now, epoch, peer, payload, self.authenticate)
    }

    /// Keeps what changed, and with it what was delivered.
    pub fn keep(&mut self, delivered: &[Delivered]) -> Result<(), Unsaved> {
        if let Some(state) = self.node.save() {
            self.keep.keep(&state, delivered).map_err(Unsaved)?;
            self.node.saved();
        }
        Ok(())
    }
}
