//! What must have come of a scenario: statements, each bound to exactly one requirement.

use super::facts::Part;
use super::story::{Epochs, Id};
use crate::vectors::Place;

/// One statement about what happened in a scenario.
#[derive(Debug, Clone)]
pub struct ScenarioClaim {
    /// The requirement's id.
    pub req: String,
    /// Where the statement stands.
    pub place: Place,
    /// About whom.
    pub actor: usize,
    /// What is looked at: a list of words.
    pub subject: Subject,
    /// Only what happened in these epochs counts.
    pub epochs: Epochs,
    /// What it must be.
    pub must: ClaimMatcher,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The messages that answered saves of the actor list, in order.
    Delivered,
    /// What its answers deliver and no answered save lists.
    Unsaved,
    /// What its answers deliver with bytes that do not hash to the id, or with the wrong field numbers.
    Forged,
    /// The epochs in which the actor sent a payload.
    Payloads {
        /// To this peer; `None` for any.
        to: Option<usize>,
    },
    /// The epochs in which a payload of the actor carried this.
    Sent {
        /// As what.
        part: Part,
        /// Which message; `None` for any.
        message: Option<Id>,
        /// To this peer; `None` for any.
        to: Option<usize>,
    },
    /// The epochs in which the actor tried to deposit this.
    Deposited {
        /// As what: an ACK, or a message alone.
        part: Part,
        /// Which message; `None` for any.
        message: Option<Id>,
        /// For this peer; `None` for any.
        to: Option<usize>,
    },
    /// The parents that the message had when the actor first sent it.
    Parents(Id),
    /// The reasons why the actor took a part of a payload not, in order.
    Refused,
    /// The reasons why appends were rejected, in order.
    Rejected,
    /// The messages that the actor's log lists in the end.
    Listed,
}

/// What a list must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimMatcher {
    /// These, in order.
    Is(Vec<String>),
    /// These, in any order.
    Set(Vec<String>),
    /// No more than so many.
    AtMost(usize),
    /// No fewer than so many.
    AtLeast(usize),
}
