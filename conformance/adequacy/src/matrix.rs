//! The matrix: everybody who was asked, and what came of them.

use remote_log_conformance::registry::{Level, Registry, Requirement, Status};
use remote_log_conformance::vectors::Place;

use crate::bank::{Bank, Kind, Mutant};
use crate::checks::Checks;
use crate::implementation::Implementation;
use crate::score::{Score, score};
use crate::sources::Sources;
use crate::trial::Trial;
use crate::trials::Tried;

/// All of it.
#[derive(Debug)]
pub struct Matrix {
    /// The reference and the sound base.
    pub sound: Vec<Sound>,
    /// The mutants, controls and the blind bank among them, in the order of the bank.
    pub rows: Vec<Row>,
}

/// An implementation that must be clean.
#[derive(Debug)]
pub struct Sound {
    /// What people call it.
    pub name: String,
    /// What came of it.
    pub tried: Tried,
}

/// A mutant, and what came of it.
#[derive(Debug)]
pub struct Row {
    /// Which.
    pub mutant: Mutant,
    /// Where it is declared.
    pub place: Place,
    /// What came of it.
    pub tried: Tried,
    /// What the suite makes of that; nothing, where it was not tried.
    pub score: Score,
}

impl Row {
    /// Whether it is in the bank that vectors are written for, and no control.
    pub fn is_gated(&self) -> bool {
        self.mutant.bank == Bank::Open && self.mutant.kind != Kind::Control
    }

    /// Whether it stands for no implementation.
    pub fn is_control(&self) -> bool {
        self.mutant.kind == Kind::Control
    }

    /// Whether it is scored apart.
    pub fn is_blind(&self) -> bool {
        self.mutant.bank == Bank::Blind
    }

    /// The trial, if there was one.
    pub fn trial(&self) -> Option<&Trial> {
        self.tried.as_ref().ok()
    }
}

/// Whether a mutant of this requirement is asked for: its vectors must show somebody who breaks it.
pub fn is_broken_by_mutants(requirement: &Requirement) -> bool {
    requirement.status == Status::Tested && requirement.level != Level::May
}

/// Puts together who was asked and what came of it.
pub fn matrix(
    asked: Vec<Implementation>,
    tried: Vec<Tried>,
    registry: &Registry,
    checks: &Checks,
    sources: &Sources,
) -> Matrix {
    let mut matrix = Matrix {
        sound: Vec::new(),
        rows: Vec::new(),
    };
    for (implementation, tried) in asked.into_iter().zip(tried) {
        let name = implementation.name().to_owned();
        let Implementation::Mutant(mutant) = implementation else {
            matrix.sound.push(Sound { name, tried });
            continue;
        };
        let broken = mutant.requirement.as_deref();
        let entry = broken.and_then(|id| registry.requirement(id));
        let level = entry.map_or(Level::Must, |entry| entry.level);
        matrix.rows.push(Row {
            place: sources.declares(&name),
            score: match &tried {
                Ok(trial) => score(trial, level, checks),
                Err(_) => Score::default(),
            },
            mutant,
            tried,
        });
    }
    matrix
}
