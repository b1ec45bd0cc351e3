//! The implementations that the project knows, and how the harness records what it says of each.

use std::path::Path;
use std::process::Command;

use crate::programs::{ProgramError, Programs};

/// Where the records stand, one file for each implementation.
pub const RECORDS: &str = "conformance/results";

/// An implementation.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Its name, and that of its record.
    pub name: &'static str,
    /// How its adapter is started. A word in capitals is a program of the project.
    command: &'static [&'static str],
    /// The accepted failures and skips, if it has any.
    ledger: Option<&'static str>,
    /// What must be there before it can be started, and the command that brings it.
    needs: Option<(&'static str, &'static str)>,
}

/// The three complete ones: written apart, from the specification. A vector on which they differ cannot stay.
pub const COMPLETE: [Known; 3] = [
    Known {
        name: "reference",
        command: &["RLOG", "adapter"],
        ledger: None,
        needs: None,
    },
    Known {
        name: "python-full",
        command: &[
            "conformance/adapters/python-full/.venv/bin/python",
            "conformance/adapters/python-full/adapter.py",
        ],
        ledger: None,
        needs: Some((
            "conformance/adapters/python-full/.venv/bin/python",
            "cd conformance/adapters/python-full && python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock",
        )),
    },
    Known {
        name: "typescript",
        command: &["node", "conformance/adapters/typescript/dist/adapter.js"],
        ledger: None,
        needs: Some((
            "conformance/adapters/typescript/dist/adapter.js",
            "cd conformance/adapters/typescript && npm ci && npm run build",
        )),
    },
];

/// The others.
pub const OTHERS: [Known; 2] = [
    Known {
        name: "second",
        command: &["RLOG_MUTANT"],
        ledger: None,
        needs: None,
    },
    Known {
        name: "python",
        command: &["python3", "conformance/adapters/python/adapter.py"],
        ledger: Some("conformance/adapters/python/ledger.yaml"),
        needs: None,
    },
];

/// Why there is no record of an implementation.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A program of the project is not there.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// Something that it needs is not installed.
    #[error("{name} is not installed: there is no {missing}. Run `{cure}`, and this again.")]
    Missing {
        name: &'static str,
        missing: &'static str,
        cure: &'static str,
    },
    /// The harness could not record it.
    #[error("{0} could not be recorded; the harness has said why")]
    Unrecorded(&'static str),
}

/// Builds the programs that these need.
pub fn build(root: &Path) -> Result<Programs, ProgramError> {
    let packages = ["rlog", "remote-log-conformance", "remote-log-mutants"];
    Programs::build(root, &packages)
}

impl Known {
    /// Its record, relative to the project.
    pub fn record(&self) -> String {
        format!("{RECORDS}/{}.json", self.name)
    }

    /// Asks it the whole suite, and writes its record there.
    ///
    /// # Errors
    /// [`RecordError`]. That it fails is none: the record says so.
    pub fn run(&self, root: &Path, built: &Programs, record: &Path) -> Result<(), RecordError> {
        if let Some((missing, cure)) = self.needs
            && !root.join(missing).exists()
        {
            let name = self.name;
            return Err(RecordError::Missing {
                name,
                missing,
                cure,
            });
        }
        let harness = built.program("rlog-conformance")?;
        let mut asked = Command::new(harness);
        // A seed that does not change, so that the same implementation leaves the same record.
        asked
            .current_dir(root)
            .args(["run", "--seed", "1", "--record"])
            .arg(record);
        if let Some(ledger) = self.ledger {
            asked.args(["--ledger", ledger]);
        }
        asked.arg("--");
        for word in self.command {
            match *word {
                "RLOG" => asked.arg(built.program("rlog")?),
                "RLOG_MUTANT" => asked.arg(built.program("rlog-mutant")?),
                word => asked.arg(word),
            };
        }
        let status = asked.status().map_err(|source| ProgramError::Run {
            program: harness.display().to_string(),
            source,
        })?;
        match status.code() {
            Some(0 | 1 | 3) => Ok(()),
            _ => Err(RecordError::Unrecorded(self.name)),
        }
    }
}
