//! Why a command failed.

use std::path::PathBuf;

use crate::page::PageError;
use crate::scenario::Impossible;
use crate::world::RunError;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The scenario makes no sense.
    #[error("{0}")]
    Impossible(#[from] Impossible),
    /// A run failed, which is an error of the simulation or of the protocol code.
    #[error("the simulation failed: {0}; report it with the command line and the seed")]
    Run(#[from] RunError),
    /// A signal cannot be watched.
    #[error("Ctrl-C cannot be watched ({0}); run the command in an ordinary terminal")]
    Signal(#[from] ctrlc::Error),
    /// The results cannot be printed.
    #[error("the results cannot be printed: {0}")]
    Print(#[from] std::io::Error),
    /// The results cannot be written as JSON.
    #[error("the results cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A page cannot be made.
    #[error("the page cannot be made: {0}")]
    Page(#[from] PageError),
    /// The results cannot be read.
    #[error("{} cannot be read ({error}); measure everything with `simulation page`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: String,
    },
    /// A file cannot be written.
    #[error("{} cannot be written ({error}); run the command in the project's folder, or give `--into`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}
