//! What a log needs of a name system.

use bytes::Bytes;

use crate::log::{Expect, Failure};

/// What a name system can promise about an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updates {
    /// An update happens only if the name holds what the caller expects.
    CompareAndSet,
    /// The last update wins. Whoever expects something is refused with [`Failure::Unsupported`].
    LastWriteWins,
}

/// A name system: it keeps content that changes, under names that its users choose.
pub trait Ns {
    /// What this name system can promise about an update.
    const UPDATES: Updates;

    /// The content of the last update of `name` (RL-SVC-4); [`Failure::NotFound`] if it was never updated, which is not
    /// the same as empty content (RL-SVC-5). Names are compared byte by byte (RL-SVC-7).
    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure>;

    /// Makes `name` hold `content`, if it holds what `expect` says, and is [`Failure::Conflict`] otherwise, with nothing
    /// changed (RL-SVC-6). The first update creates the name (RL-SVC-5).
    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure>;
}
