//! How a command ended.

use std::process::ExitCode;

/// How a command ended, as its exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and all is well.
    Well = 0,
    /// Done, and something needs a look.
    Look = 1,
    /// The command line is wrong; clap ends so too.
    Usage = 2,
    /// It could not be done.
    Failed = 3,
}

impl Exit {
    /// Well, if it is so.
    pub const fn well_if(well: bool) -> Self {
        if well { Exit::Well } else { Exit::Look }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
