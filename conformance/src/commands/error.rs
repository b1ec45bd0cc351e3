//! Why a command could not do its work.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::exit::Exit;
use crate::filter::FilterError;
use crate::interop::KnownError;
use crate::runner::RunError;
use crate::template::TemplateError;
use crate::vectors::SuiteError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Vectors that cannot be used.
    #[error(transparent)]
    Suite(#[from] SuiteError),
    /// A registry, a ledger or vectors that are wrong.
    #[error(transparent)]
    Input(#[from] Diagnostics),
    /// A ledger that cannot be read.
    #[error("Cannot read the ledger {}: {cause}.", path.display())]
    Ledger {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A selection of nothing.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A shard that happens to hold none of the cases that are selected.
    #[error("This shard holds none of the selected cases. Use fewer shards, or select more.")]
    EmptyShard,
    /// A revision that was never frozen, or later than this build.
    #[error(
        "There is no frozen revision `{name}` in this build; there is {}. `rlog-conformance --version` tells how old it is.",
        known.join(", ")
    )]
    NoRevision {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A record of less than the suite.
    #[error("A record is of the whole suite. Leave the selection out, or --record.")]
    PartRecorded,
    /// A record of a run that was stopped, or where the adapter was at fault.
    #[error(
        "Nothing was recorded in {}: the run was interrupted, or the adapter was at fault. Run it again.",
        .0.display()
    )]
    BadRecord(PathBuf),
    /// The file of the implementations cannot be used.
    #[error(transparent)]
    Known(#[from] KnownError),
    /// A name of no implementation.
    #[error(
        "There is no implementation `{name}`; there is {}. Name a client of your own with --with {name}=COMMAND.",
        known.join(", ")
    )]
    NoImplementation {
        /// What was asked for.
        name: String,
        /// Who there is.
        known: Vec<String>,
    },
    /// An id that is neither a case's nor a requirement's.
    #[error(
        "There is nothing called {0}. `rlog-conformance list` shows the cases, `list requirements` the requirements."
    )]
    Unknown(String),
    /// An id that would be a requirement's in capitals.
    #[error("There is nothing called {id}. Did you mean {meant}?")]
    Miswritten {
        /// What was asked for.
        id: String,
        /// What there is.
        meant: String,
    },
    /// A file that cannot be written.
    #[error("Cannot write {}: {cause}.", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// No adapter to start from.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Standard output that takes nothing.
    #[error("Cannot write to standard output: {0}.")]
    Output(io::Error),
    /// No adapter to talk to.
    #[error(transparent)]
    Adapter(#[from] RunError),
    /// No runtime to run in.
    #[error("Cannot start: {0}.")]
    Runtime(io::Error),
}

impl CommandError {
    /// What the process says.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Suite(_) | Self::Input(_) | Self::Ledger { .. } | Self::Known(_) => Exit::Input,
            Self::Adapter(RunError::Interrupted) => Exit::Interrupted,
            Self::Adapter(_) | Self::BadRecord(_) => Exit::Adapter,
            _ => Exit::Usage,
        }
    }

    /// The error for a terminal: each complaint about an input with its line, anything else as a sentence.
    pub fn render(&self) -> String {
        match self {
            Self::Input(Diagnostics(found)) | Self::Suite(SuiteError::Bad(Diagnostics(found))) => {
                let shown: Vec<_> = found.iter().map(|diagnostic| diagnostic.render()).collect();
                shown.join("\n\n")
            }
            Self::Known(KnownError::Form(found)) => found.render(),
            Self::Adapter(RunError::Hello { stderr, .. }) if !stderr.trim().is_empty() => {
                format!("error: {self}\nIts standard error:\n{}", stderr.trim_end())
            }
            other => format!("error: {other}"),
        }
    }
}
