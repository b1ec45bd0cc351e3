//! The parents of the next message: the messages of a group that nothing follows yet.

use std::collections::{BTreeMap, BTreeSet};

use remote_log::message::MessageId;

/// The messages of a group that nothing follows yet (RL-SYNC-20).
#[derive(Debug, Clone, Default)]
pub(crate) struct Frontier {
    childless: BTreeMap<u64, MessageId>,
    order: BTreeMap<MessageId, u64>,
    next: u64,
    /// What was named as a parent before it came.
    awaited: BTreeSet<MessageId>,
}

impl Frontier {
    /// A message that is not ephemeral has come (RL-SYNC-21). What was named as a parent before has a child already.
    pub(crate) fn add(&mut self, id: MessageId) {
        if !self.awaited.remove(&id) && !self.order.contains_key(&id) {
            self.childless.insert(self.next, id);
            self.order.insert(id, self.next);
            self.next += 1;
        }
    }

    /// Something names this message, which has come, as a parent.
    pub(crate) fn has_child(&mut self, id: &MessageId) {
        if let Some(order) = self.order.remove(id) {
            self.childless.remove(&order);
        }
    }

    /// Something names this message, which has not come, as a parent.
    pub(crate) fn await_parent(&mut self, id: MessageId) {
        self.awaited.insert(id);
    }

    /// How many were named as parents and have not come.
    pub(crate) fn awaited_len(&self) -> usize {
        self.awaited.len()
    }

    /// Those that were named as parents and have not come.
    pub(crate) fn awaited(&self) -> impl ExactSizeIterator<Item = &MessageId> {
        self.awaited.iter()
    }

    /// Those that nothing follows, the first to come first.
    pub(crate) fn childless(&self) -> impl ExactSizeIterator<Item = &MessageId> {
        self.childless.values()
    }
}
