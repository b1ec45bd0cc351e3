//! Waiting for parents, and how a wait ends.

use serde::{Deserialize, Serialize};

use super::Delivery;
use super::state::{Call, Node};
use super::take::Delivered;
use crate::bytes::{Bytes, Id};
use crate::faults::SyncFault;
use crate::message::Message;

/// How long a message waits, in seconds.
const SECONDS: u64 = 3_600;
/// How many messages wait.
const MESSAGES: usize = 1_024;

/// A message that waits for its parents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its id.
    pub id: Id,
    /// Its group.
    pub group: Bytes,
    /// The serialized message.
    pub data: Bytes,
    /// Its parents.
    pub parents: Vec<Id>,
    /// Since when it waits, in seconds of the node's own count.
    pub since: u64,
}

impl Call<'_> {
    /// Whether a message has to wait for its parents (`RL-SYNC-22`). An ephemeral one waits for nobody.
    pub(super) fn has_to_wait(&self, message: &Message, parents: &[Id]) -> bool {
        let Node {
            settings, state, ..
        } = &*self.node;
        let lacks = |parent: &Id| !state.is_delivered(parent, &message.group);
        settings.delivery == Delivery::Buffered
            && !message.is_ephemeral()
            && parents.iter().any(lacks)
    }

    pub(super) fn deliver_or_wait(
        &mut self,
        id: Id,
        group: &Bytes,
        data: Bytes,
        parents: Vec<Id>,
        waits: bool,
    ) {
        let state = &mut self.node.state;
        if waits {
            let since = state.seconds.count;
            state.waiting.push(Waiting {
                id,
                group: group.clone(),
                data,
                parents,
                since,
            });
            self.end_waits();
        } else {
            self.deliver(id, data);
        }
    }

    /// Delivers a message, and right after it what has waited for nothing but it.
    pub(super) fn deliver(&mut self, id: Id, data: Bytes) {
        self.delivered.push(Delivered { id, data });
        self.release();
    }

    /// Delivers what waits for nothing any more, the longest first (`RL-SYNC-22`).
    pub(super) fn release(&mut self) {
        while let Some(at) = self.first_released() {
            let waiting = self.node.state.waiting.remove(at);
            self.deliver(waiting.id, waiting.data);
        }
    }

    fn first_released(&self) -> Option<usize> {
        let state = &self.node.state;
        let mut waiting = state.waiting.iter();
        waiting.position(|waiting| {
            let mut parents = waiting.parents.iter();
            parents.all(|parent| state.is_delivered(parent, &waiting.group))
        })
    }

    /// Ends the waits that have been too long, or are too many: what waited is delivered, the longest first
    /// (`RL-SYNC-23`).
    pub(super) fn end_waits(&mut self) {
        let faulty = self.node.settings.faulty;
        while !faulty.has(SyncFault::WaitsForEver) {
            let state = &mut self.node.state;
            let Some(longest) = state.waiting.first() else {
                return;
            };
            let waited = state.seconds.count - longest.since;
            if waited < SECONDS && state.waiting.len() <= MESSAGES {
                return;
            }
            let longest = state.waiting.remove(0);
            if !faulty.has(SyncFault::WaitEndsInDrop) {
                self.deliver(longest.id, longest.data);
            }
        }
    }
}
