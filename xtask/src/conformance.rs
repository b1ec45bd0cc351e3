//! `cargo xtask conformance`: builds the reference and the harness, and runs the one against the other.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::programs::{ProgramError, Programs, run};

/// Runs the suite with these arguments, and answers how the harness ended.
pub fn conformance(root: &Path, arguments: &[String]) -> Result<ExitCode, ProgramError> {
    let built = Programs::build(root, &["rlog", "remote-log-conformance"])?;
    run(Command::new(built.program("rlog-conformance")?)
        .arg("run")
        .args(arguments)
        .arg("--")
        .arg(built.program("rlog")?)
        .arg("adapter"))
}
