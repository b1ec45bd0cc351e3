//! What a call answers.

use std::fmt;

use bytes::Bytes;

use crate::log::Failure;
use crate::message::MessageId;
use crate::wire;

/// What one call of a reader found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the name held, beside what the reader accepted last.
    pub head: Head,
    /// What this call delivered, the oldest first (RL-READ-2).
    pub delivered: Vec<Item>,
    /// Every item that is still missing, in the order of the ids (RL-READ-8).
    pub missing: Vec<(MessageId, Reason)>,
    /// Every page that is still missing, in the order of the addresses (RL-READ-5).
    pub gaps: Vec<(Bytes, Reason)>,
    /// The tails that lead back to a page above them, of the cycles that this call read a page of (RL-READ-14).
    pub cycles: Vec<Bytes>,
    /// New ids that the head lists below ids of the floor, the newest first (RL-NAME-13).
    pub inserted: Vec<MessageId>,
    /// Whether the head lists ids of the floor in another order (RL-NAME-13).
    pub reordered: bool,
    /// For a fork, both heads.
    pub evidence: Option<Evidence>,
}

/// An item that was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id that the log lists.
    pub id: MessageId,
    /// Its content.
    pub data: Bytes,
    /// What the reader found of the content.
    pub check: ItemCheck,
}

/// What a reader found of the content of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemCheck {
    /// It is the message with the listed id.
    Verified,
    /// It is something that the reader cannot check (RL-READ-12).
    Opaque,
}

/// The bytes of two heads that cannot both be of one log that only grew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The head that the reader accepted last.
    pub floor: Bytes,
    /// The head that the name holds.
    pub head: Bytes,
}

/// What a head is, beside the floor: the head that the reader accepted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// It lists the same ids (RL-NAME-6).
    Same,
    /// It lists all of the floor's ids and more; it becomes the floor (RL-NAME-7, RL-NAME-11).
    Advanced,
    /// It lists some of the floor's ids and no others (RL-NAME-8).
    Stale,
    /// It lacks some of the floor's ids and has others (RL-NAME-9).
    Fork,
    /// A page is missing between it and the floor (RL-NAME-10).
    Undetermined,
}

/// What the name held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// A head, of this class.
    Classified(Class),
    /// Nothing, and there never was anything (RL-NAME-3).
    None,
    /// The name system did not answer, or has lost the name (RL-NAME-3).
    Unavailable,
    /// The name system did not answer in time.
    Timeout,
    /// Bytes that are no page, or not one to be read (RL-NAME-15, RL-LIMIT-6).
    Refused(wire::Reason),
}

/// Why a page or an item is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The store has nothing at the address.
    NotFound,
    /// The store does not work.
    Unavailable,
    /// The store did not answer in time.
    Timeout,
    /// What the store has is not to be used.
    Refused(wire::Reason),
    /// The log lists an item with neither content nor address (RL-EMBED-5).
    Unlisted,
    /// A bound of the call was reached; the next call goes on (RL-LIMIT-2, RL-LIMIT-8).
    Bound,
}

impl Class {
    /// The name of the class in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Same => "same",
            Class::Advanced => "advanced",
            Class::Stale => "stale",
            Class::Fork => "fork",
            Class::Undetermined => "undetermined",
        }
    }
}

impl Head {
    /// Its name in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Head::Classified(class) => class.name(),
            Head::None => "none",
            Head::Unavailable => "unavailable",
            Head::Timeout => "timeout",
            Head::Refused(reason) => reason.name(),
        }
    }
}

impl ItemCheck {
    /// Its name in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            ItemCheck::Verified => "verified",
            ItemCheck::Opaque => "opaque",
        }
    }
}

impl Reason {
    /// The name of the reason in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::NotFound => "not_found",
            Reason::Unavailable => "unavailable",
            Reason::Timeout => "timeout",
            Reason::Refused(reason) => reason.name(),
            Reason::Unlisted => "unlisted",
            Reason::Bound => "bound",
        }
    }
}

impl From<Failure> for Reason {
    /// Readers only get: a failure that no get should have counts as a store that does not work.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Reason::NotFound,
            Failure::Timeout => Reason::Timeout,
            Failure::Unavailable | Failure::Conflict | Failure::TooLarge | Failure::Unsupported => {
                Reason::Unavailable
            }
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
