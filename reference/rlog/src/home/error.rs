//! What can be wrong with a directory.

use std::io;
use std::path::PathBuf;

/// Why a directory could not be used.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// `rlog init` never ran for it.
    #[error(
        "{path} holds no remote log; run `rlog init` to make one there, or name another directory"
    )]
    Absent {
        /// The directory.
        path: PathBuf,
    },
    /// `rlog init` ran for it before.
    #[error("{path} holds a remote log already; go on using it, or name another directory")]
    Exists {
        /// The directory.
        path: PathBuf,
    },
    /// Another process has the file open.
    #[error(
        "another rlog process is using {path}, and did not finish in {seconds} seconds; \
         wait for it to end, then try again"
    )]
    Busy {
        /// The file.
        path: PathBuf,
        /// How long this process waited.
        seconds: u64,
    },
    /// The directory could not be made.
    #[error("the directory {path} cannot be made: {source}; name one that you may write to")]
    Make {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file could not be read or written.
    #[error(
        "the file {path} cannot be used: {source}; see that it may be written, which even reading it needs, and that the disk has room"
    )]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database said.
        source: Box<redb::Error>,
    },
    /// The file is one, and what it holds is not what rlog writes.
    #[error("the file {path} is damaged: {what}; restore it from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}
