//! A record: something that goes to a peer until the peer answers it.

use crate::backoff::{Backoff, Pace};

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Offer,
    Request,
    Message,
    /// A message that goes out once and is never sent again (RL-SYNC-27).
    Ephemeral,
}

/// Something about one message that goes to one peer until the peer answers it (RL-SYNC-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    /// The number of the message's group; none in a request, which is for a message that the node does not have.
    pub(crate) group: Option<u32>,
    /// The send epoch: when it goes out next, by the node's own count.
    pub(crate) due: u64,
    /// How often it was sent.
    pub(crate) count: u32,
    /// When it was sent last.
    pub(crate) sent: u64,
    pub(crate) pace: Pace,
}

impl Record {
    /// A record that was never sent.
    pub(crate) fn new(kind: Kind, group: Option<u32>, due: u64) -> Self {
        Record {
            kind,
            group,
            due,
            count: 0,
            sent: 0,
            pace: Pace::Step(0),
        }
    }

    /// The record after a send: count and send epoch grow (RL-SYNC-5).
    pub(crate) fn after_send(mut self, at: u64, backoff: &Backoff) -> Self {
        let (delay, pace) = backoff.after(self.pace);
        self.count = self.count.saturating_add(1);
        self.sent = at;
        self.due = at.saturating_add(delay);
        self.pace = pace;
        self
    }

    /// The record once the peer has shown that it is there: due after the shortest delay since it was sent
    /// (RL-SYNC-7, RL-SYNC-36).
    pub(crate) fn after_contact(mut self, at: u64, backoff: &Backoff) -> Self {
        let earliest = match self.count {
            0 => at,
            _ => self.sent.saturating_add(backoff.first()).max(at),
        };
        self.due = self.due.min(earliest);
        self.pace = Pace::Step(0);
        self
    }

    /// The record of a message that the peer has, as a helper says (RL-SYNC-35).
    pub(crate) fn parked(mut self, at: u64, backoff: &Backoff) -> Self {
        let (delay, pace) = backoff.after(Pace::Parked);
        self.due = at.saturating_add(delay);
        self.pace = pace;
        self
    }
}
