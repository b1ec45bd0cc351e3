//! Why a command could not be done.

use std::io;
use std::path::PathBuf;

use remote_log::log::Unsaved;
use remote_log::log::writer::{AppendError, LayoutError};
use remote_log_adapter::ServeError;

use crate::exit::Exit;
use crate::home::HomeError;
use crate::shared::SharedError;

/// Why a command could not be done: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The directory.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The shared store.
    #[error(transparent)]
    Shared(#[from] SharedError),
    /// The settings of `rlog init`.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// More of a page would be embedded than readers take.
    #[error(
        "{embed} messages of up to 1 MiB cannot travel within one page; give --embed {most} or less, or a --page-size of {most} or less with --embed all"
    )]
    EmbedTooMany {
        /// How many were to be embedded.
        embed: usize,
        /// How many can be.
        most: usize,
    },
    /// A message was refused.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// A state could not be saved.
    #[error(transparent)]
    Unsaved(#[from] Unsaved),
    /// A file that was named cannot be read.
    #[error("{path} cannot be read: {source}; name a file that exists and that you may read")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Standard input failed.
    #[error("standard input cannot be read: {0}; what was acknowledged before is kept")]
    Stdin(io::Error),
    /// A message beyond what readers take.
    #[error(
        "{whence} is longer than {most} bytes, which is the most that a message can hold; split it"
    )]
    TooLong {
        /// Where the message came from.
        whence: String,
        /// The longest that is taken.
        most: usize,
    },
    /// A path that cannot be kept in the settings.
    #[error("the path {path} is not valid UTF-8; name one that is")]
    Path {
        /// The path.
        path: PathBuf,
    },
    /// Nobody of this name is followed.
    #[error("this directory does not follow `{name}`; run `rlog sync` for it first")]
    NotFollowed {
        /// The name.
        name: String,
    },
    /// The adapter's pipe broke.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// A file turned out to be damaged when everything was done.
    #[error(
        "what was printed is done, but a file that it was done with is damaged: the directory's or the store's; restore \
         it from a backup, or, if it is the store's, make a new one and have every writer run `rlog publish --again`"
    )]
    Closing,
    /// Standard output failed.
    #[error("the result cannot be written: {0}")]
    Write(io::Error),
}

impl Error {
    /// How a command ends with it.
    pub const fn exit(&self) -> Exit {
        match self {
            Error::Layout(_) | Error::EmbedTooMany { .. } => Exit::Usage,
            _ => Exit::Failed,
        }
    }

    /// The directory does not know the log of this name.
    pub fn not_followed(name: Option<&str>) -> Self {
        Error::NotFollowed {
            name: name.unwrap_or_default().to_owned(),
        }
    }
}
