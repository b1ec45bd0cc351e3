//! Replies that are held back until the adapter is quiet, to expose one that does not wait, and to count rounds.

use crate::protocol::{CallOp, Reply};
use crate::vectors::Hold;

/// The replies of one request that are held back.
#[derive(Debug, Default)]
pub(super) struct Held {
    replies: Vec<(String, Reply)>,
    adds: u64,
    gets: u64,
    most_gets: u64,
    rounds: u64,
}

impl Held {
    /// Whether a reply to this callback is held back under this rule. The disk and the hook never wait: saves and
    /// loads are not counted as rounds.
    pub fn holds(rule: Option<Hold>, op: CallOp) -> bool {
        match rule {
            None => false,
            Some(Hold::Adds) => op == CallOp::CasAdd,
            Some(Hold::Rounds) => matches!(
                op,
                CallOp::CasAdd | CallOp::CasGet | CallOp::NsFetch | CallOp::NsUpdate
            ),
        }
    }

    pub fn hold(&mut self, call: String, op: CallOp, reply: Reply) {
        match op {
            CallOp::CasAdd => self.adds += 1,
            CallOp::CasGet => {
                self.gets += 1;
                self.most_gets = self.most_gets.max(self.gets);
            }
            _ => {}
        }
        self.replies.push((call, reply));
    }

    pub fn is_empty(&self) -> bool {
        self.replies.is_empty()
    }

    /// Whether an add is unanswered.
    pub fn has_add(&self) -> bool {
        self.adds > 0
    }

    /// The adapter waits: a round is over.
    pub fn release(&mut self) -> Vec<(String, Reply)> {
        if !self.replies.is_empty() {
            self.rounds += 1;
        }
        (self.adds, self.gets) = (0, 0);
        std::mem::take(&mut self.replies)
    }

    /// How often the adapter waited.
    pub fn rounds(&self) -> u64 {
        self.rounds
    }

    /// The most `cas.get` that were under way at once.
    pub fn most_gets(&self) -> u64 {
        self.most_gets
    }
}
