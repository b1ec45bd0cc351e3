//! The messages that wait for their parents.

use std::collections::{BTreeMap, BTreeSet};

use remote_log::message::MessageId;

/// The messages that wait for their parents (RL-SYNC-22).
#[derive(Debug, Clone, Default)]
pub(crate) struct Inbox {
    waiting: BTreeMap<MessageId, Waiting>,
    /// Who waits for a parent.
    children: BTreeMap<MessageId, BTreeSet<MessageId>>,
    /// By the time at which the wait ends; what came first comes first.
    deadlines: BTreeSet<(u64, u64, MessageId)>,
    /// What waits no longer and was not handed out yet; what came first comes first.
    ready: BTreeSet<(u64, MessageId)>,
    next: u64,
}

#[derive(Debug, Clone)]
struct Waiting {
    deadline: u64,
    order: u64,
    missing: BTreeSet<MessageId>,
}

impl Inbox {
    /// A message waits for parents until the deadline.
    pub(crate) fn put(&mut self, id: MessageId, deadline: u64, missing: BTreeSet<MessageId>) {
        let order = self.next;
        self.next += 1;
        for parent in &missing {
            self.children.entry(*parent).or_default().insert(id);
        }
        self.deadlines.insert((deadline, order, id));
        let waiting = Waiting {
            deadline,
            order,
            missing,
        };
        self.waiting.insert(id, waiting);
    }

    /// A message is delivered: it waits no longer, and nothing waits for it.
    pub(crate) fn delivered(&mut self, id: &MessageId) -> bool {
        for child in self.children.remove(id).unwrap_or_default() {
            if let Some(waiting) = self.waiting.get_mut(&child) {
                waiting.missing.remove(id);
                if waiting.missing.is_empty() {
                    self.ready.insert((waiting.order, child));
                }
            }
        }
        let Some(waiting) = self.waiting.remove(id) else {
            return false;
        };
        self.deadlines
            .remove(&(waiting.deadline, waiting.order, *id));
        self.ready.remove(&(waiting.order, *id));
        for parent in &waiting.missing {
            if let Some(children) = self.children.get_mut(parent) {
                children.remove(id);
                if children.is_empty() {
                    self.children.remove(parent);
                }
            }
        }
        true
    }

    pub(crate) fn contains(&self, id: &MessageId) -> bool {
        self.waiting.contains_key(id)
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The next message whose parents are all delivered.
    pub(crate) fn ready(&self) -> Option<MessageId> {
        self.ready.first().map(|(_, id)| *id)
    }

    /// When the next wait ends, and whose.
    pub(crate) fn first(&self) -> Option<(u64, MessageId)> {
        self.deadlines
            .first()
            .map(|(deadline, _, id)| (*deadline, *id))
    }

    /// Everything that waits, with its deadline and what it waits for; what came first comes first.
    pub(crate) fn in_order(&self) -> Vec<(MessageId, u64, &BTreeSet<MessageId>)> {
        let mut all: Vec<_> = self.waiting.iter().collect();
        all.sort_unstable_by_key(|(_, waiting)| waiting.order);
        all.into_iter()
            .map(|(id, waiting)| (*id, waiting.deadline, &waiting.missing))
            .collect()
    }
}
