//! Programs of the project, built as a user gets them.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::{env, io};

use serde_json::Value;

/// Why a program could not be built or run.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// A program could not be started or listened to.
    #[error("{program} cannot be run: {source}")]
    Run { program: String, source: io::Error },
    /// The build failed, and has said why.
    #[error("{} cannot be built; cargo says why above. Mend that, and run this again", .0.join(", or "))]
    Build(Vec<String>),
    /// The build went well and left no such program.
    #[error("the build made no program `{0}`; is it still a binary of its package?")]
    Missing(&'static str),
}

/// Where the programs of some packages are.
pub struct Programs(Vec<PathBuf>);

impl Programs {
    /// Builds these packages in release, with cargo's progress on standard error.
    pub fn build(root: &Path, packages: &[&str]) -> Result<Self, ProgramError> {
        Self::built(root, packages, |_| ())
    }

    /// The same for this target, with the C library inside. The target is named although it is that of this machine: only then
    /// does cargo leave its own build scripts and macros as they are.
    #[cfg(feature = "dist")]
    pub fn build_for(root: &Path, packages: &[&str], target: &str) -> Result<Self, ProgramError> {
        Self::built(root, packages, |cargo| {
            cargo.args(["--target", target]);
            cargo.env("RUSTFLAGS", "-C target-feature=+crt-static");
            // For people to fetch: three quarters of it are line numbers.
            cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
        })
    }

    fn built(
        root: &Path,
        packages: &[&str],
        set: impl Fn(&mut Command),
    ) -> Result<Self, ProgramError> {
        let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let failed = |source| ProgramError::Run {
            program: cargo.clone(),
            source,
        };
        let mut command = Command::new(&cargo);
        command
            .current_dir(root)
            .args(["build", "--release"])
            .args(["--message-format", "json-render-diagnostics"])
            .args(packages.iter().flat_map(|package| ["--package", package]))
            .stdout(Stdio::piped());
        set(&mut command);
        let mut child = command.spawn().map_err(failed)?;
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
            Ok(Self(programs))
        } else {
            let packages = packages.iter().map(|package| (*package).to_owned());
            Err(ProgramError::Build(packages.collect()))
        }
    }

    /// The program of this name.
    pub fn program(&self, name: &'static str) -> Result<&Path, ProgramError> {
        let named = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == name);
        let found = self.0.iter().find(named);
        Ok(found.ok_or(ProgramError::Missing(name))?)
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<ExitCode, ProgramError> {
    let status = command.status().map_err(|source| ProgramError::Run {
        program: command.get_program().display().to_string(),
        source,
    })?;
    Ok(code(status))
}

/// The same exit code; failure, where there is none.
fn code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}
