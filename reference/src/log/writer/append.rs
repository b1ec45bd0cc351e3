use bytes::Bytes;

use super::Writer;
use crate::log::{Answer, Machine, Request, Ticket, Unsaved};
use crate::message::{CheckError, MessageId};

/// An item to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Its id. A log of MVDS messages computes it from the content, and refuses another.
    pub id: Option<MessageId>,
    /// Its content: under the profile `mvds` a serialized message, under `core` anything.
    pub data: Bytes,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Appended {
    /// It is listed.
    Appended,
    /// It was listed before (RL-WRITE-6).
    Duplicate,
    /// It is not to enter history, and is not listed (RL-WRITE-7).
    Ephemeral,
}

impl Appended {
    /// The name of the status in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Appended::Appended => "appended",
            Appended::Duplicate => "duplicate",
            Appended::Ephemeral => "ephemeral",
        }
    }
}

/// Why nothing was appended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Outside the profile `mvds` a writer cannot compute ids.
    #[error("item {index} has no id, and only a log of MVDS messages can compute it; give the id")]
    NoId {
        /// Which item, counted from 0.
        index: usize,
    },
    /// The content is not a message of the log's group, or not the one with the given id.
    #[error(
        "item {index} cannot be listed ({source}); leave it out or correct it, and append again"
    )]
    Refused {
        /// Which item, counted from 0.
        index: usize,
        /// What is wrong with it.
        source: CheckError,
    },
}

/// An append under way. Its outcome has one status for each item.
#[derive(Debug)]
pub struct Append<'w> {
    pub(super) _writer: &'w mut Writer,
}

impl Machine for Append<'_> {
    type Outcome = Result<Vec<(MessageId, Appended)>, Unsaved>;

    fn requests(&mut self, _out: &mut Vec<(Ticket, Request)>) {
        unimplemented!("the writer comes with a later commit")
    }

    fn answer(&mut self, _ticket: Ticket, _answer: Answer) {}

    fn outcome(&mut self) -> Option<Self::Outcome> {
        None
    }
}
