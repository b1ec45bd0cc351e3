//! The transitions of the pointer's state machine: what one step of a history shows.

pub mod reading;
pub mod writing;

use std::collections::BTreeSet;
use std::fmt;
use std::hash::Hash;

/// What one action of a history shows. Its name is made of words, `advanced-over-floor-fills-gap`, and names no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transition {
    /// Of a reader.
    Reading(reading::Transition),
    /// Of a writer, or of the reader that follows it.
    Writing(writing::Transition),
}

/// A stage of a history, and what is remembered of the way to it.
pub trait Passage: Clone + Hash {
    /// What can happen.
    type Action: Copy;

    /// What comes after an action, and what the action shows. `None` if it is impossible here, would change nothing, or
    /// if the spec leaves open what comes of it.
    fn apply(&self, action: &Self::Action) -> Option<(Self, BTreeSet<Transition>)>;
}

impl fmt::Display for Transition {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Reading(transition) => write!(f, "reader-{transition}"),
            Self::Writing(transition) => write!(f, "writer-{transition}"),
        }
    }
}
