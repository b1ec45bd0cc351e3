//! Records: what goes to a peer about a message until the peer answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::faults::{Faulty, SyncFault};
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
    pub fn went_out(&mut self, now: u64, faulty: Faulty) {
        let stays = faulty.has(SyncFault::SendEpochStays)
            || (self.count == 0 && faulty.has(SyncFault::SendEpochIsNow));
        if !stays {
            self.delay = match self.rests {
                true => REST,
                false => next_delay(self.delay, faulty),
            };
            self.due = now + self.delay;
        }
        self.sent = Some(now);
        self.count += 1;
    }

    /// The peer has shown that it is there (`RL-SYNC-7`, `RL-SYNC-36`).
    pub fn peer_is_there(&mut self, faulty: Faulty) {
        let unnoticed = match self.rests {
            true => SyncFault::RestGoesOn,
            false => SyncFault::ArrivalUnnoticed,
        };
        if faulty.has(unnoticed) {
            return;
        }
        self.due = self.due.min(self.sent.map_or(0, |sent| sent + SHORTEST));
        if self.rests || !faulty.has(SyncFault::DelayGoesOn) {
            self.delay = 0;
        }
        self.rests = false;
    }

    /// The epoch went back. What is due, and how often it went out, does not (`RL-SYNC-44`).
    pub fn epoch_went_back(&mut self, faulty: Faulty) {
        if faulty.has(SyncFault::DueWhenClockGoesBack) {
            self.due = 0;
        }
        if faulty.has(SyncFault::DelaysGoBack) {
            self.delay = 0;
        }
    }

    /// Whether it goes out in an epoch: in every one that is not before its send epoch (`RL-SYNC-4`).
    pub fn is_due(&mut self, now: u64, faulty: Faulty) -> bool {
        if faulty.has(SyncFault::SendEpochMissed) && self.sent.is_some() && self.due < now {
            self.due = now + self.delay;
        }
        self.due <= now
    }

    /// Whether it ends when it has gone out: nobody acknowledges what is ephemeral, and it is not sent again (`RL-SYNC-27`).
    /// Any other waits for its answer (`RL-SYNC-1`).
    pub fn ends_when_sent(&mut self, faulty: Faulty) -> bool {
        match &self.kind {
            RecordKind::Message(message) if message.is_ephemeral() => {
                return !faulty.has(SyncFault::EphemeralSentAgain);
            }
            RecordKind::Offer(message) if faulty.has(SyncFault::SentAfterOffer) => {
                self.kind = RecordKind::Message(message.clone());
            }
            RecordKind::Request if faulty.has(SyncFault::RequestedOnce) => return true,
            _ => {}
        }
        let given_up = faulty.has(SyncFault::GivenUp) && self.count == 4;
        given_up || faulty.has(SyncFault::ForgottenOnceSent)
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
fn next_delay(last: u64, faulty: Faulty) -> u64 {
    match last {
        0 => SHORTEST,
        _ if faulty.has(SyncFault::DelayStays) => SHORTEST,
        last if faulty.has(SyncFault::NoLongestDelay) => 2 * last,
        LONGEST if faulty.has(SyncFault::StaysAtLongest) => LONGEST,
        LONGEST => SHORTEST,
        last => (2 * last).min(LONGEST),
    }
}
