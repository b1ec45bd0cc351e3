//! `cargo xtask conformance`: builds the reference and the harness as a user gets them, and runs the one against the other.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::{env, io};

use serde_json::Value;

/// Why there was no run.
#[derive(Debug, thiserror::Error)]
pub enum ConformanceError {
    /// A program could not be started or listened to.
    #[error("{program} cannot be run: {source}")]
    Program { program: String, source: io::Error },
    /// The build failed, and has said why.
    #[error("the build failed")]
    Build,
    /// The build went well and left no such program.
    #[error("the build made no program `{0}`; is it still a binary of its package?")]
    Missing(&'static str),
}

/// Runs the suite with these arguments, and answers how the harness ended.
pub fn run(root: &Path, arguments: &[String]) -> Result<ExitStatus, ConformanceError> {
    let built = build(root, &["rlog", "remote-log-conformance"])?;
    let (harness, reference) = (
        program(&built, "rlog-conformance")?,
        program(&built, "rlog")?,
    );
    Command::new(harness)
        .arg("run")
        .args(arguments)
        .arg("--")
        .arg(reference)
        .arg("adapter")
        .status()
        .map_err(|source| ConformanceError::Program {
            program: harness.display().to_string(),
            source,
        })
}

/// The program of this name among those that were built.
pub fn program<'b>(
    built: &'b [PathBuf],
    name: &'static str,
) -> Result<&'b PathBuf, ConformanceError> {
    let named = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == name);
    built
        .iter()
        .find(named)
        .ok_or(ConformanceError::Missing(name))
}

/// Builds these packages, with cargo's progress on standard error, and answers where the programs are.
pub fn build(root: &Path, packages: &[&str]) -> Result<Vec<PathBuf>, ConformanceError> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let failed = |source| ConformanceError::Program {
        program: cargo.clone(),
        source,
    };
    let mut child = Command::new(&cargo)
        .current_dir(root)
        .args([
            "build",
            "--release",
            "--message-format",
            "json-render-diagnostics",
        ])
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut programs = Vec::new();
    if let Some(messages) = child.stdout.take() {
        for line in BufReader::new(messages).lines() {
            let line = line.map_err(failed)?;
            let message: Value = serde_json::from_str(&line).unwrap_or_default();
            programs.extend(message["executable"].as_str().map(PathBuf::from));
        }
    }
    let status = child.wait().map_err(failed)?;
    if status.success() {
        Ok(programs)
    } else {
        Err(ConformanceError::Build)
    }
}
