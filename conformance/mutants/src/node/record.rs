//! Records: what goes to a peer about a message until the peer answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::message::Message;

/// The shortest delay from one send to the next, in epochs.
const SHORTEST: u64 = 2;
/// The upper bound of the delays.
const LONGEST: u64 = 256;
/// The delay of a record that rests (`RL-SYNC-35`).
const REST: u64 = 4_096;

/// The records of each peer, each by the id of its message.
pub type Records = BTreeMap<Bytes, BTreeMap<Id, Record>>;

/// A message and a peer (`RL-SYNC-1`). Epochs are those of the node's own count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What goes out.
    pub kind: RecordKind,
    /// The epoch from which on it goes out.
    pub due: u64,
    /// The epoch in which it went out last.
    pub sent: Option<u64>,
    /// How often it went out.
    pub count: u64,
    /// The delay after the last send; 0 before the first, and where the delays begin again.
    pub delay: u64,
    /// Whether evidence out of a log lets it rest.
    pub rests: bool,
    /// Its place among all records, in the order in which they were made.
    pub made: u64,
}

/// What goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// The id of a message that the node has.
    Offer(Message),
    /// The id of a message that it lacks.
    Request,
    /// The message.
    Message(Message),
}

impl RecordKind {
    /// The message, where the node has it.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Offer(message) | Self::Message(message) => Some(message),
            Self::Request => None,
        }
    }
}

impl Record {
    /// A new record, due at once (`RL-SYNC-4`).
    pub fn new(kind: RecordKind, now: u64, made: u64) -> Self {
        Self {
            kind,
            due: now,
            sent: None,
            count: 0,
            delay: 0,
            rests: false,
            made,
        }
    }

    /// It went out (`RL-SYNC-5`).
    pub fn went_out(&mut self, now: u64) {
        self.delay = match self.rests {
            true => REST,
            false => next_delay(self.delay),
        };
        self.due = now + self.delay;
        self.sent = Some(now);
        self.count += 1;
    }

    /// The peer has shown that it is there (`RL-SYNC-7`, `RL-SYNC-36`).
    pub fn peer_is_there(&mut self) {
        if let Some(sent) = self.sent {
            self.due = self.due.min(sent + SHORTEST);
        }
        self.delay = 0;
        self.rests = false;
    }

    /// A helper says that the peer has the message (`RL-SYNC-35`).
    pub fn rest(&mut self, now: u64) {
        self.rests = true;
        self.due = self.due.max(self.sent.unwrap_or(now) + REST);
    }

    /// It goes out with the next payload, and the delays begin.
    pub fn due_now(&mut self, now: u64) {
        self.due = now;
        self.delay = 0;
        self.rests = false;
    }
}

/// The delay after one of `last` epochs: it doubles up to the bound, and begins again (`RL-SYNC-6`).
fn next_delay(last: u64) -> u64 {
    match last {
        0 => SHORTEST,
        last if last >= LONGEST => SHORTEST,
        last => (2 * last).min(LONGEST),
    }
}
