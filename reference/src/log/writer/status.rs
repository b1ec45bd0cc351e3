//! What became of an item, and of a publish.

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

/// What became of publishing a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Published {
    /// The name holds the log.
    Published,
    /// The name held it already (RL-WRITE-8).
    Unchanged,
    /// The log is empty (RL-WRITE-9).
    Empty,
    /// The name changed under the writer (RL-WRITE-11).
    Conflict,
    /// The name holds what the writer's own log lacks, or what cannot be shown to be older (RL-WRITE-10).
    Refused,
    /// The name system does not take a head of this size (RL-WRITE-14).
    TooLarge,
    /// Something could not be added, fetched or updated; a later publish completes it (RL-WRITE-13).
    Unavailable,
}

impl Published {
    /// The name of the status in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Published::Published => "published",
            Published::Unchanged => "unchanged",
            Published::Empty => "empty",
            Published::Conflict => "conflict",
            Published::Refused => "refused",
            Published::TooLarge => "too_large",
            Published::Unavailable => "unavailable",
        }
    }
}
