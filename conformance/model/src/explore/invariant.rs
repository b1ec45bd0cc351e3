//! What must be true in every state.

use std::fmt;

/// What must be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each says it in a sentence
pub enum Invariant {
    Delivered,
    Dangling,
    KeepsTrying,
    Stale,
    Fork,
    Gap,
    Published,
    Overwritten,
    DoneAgain,
}

impl Invariant {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Delivered,
        Self::Dangling,
        Self::KeepsTrying,
        Self::Stale,
        Self::Fork,
        Self::Gap,
        Self::Published,
        Self::Overwritten,
        Self::DoneAgain,
    ];

    /// The invariant in a sentence, which is also the name that the checker knows it by.
    pub fn says(self) -> &'static str {
        match self {
            Self::Delivered => {
                "nothing delivered (in a save that was answered) is ever lost or delivered twice"
            }
            Self::Dangling => {
                "while the store keeps what it acknowledged, no head published by a conforming writer dangles"
            }
            Self::KeepsTrying => {
                "a reader that keeps trying, once the store is whole again, has everything"
            }
            Self::Stale => "a stale head never moves a reader back, across restarts too",
            Self::Fork => {
                "a fork is reported with both heads as evidence, and nothing else is reported as one"
            }
            Self::Gap => "a missing page is a gap, never the end of the log",
            Self::Published => {
                "when a publish ends as published, the name holds the writer's log (or has been looked at again)"
            }
            Self::Overwritten => {
                "a writer overwrites only what it knows, restored from its backup too"
            }
            Self::DoneAgain => {
                "a publish done again, after a crash at any point, lists every appended message once"
            }
        }
    }
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.says())
    }
}
