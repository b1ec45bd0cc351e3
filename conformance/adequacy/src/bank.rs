//! The bank of mutants, as `rlog-mutant --list --json` tells it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// An implementation with one seeded fault, or one that is no implementation at all.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mutant {
    /// Its name on the command line of `rlog-mutant`.
    pub name: String,
    /// What it does to the rule.
    pub kind: Kind,
    /// The id of the requirement that it breaks; a control breaks all at once and has none.
    pub requirement: Option<String>,
    /// What it does, a sentence.
    pub sentence: String,
    /// Whether those who write vectors know it.
    #[serde(default)]
    pub bank: Bank,
}

/// What a mutant does to the rule that it breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The rule is ignored.
    Deleted,
    /// The rule is kept in part.
    Weakened,
    /// There is no implementation behind the answers.
    Control,
}

/// Which bank a mutant is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bank {
    /// Vectors are written until it is killed.
    #[default]
    Open,
    /// Written from the registry alone; scored apart, and no vector is written for it.
    Blind,
}

/// Why there is no bank.
#[derive(Debug, thiserror::Error)]
pub enum BankError {
    /// The program cannot be started.
    #[error("{} cannot be started: {cause}. Build it with `cargo build --release -p remote-log-mutants`.", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It ended badly.
    #[error("`{} --list --json` failed: {said}", program.display())]
    Failed {
        /// The program.
        program: PathBuf,
        /// What it wrote to standard error.
        said: String,
    },
    /// What it lists is not a bank.
    #[error(
        "`{} --list --json` lists no bank: {cause}. An entry has a name, a kind (deleted, weakened or control), a requirement unless it is a control, and a sentence.",
        program.display()
    )]
    Listing {
        /// The program.
        program: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
}

impl Mutant {
    /// The option that makes `rlog-mutant` this mutant.
    pub const fn option(&self) -> &'static str {
        match self.kind {
            Kind::Control => "--control",
            Kind::Deleted | Kind::Weakened => "--fault",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Deleted => "deleted",
            Self::Weakened => "weakened",
            Self::Control => "control",
        })
    }
}

/// Asks the program for all its mutants.
///
/// # Errors
/// It cannot be started, fails, or lists something else.
pub fn read(program: &Path) -> Result<Vec<Mutant>, BankError> {
    let named = || program.to_owned();
    let output = Command::new(program)
        .args(["--list", "--json"])
        .output()
        .map_err(|cause| BankError::Start {
            program: named(),
            cause,
        })?;
    if !output.status.success() {
        return Err(BankError::Failed {
            program: named(),
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        });
    }
    listed(&output.stdout).map_err(|cause| BankError::Listing {
        program: named(),
        cause,
    })
}

fn listed(json: &[u8]) -> Result<Vec<Mutant>, String> {
    let mutants: Vec<Mutant> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    for (nth, mutant) in mutants.iter().enumerate() {
        let name = &mutant.name;
        if mutants[..nth].iter().any(|other| other.name == *name) {
            return Err(format!("two are called {name}"));
        }
        if mutant.requirement.is_none() && mutant.kind != Kind::Control {
            return Err(format!("{name} names no requirement"));
        }
    }
    Ok(mutants)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"[
        {"name": "late", "kind": "weakened", "requirement": "RL-A-1", "sentence": "It is late.", "bank": "open"},
        {"name": "echo", "kind": "control", "requirement": null, "sentence": "It says it again."},
        {"name": "dim", "kind": "deleted", "requirement": "RL-A-2", "sentence": "It is dim.", "bank": "blind"}
    ]"#;

    #[test]
    fn a_listing_is_read() {
        let mutants = listed(GOOD.as_bytes()).expect("it is good");
        let told: Vec<_> = mutants
            .iter()
            .map(|mutant| (mutant.kind, mutant.bank, mutant.option()))
            .collect();
        let expected = [
            (Kind::Weakened, Bank::Open, "--fault"),
            (Kind::Control, Bank::Open, "--control"),
            (Kind::Deleted, Bank::Blind, "--fault"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_bad_listing_is_refused() {
        let faults = [
            ("\"dim\"", "\"late\"", "two are called late"),
            ("\"RL-A-1\"", "null", "late names no requirement"),
            ("weakened", "wakened", "unknown variant `wakened`"),
        ];
        for (from, to, expected) in faults {
            let said = listed(GOOD.replacen(from, to, 1).as_bytes()).expect_err(to);
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_a_sentence() {
        let said = read(Path::new("/no/such")).expect_err("there is none");
        let said = said.to_string();
        assert!(said.starts_with("/no/such cannot be started: "), "{said}");
    }
}
