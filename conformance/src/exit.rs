//! What the process says by its exit code (`spec/exit-codes.md`).

use std::process::ExitCode;

use crate::verdict::Summary;

/// The exit codes. They are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Ok = 0,
    /// The implementation breaks a requirement, or the ledger is out of date.
    Failures = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Nothing failed, but operations of a claimed profile are missing.
    Incomplete = 3,
    /// The adapter is at fault, or cannot be reached.
    Adapter = 4,
    /// The suite's input is bad: vectors, registry or ledger.
    Input = 5,
    /// Somebody stopped it.
    Interrupted = 130,
}

impl Exit {
    /// The code of a run. Where several apply, the one that matters most to the implementer: failures, then errors of the
    /// adapter, then what is missing.
    pub fn of(summary: &Summary, strict: bool) -> Self {
        let total = &summary.total;
        if summary.interrupted {
            Self::Interrupted
        } else if total.fail > 0 || !summary.stale_ledger.is_empty() || (strict && total.warn > 0) {
            Self::Failures
        } else if total.error > 0 {
            Self::Adapter
        } else if !summary.missing_operations.is_empty() {
            Self::Incomplete
        } else {
            Self::Ok
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
