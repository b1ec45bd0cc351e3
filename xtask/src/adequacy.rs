//! `cargo xtask adequacy`: builds the bank of mutants, the reference and what asks them, and runs it.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::programs::{ProgramError, Programs, run};

/// Runs it with these arguments in the project's directory, and answers how it ended.
pub fn adequacy(root: &Path, arguments: &[String]) -> Result<ExitCode, ProgramError> {
    let packages = ["remote-log-mutants", "rlog", "remote-log-adequacy"];
    let built = Programs::build(root, &packages)?;
    run(Command::new(built.program("rlog-adequacy")?)
        .current_dir(root)
        .args(arguments)
        .arg("--reference")
        .arg(built.program("rlog")?)
        .arg("--bank")
        .arg(built.program("rlog-mutant")?))
}
