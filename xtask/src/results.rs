//! `cargo xtask results`: records what the suite says of the implementations that the project knows.

use std::path::Path;
use std::process::Command;

use crate::programs::{ProgramError, Programs};

/// Where the records stand, one file for each implementation.
const DIRECTORY: &str = "conformance/results";

/// Records all of them.
pub fn run(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let packages = ["rlog", "remote-log-conformance", "remote-log-mutants"];
    let built = Programs::build(root, &packages)?;
    let harness = built.program("rlog-conformance")?;
    let reference = built.program("rlog")?.display().to_string();
    let second = built.program("rlog-mutant")?.display().to_string();
    let python = "conformance/adapters/python";
    let (adapter, ledger) = (
        format!("{python}/adapter.py"),
        format!("{python}/ledger.yaml"),
    );
    let known: [(&str, &[&str]); 3] = [
        ("reference", &["--", &reference, "adapter"]),
        ("second", &["--", &second]),
        ("python", &["--ledger", &ledger, "--", "python3", &adapter]),
    ];
    std::fs::create_dir_all(root.join(DIRECTORY))?;
    for (name, arguments) in known {
        let record = format!("{DIRECTORY}/{name}.json");
        let status = Command::new(harness)
            .current_dir(root)
            // A seed that does not change, so that the same implementation leaves the same record.
            .args(["run", "--seed", "1", "--record", &record])
            .args(arguments)
            .status()
            .map_err(|source| ProgramError::Run {
                program: harness.display().to_string(),
                source,
            })?;
        match status.code() {
            Some(0 | 1 | 3) => println!("{record} is recorded"),
            _ => {
                return Err(
                    format!("{record} could not be recorded; the harness has said why").into(),
                );
            }
        }
    }
    Ok(())
}
