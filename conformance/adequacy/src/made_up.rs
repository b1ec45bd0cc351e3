//! Small matrices for tests.

use std::time::Duration;

use remote_log_conformance::registry::{Level, Registry};
use remote_log_conformance::vectors::Place;

use crate::bank::{Bank, Kind, Mutant};
use crate::checks::{Check, Checks, Sort};
use crate::matrix::{Matrix, Row, Sound};
use crate::score::score;
use crate::trial::{Red, Trial};
use crate::trials::Tried;

/// A mutant of a MUST, in the making.
pub struct MadeUp {
    pub mutant: Mutant,
    pub reds: Vec<Red>,
    pub checks: Vec<(String, Check)>,
    pub faults: Vec<String>,
}

/// One that deletes this rule and that nothing has killed yet.
pub fn row(name: &str, requirement: &str) -> MadeUp {
    MadeUp {
        mutant: Mutant {
            name: name.to_owned(),
            kind: Kind::Deleted,
            requirement: Some(requirement.to_owned()),
            sentence: "It is made up.".to_owned(),
            bank: Bank::Open,
        },
        reds: Vec::new(),
        checks: Vec::new(),
        faults: Vec::new(),
    }
}

/// A control.
pub fn control(name: &str) -> MadeUp {
    let mut row = row(name, "");
    row.mutant.kind = Kind::Control;
    row.mutant.requirement = None;
    row
}

impl MadeUp {
    /// A vector by hand fails, and blames this.
    pub fn fails(self, case: &str, requirement: &str) -> Self {
        self.red(case, requirement, false, None)
    }

    /// One warns.
    pub fn warns(self, case: &str, requirement: &str) -> Self {
        self.red(case, requirement, true, None)
    }

    /// A case fails that this made; of a property if its name is the same.
    pub fn fails_made(self, case: &str, requirement: &str, generator: &str) -> Self {
        self.red(case, requirement, false, Some(generator))
    }

    fn red(mut self, case: &str, requirement: &str, warns: bool, generator: Option<&str>) -> Self {
        self.reds.push(Red {
            case: case.to_owned(),
            requirement: requirement.to_owned(),
            warns,
            place: Place {
                file: "vectors/a.yaml".to_owned(),
                line: 7,
            },
        });
        let check = Check {
            name: case.to_owned(),
            sort: match generator {
                Some(generator) if generator == case => Sort::Property,
                _ => Sort::Vector,
            },
            generator: generator.map(str::to_owned),
            input: self.reds.len() as u64,
        };
        self.checks.push((case.to_owned(), check));
        self
    }

    /// What fails, fails in a search alone.
    pub fn searched(mut self) -> Self {
        self.checks
            .iter_mut()
            .for_each(|(_, check)| check.sort = Sort::Search);
        self
    }

    /// The same input as every other such case.
    pub fn same_input(mut self) -> Self {
        self.checks
            .iter_mut()
            .for_each(|(_, check)| check.input = 0);
        self
    }

    pub fn done(self) -> Row {
        let id = self.mutant.requirement.as_deref().unwrap_or_default();
        let level = Registry::embedded()
            .requirement(id)
            .map_or(Level::Must, |entry| entry.level);
        let trial = trial(self.reds, self.faults);
        let checks = Checks::from_iter(self.checks);
        Row {
            place: Place {
                file: "faults/a.rs".to_owned(),
                line: 3,
            },
            score: score(&trial, level, &checks),
            mutant: self.mutant,
            tried: Ok(trial),
        }
    }
}

pub fn trial(reds: Vec<Red>, faults: Vec<String>) -> Trial {
    Trial {
        reds,
        faults,
        withheld: None,
        took: Duration::ZERO,
    }
}

/// The rows, under a reference and a base that are clean.
pub fn matrix(rows: Vec<Row>) -> Matrix {
    let clean = |name: &str| sound(name, Ok(trial(Vec::new(), Vec::new())));
    Matrix {
        sound: vec![clean("the reference"), clean("the sound base")],
        rows,
    }
}

pub fn sound(name: &str, tried: Tried) -> Sound {
    Sound {
        name: name.to_owned(),
        tried,
    }
}
