//! What a finding is blamed on: the same thing throughout, or one fault would turn into another as it shrinks.

use std::io::{self, BufRead, Write};

use crate::runner::{Outcome, ask_in_step};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// The requirement that is broken, or what the adapter did that no adapter may do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// A requirement's id.
    Requirement(String),
    /// It crashed.
    Crash,
    /// It did not answer in time.
    Hang,
    /// It wrote what the protocol does not allow, or said that it failed itself.
    Fault,
}

impl Blame {
    /// What a case is blamed on that is asked alone, in this thread, of an adapter that is a function: it reads lines until
    /// they end, and answers each before it reads on. `None` if nothing is wrong.
    pub fn in_step(
        case: Case,
        adapter: &mut dyn FnMut(&mut dyn BufRead, &mut dyn Write) -> io::Result<()>,
    ) -> Option<Self> {
        Self::of(&ask_in_step(case, adapter))
    }

    /// What an outcome is blamed on, if it is not as it should be.
    pub(super) fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Passed | Outcome::Skipped(_) => None,
            Outcome::Diverged(divergence) => Some(Self::Requirement(divergence.req.clone())),
            Outcome::Faulted(fault) => Some(match fault {
                AdapterFault::Crash(_) => Self::Crash,
                AdapterFault::Hang(_) => Self::Hang,
                AdapterFault::Garbage(_) | AdapterFault::Fault(_) | AdapterFault::Start(_) => {
                    Self::Fault
                }
            }),
        }
    }

    /// The name in ids and reports: `RL-READ-5`, `crash`.
    pub fn name(&self) -> &str {
        match self {
            Self::Requirement(id) => id,
            Self::Crash => "crash",
            Self::Hang => "hang",
            Self::Fault => "fault",
        }
    }

    /// Whether it is the adapter's fault, and says nothing of the implementation.
    pub const fn is_of_adapter(&self) -> bool {
        !matches!(self, Self::Requirement(_))
    }
}
