//! What came of mutants that were tried, by the lists that cargo-mutants writes as it goes; a run that was stopped left them
//! too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::{Value, json};

/// What came of one mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The suite turned red, or did not end.
    Killed,
    /// The suite passed.
    Survived,
    /// It is no program.
    Unbuilt,
}

/// The lists, and what a name in each means. The first holds both what was killed and what does not build, of runs before:
/// it says nothing about what is noted already.
const LISTS: [(&str, Outcome); 5] = [
    ("previously_caught.txt", Outcome::Killed),
    ("caught.txt", Outcome::Killed),
    ("timeout.txt", Outcome::Killed),
    ("missed.txt", Outcome::Survived),
    ("unviable.txt", Outcome::Unbuilt),
];

/// Why outcomes are not known.
#[derive(Debug, thiserror::Error)]
pub enum OutcomesError {
    /// A file.
    #[error(
        "{path} cannot be read or written: {cause}; take target/mutants away, and try all mutants again"
    )]
    File { path: PathBuf, cause: io::Error },
    /// The notes are none.
    #[error(
        "{path} is not what this command writes; take target/mutants away, and try all mutants again"
    )]
    Notes { path: PathBuf },
}

/// Every outcome known, by the mutant's name with its position.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcomes(pub BTreeMap<String, Outcome>);

impl Outcomes {
    /// What was noted before in `notes`, if that is there.
    pub fn noted(notes: &Path) -> Result<Self, OutcomesError> {
        let Some(text) = read(notes)? else {
            return Ok(Self::default());
        };
        let bad = || OutcomesError::Notes {
            path: notes.to_owned(),
        };
        let Ok(Value::Object(entries)) = serde_json::from_str(&text) else {
            return Err(bad());
        };
        let mut outcomes = BTreeMap::new();
        for (name, word) in entries {
            let outcome = word.as_str().and_then(Outcome::named).ok_or_else(bad)?;
            outcomes.insert(name, outcome);
        }
        Ok(Self(outcomes))
    }

    /// Adds what a run of cargo-mutants, finished or not, has listed in this directory.
    pub fn add(&mut self, directory: &Path) -> Result<(), OutcomesError> {
        for (list, outcome) in LISTS {
            let Some(text) = read(&directory.join(list))? else {
                continue;
            };
            for name in text.lines().filter(|name| !name.is_empty()) {
                if list == "previously_caught.txt" {
                    self.0.entry(name.to_owned()).or_insert(outcome);
                } else {
                    self.0.insert(name.to_owned(), outcome);
                }
            }
        }
        Ok(())
    }

    /// Writes them down, for the next run.
    pub fn note(&self, notes: &Path) -> Result<(), OutcomesError> {
        let words: BTreeMap<&str, &str> = (self.0.iter())
            .map(|(name, outcome)| (name.as_str(), outcome.word()))
            .collect();
        fs::write(notes, json!(words).to_string()).map_err(|cause| failed(notes, cause))
    }
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Killed, Self::Survived, Self::Unbuilt];

    fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Survived => "survived",
            Self::Unbuilt => "unbuilt",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// The text of a file; none if it is not there.
fn read(path: &Path) -> Result<Option<String>, OutcomesError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(failed(path, cause)),
    }
}

fn failed(path: &Path, cause: io::Error) -> OutcomesError {
    OutcomesError::File {
        path: path.to_owned(),
        cause,
    }
}
