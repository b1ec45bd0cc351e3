//! What can happen in a history of readers, one action at a time.

use crate::store::Reason;
use crate::writer::Layout;

/// One of the two devices that write the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Device {
    First,
    Second,
}

/// Something in the store, counted from the newest of a head's log: `Page(0)` is the page beneath the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Target {
    Page(u8),
    Content(u8),
}

/// What comes of fetching the name in one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fetch {
    /// What it holds.
    Now,
    /// What it held so many changes ago, 1 or more.
    Back(u8),
    /// Zero bytes.
    Empty,
    /// No such name.
    NotFound,
    /// `Unavailable`, `Timeout` or `Malformed`.
    Failed(Reason),
}

/// What comes of getting one thing in one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GetFault {
    /// `NotFound`, `Unavailable` or `Timeout`.
    Failed(Reason),
    /// One bit is wrong.
    Corrupt,
    /// The end is missing.
    Truncated,
    /// Another thing's bytes.
    Other,
}

/// How a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// With an answer.
    Answered,
    /// The device dies at this request, which has no effect.
    Dies(Point),
}

/// A request of a reader's call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The fetch of the name.
    Fetch,
    /// The nth get, counted from 1.
    Get(u8),
    /// The first save.
    Save,
}

/// One call of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sync {
    /// Whose: 0 or 1.
    pub reader: u8,
    /// What comes of fetching the name.
    pub fetch: Fetch,
    /// What goes wrong in the store, in this call alone. The target is in the log of the head that is fetched.
    pub fault: Option<(Target, GetFault)>,
    /// How it ends.
    pub end: End,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// A device appends so many new messages and publishes, as a conforming writer does.
    Write {
        /// Which.
        device: Device,
        /// How many; at least 1.
        messages: u8,
    },
    /// A device appends a message and updates the name without looking at what it holds: the race that a name system
    /// without compare-and-set lets it win.
    Overwrite {
        /// Which.
        device: Device,
    },
    /// The second device becomes a copy of the first, as it is when it is restored from its backup.
    Copy,
    /// A device takes over what the name's log lists and its own lacks, puts its own newer messages after it, and
    /// publishes.
    Merge {
        /// Which.
        device: Device,
    },
    /// A device cuts its pages so from now on, and publishes.
    Cut {
        /// Which.
        device: Device,
        /// How.
        layout: Layout,
    },
    /// The store loses something of the present log.
    Lose(Target),
    /// The store loses all pages that the present head does not reach, and their contents.
    Collect,
    /// Everything that was lost is back.
    Restore,
    /// The name holds again what it held so many changes ago, 1 or more.
    Roll {
        /// How many.
        back: u8,
    },
    /// A reader calls.
    Sync(Sync),
    /// A reader's device is started again.
    Restart {
        /// Whose: 0 or 1.
        reader: u8,
    },
}

impl GetFault {
    /// The reason that a reader gives which checks content against its address.
    pub fn reason(self) -> Reason {
        match self {
            Self::Failed(reason) => reason,
            Self::Corrupt | Self::Truncated | Self::Other => Reason::Mismatch,
        }
    }
}
