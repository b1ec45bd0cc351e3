//! The messages of a run: when they are written, and who has them.

use std::collections::HashMap;

use remote_log::message::MessageId;

use crate::scenario::Scenario;

/// The messages of a run.
pub(super) struct Messages {
    every: u64,
    nodes: u32,
    authors: u32,
    count: u32,
    /// The next message of each author. They write by turns.
    next: Vec<u32>,
    written: HashMap<MessageId, Written>,
    /// How many deliveries of messages that are written are still to come.
    missing: u64,
    last: u64,
}

struct Written {
    epoch: u64,
    /// Which nodes have it.
    has: Vec<bool>,
}

impl Messages {
    pub(super) fn new(scenario: &Scenario) -> Self {
        Messages {
            every: scenario.every,
            nodes: scenario.nodes,
            authors: scenario.authors,
            count: scenario.messages,
            next: (0..scenario.authors).collect(),
            written: HashMap::new(),
            missing: 0,
            last: 0,
        }
    }

    /// The number of a message that this node writes now, if it is time for one. Who was offline when it was time writes
    /// when it is back.
    pub(super) fn due(&self, node: u32, epoch: u64) -> Option<u32> {
        let message = *self.next.get(node as usize)?;
        (message < self.count && u64::from(message) * self.every <= epoch).then_some(message)
    }

    /// The message that was due for this node is written.
    pub(super) fn write(&mut self, node: u32, epoch: u64, id: MessageId) {
        self.next[node as usize] += self.authors;
        let mut has = vec![false; self.nodes as usize];
        has[node as usize] = true;
        self.written.insert(id, Written { epoch, has });
        self.missing += u64::from(self.nodes) - 1;
        self.last = epoch;
    }

    /// A message came to a node: how many epochs after it was written? None if the node had it, or nobody wrote it.
    pub(super) fn came(&mut self, node: u32, epoch: u64, id: &MessageId) -> Option<u64> {
        let written = self.written.get_mut(id)?;
        let had = std::mem::replace(&mut written.has[node as usize], true);
        self.missing -= u64::from(!had);
        (!had).then_some(epoch - written.epoch)
    }

    /// Whether every message is written, and everybody has it.
    pub(super) fn are_everywhere(&self) -> bool {
        self.missing == 0 && self.written.len() == self.count as usize
    }

    /// The epoch in which the last message so far was written.
    pub(super) fn last(&self) -> u64 {
        self.last
    }
}
