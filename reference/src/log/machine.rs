//! What machines ask of the world and what the world answers: the vocabulary of readers, writers and drivers.

use std::fmt;

use bytes::Bytes;

use super::Saved;
use crate::message::MessageId;

/// What a machine needs from the outside world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// The content of a name, passed on as given (RL-NAME-5). Answered with [`Answer::Content`].
    Fetch {
        /// The name.
        name: String,
    },
    /// A name is to hold new content, if it now holds what is expected. Answered with [`Answer::Done`].
    Update {
        /// The name.
        name: String,
        /// What it is to hold.
        content: Bytes,
        /// What it must hold now.
        expect: Expect,
    },
    /// The content store is to keep this. Answered with [`Answer::Address`].
    Add {
        /// The content.
        content: Bytes,
    },
    /// The content at an address. Answered with [`Answer::Content`].
    Get {
        /// The address, as it was listed (RL-ADDR-1).
        address: Bytes,
    },
    /// The disk is to keep this. Answered with [`Answer::Done`], which must not be sent before a crash could no longer
    /// lose it.
    Save {
        /// What becomes of the state on disk.
        state: Saved,
        /// The items that become delivered with this save (RL-READ-15); none where a writer saves.
        delivered: Vec<MessageId>,
    },
}

/// What a name must hold for an update to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// Nothing: the update creates the name.
    Absent,
    /// Exactly these bytes.
    Exact(Bytes),
    /// Anything or nothing; the last update wins.
    Any,
}

/// What the outside world brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The content of a name or an address.
    Content(Bytes),
    /// The address of what was added.
    Address(Bytes),
    /// It is done.
    Done,
    /// It could not be done.
    Fails(Failure),
}

impl Answer {
    /// The content, of a request that is answered with content. Any other answer is one of a store that does not work.
    pub(super) fn content(self) -> Result<Bytes, Failure> {
        match self {
            Answer::Content(content) => Ok(content),
            Answer::Fails(failure) => Err(failure),
            Answer::Address(_) | Answer::Done => Err(Failure::Unavailable),
        }
    }

    /// The address, of a request that is answered with one.
    pub(super) fn address(self) -> Result<Bytes, Failure> {
        match self {
            Answer::Address(address) => Ok(address),
            Answer::Fails(failure) => Err(failure),
            Answer::Content(_) | Answer::Done => Err(Failure::Unavailable),
        }
    }

    /// Whether it is done, of a request that has no other answer.
    pub(super) fn done(self) -> Result<(), Failure> {
        match self {
            Answer::Done => Ok(()),
            Answer::Fails(failure) => Err(failure),
            Answer::Content(_) | Answer::Address(_) => Err(Failure::Unavailable),
        }
    }
}

/// Why a store did not do what it was asked. Readers report the first three apart (RL-READ-21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Failure {
    /// There is nothing at this address, or under this name.
    #[error("the store has nothing there; check the address or the name")]
    NotFound,
    /// The store cannot be reached, or does not work.
    #[error("the store is unavailable; try again later")]
    Unavailable,
    /// The store did not answer in time.
    #[error("the store did not answer in time; try again later")]
    Timeout,
    /// The name holds something else than expected.
    #[error("the name holds other content than expected; fetch it and decide again")]
    Conflict,
    /// The store does not take content of this size.
    #[error("the store refuses content of this size; make it smaller")]
    TooLarge,
    /// The store cannot do this at all.
    #[error("the store cannot do this; a name system without compare-and-set takes only `any`")]
    Unsupported,
}

/// The state could not be saved, so what was to be saved did not happen (RL-READ-15, RL-WRITE-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the state could not be saved, so nothing was delivered, appended or published ({0}); repair the disk and repeat"
)]
pub struct Unsaved(pub Failure);

/// Which request an answer belongs to. Tickets of different machines have nothing to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub(super) u64);

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A piece of work that says what it needs and is brought it, in any order.
///
/// The caller takes the requests, brings an answer to each, and takes requests again after each answer, until there is
/// an outcome. A machine that has no outcome has a request unanswered.
pub trait Machine {
    /// What comes of the work.
    type Outcome;

    /// Appends every request that may run now, beside those already taken.
    fn requests(&mut self, out: &mut Vec<(Ticket, Request)>);

    /// Brings the answer to a request. An answer that nobody waits for is ignored.
    fn answer(&mut self, ticket: Ticket, answer: Answer);

    /// The outcome, once there is one; it is handed out once.
    fn outcome(&mut self) -> Option<Self::Outcome>;
}
