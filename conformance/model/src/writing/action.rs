//! What can happen in a history of a writer, one action at a time.

/// What a stranger, or a second device, puts into the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intrusion {
    /// The writer's log as it was published, and a new message.
    Newer,
    /// The oldest message of the writer's log, and a new one.
    Fork,
    /// The oldest message of the writer's log alone.
    Older,
    /// Zero bytes.
    Empty,
    /// Bytes that are no page.
    Garbage,
}

/// What goes wrong in one publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// The fetch is answered so, or what it answers is stale by one.
    Fetch(FetchTrouble),
    /// Every add is answered so.
    Add(AddTrouble),
    /// The update is answered so.
    Update(UpdateTrouble),
    /// Somebody writes to the name just before the update.
    Race(Intrusion),
}

/// What goes wrong with the fetch before an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the protocol's own
pub enum FetchTrouble {
    NotFound,
    Unavailable,
    Timeout,
    /// It answers what the name held one change ago.
    Stale,
}

/// What goes wrong with an add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the protocol's own
pub enum AddTrouble {
    Unavailable,
    Timeout,
    /// It is kept, and answered with a timeout.
    Lost,
}

/// What goes wrong with an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the protocol's own
pub enum UpdateTrouble {
    Conflict,
    TooLarge,
    Unavailable,
    Timeout,
    /// It takes effect, and is answered with a timeout.
    Lost,
    /// It is acknowledged, and takes no effect.
    Dropped,
}

/// Where a device dies in a publish: at the first callback of this kind, which has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Death {
    Fetch,
    Add,
    Save,
    Update,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// The writer appends so many new messages, at least 1.
    Append(u8),
    /// The writer is given its oldest message again.
    AppendAgain,
    /// It appends a message, and its device dies at the first save.
    AppendDying,
    /// It publishes.
    Publish(Option<Trouble>),
    /// It publishes, and its device dies.
    PublishDying(Death),
    /// Its device is started again.
    Restart,
    /// Its device is backed up.
    Backup,
    /// Its device is put back to the backup.
    RestoreBackup,
    /// Somebody writes to the name.
    Intrude(Intrusion),
    /// The name holds again what it held so many changes ago, 1 or more.
    Roll {
        /// How many.
        back: u8,
    },
    /// The reader calls.
    Sync,
}
