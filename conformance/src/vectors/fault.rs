//! How a callback of one step goes wrong.

use crate::protocol::{CallOp, FailReason};

/// A fault of the stores: it holds for the callbacks of one step that it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which of the callbacks of this kind in the step, counted from 1; `None` for every one.
    pub nth: Option<u32>,
    /// The callback, and its answer.
    pub call: FaultyCall,
}

/// A callback that goes wrong: what narrows it, and how it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultyCall {
    /// `cas.get`.
    Get {
        /// Of this address alone.
        address: Option<Vec<u8>>,
        /// The answer.
        answer: GetAnswer,
    },
    /// `ns.fetch`.
    Fetch {
        /// Of this name alone.
        name: Option<String>,
        /// The answer.
        answer: FetchAnswer,
    },
    /// `cas.add`.
    Add {
        /// The answer.
        answer: WriteAnswer,
    },
    /// `ns.update`.
    Update {
        /// Of this name alone.
        name: Option<String>,
        /// The answer.
        answer: WriteAnswer,
    },
    /// `mail.deposit`.
    Deposit {
        /// The answer.
        answer: WriteAnswer,
    },
    /// `mail.collect`.
    Collect {
        /// The answer.
        answer: CollectAnswer,
    },
}

impl FaultyCall {
    /// The callback's operation.
    pub const fn op(&self) -> CallOp {
        match self {
            Self::Get { .. } => CallOp::CasGet,
            Self::Fetch { .. } => CallOp::NsFetch,
            Self::Add { .. } => CallOp::CasAdd,
            Self::Update { .. } => CallOp::NsUpdate,
            Self::Deposit { .. } => CallOp::MailDeposit,
            Self::Collect { .. } => CallOp::MailCollect,
        }
    }
}

/// What is done to content on its way. What is not there cannot be altered: then the answer is as it would have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// The lowest bit of the last byte is flipped.
    Corrupt,
    /// The last byte is missing.
    Truncated,
}

/// A wrong answer to `cas.get`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetAnswer {
    /// `not_found`, `unavailable` or `timeout`.
    Fails(FailReason),
    /// The content, altered.
    Altered(Alteration),
    /// What stands at this other address.
    Of(Vec<u8>),
    /// This.
    Content(Vec<u8>),
}

/// A wrong answer to `ns.fetch`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchAnswer {
    /// `not_found`, `unavailable` or `timeout`.
    Fails(FailReason),
    /// The content, altered.
    Altered(Alteration),
    /// What the name held so many changes ago, at least 1 and at most [`MOST_BACK`](super::MOST_BACK).
    Stale(usize),
    /// This.
    Content(Vec<u8>),
}

/// A wrong answer to `mail.collect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectAnswer {
    /// `not_found`, `unavailable` or `timeout`.
    Fails(FailReason),
    /// Every item has the lowest bit of its last byte flipped, so that no seal holds.
    Corrupt,
    /// Nothing is taken away: the oldest are handed out once more.
    Again,
}

/// A wrong answer to `cas.add`, `ns.update` or `mail.deposit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteAnswer {
    /// Refused: an add for `unavailable` or `timeout`, an update also for `conflict`, `too_large` or `unsupported`, a
    /// deposit also for `not_found`, `too_large` or `full`.
    Fails(FailReason),
    /// Acknowledged, and nothing has changed.
    Dropped,
    /// Done as it would have been, and answered with `timeout`.
    Lost,
}
