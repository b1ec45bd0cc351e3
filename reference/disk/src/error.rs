//! Why a store cannot be opened, or why a call of it failed.

use std::io;
use std::path::PathBuf;

use remote_log::address::{AddressKind, UnknownKind};

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened or made.
    #[error(
        "the store {} cannot be opened ({source}); see that no other program has it open and that it may be written, which even reading it needs",
        path.display()
    )]
    Database {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: redb::Error,
    },
    /// The file is no store, or was changed since.
    #[error(
        "the store {} is damaged ({source}); restore it from a backup, or make a new one and have everything added to it again",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: redb::Error,
    },
    /// The directory does not keep a new file.
    #[error("the directory of the store {} cannot be written ({source}); choose another place", path.display())]
    Directory {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
    /// The store has addresses of another kind.
    #[error("the store {} has addresses of the kind {holds}, and not {asked}; open it as {holds}", path.display())]
    Kind {
        /// The file.
        path: PathBuf,
        /// The kind that it was made with.
        holds: AddressKind,
        /// The kind that was asked for.
        asked: AddressKind,
    },
    /// The store was made by a program that knows more kinds of address.
    #[error("the store {} has addresses of an unknown kind ({source}); open it with a newer program", path.display())]
    UnknownKind {
        /// The file.
        path: PathBuf,
        /// What it says.
        source: UnknownKind,
    },
}

/// Why a call of an open store failed. The store's traits say no more than that it is unavailable.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The file could not be read or written.
    #[error(
        "the store {} could not be read or written ({source}); see that its disk works and has room, and repeat",
        path.display()
    )]
    Database {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<redb::Error>,
    },
    /// The file was changed since it was written.
    #[error(
        "the store {} is damaged ({source}); restore it from a backup, or make a new one and have everything added to it again",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<redb::Error>,
    },
}
