//! The gate: what must be true of the matrix, and a sentence for each thing that is not.

use std::fmt;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::{Level, Registry, Status};
use remote_log_conformance::vectors::Place;

use crate::bank::Kind;
use crate::matrix::{Matrix, Row, Sound, is_broken_by_mutants};

/// Something that the gate refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The declaration of the mutant, or the entry of the registry.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}",
            self.place.file, self.place.line, self.message
        )
    }
}

/// The most requirements that one mutant may be blamed on.
const MOST_IDS: usize = 3;

/// How many names a sentence gives.
const SHOWN: usize = 3;

/// Everything that the gate refuses about those who were asked.
pub fn of_implementations(matrix: &Matrix, registry: &Registry) -> Vec<Breach> {
    let sound = matrix.sound.iter().filter_map(unclean);
    let gated = matrix.rows.iter().filter(|row| row.is_gated());
    let mutants = gated.flat_map(|row| mutant(row, registry));
    let controls = matrix.rows.iter().filter(|row| row.is_control());
    sound
        .chain(mutants)
        .chain(controls.filter_map(control))
        .collect()
}

/// Everything that it refuses about the registry: requirements that no mutant deletes, and reasons for that which are none.
pub fn of_registry(matrix: &Matrix, registry: &Registry, yaml: &YamlText) -> Vec<Breach> {
    let asked_for = registry
        .requirements()
        .iter()
        .filter(|one| is_broken_by_mutants(one));
    let breach = |entry: &remote_log_conformance::registry::Requirement| {
        let id = &entry.id;
        let mut breaking = matrix
            .rows
            .iter()
            .filter(|row| row.is_gated() && row.mutant.requirement.as_ref() == Some(id));
        let message = match &entry.no_mutant {
            Some(_) => {
                let name = &breaking.next()?.mutant.name;
                format!(
                    "{id} says that no mutant breaks it, and {name} does. Take `mutant` out of the entry."
                )
            }
            None if breaking.any(|row| row.mutant.kind == Kind::Deleted) => return None,
            None => format!(
                "{id} has no mutant that ignores it. Add one to conformance/mutants/src/faults, or write into the entry \
                 `mutant: \"none: \"` and why nobody can break it or no check can see it."
            ),
        };
        Some(Breach {
            place: yaml.place(entry.line),
            message,
        })
    };
    asked_for.filter_map(breach).collect()
}

fn unclean(sound: &Sound) -> Option<Breach> {
    let name = &sound.name;
    let here = |message| Breach {
        place: Place {
            file: "conformance/mutants".to_owned(),
            line: 1,
        },
        message,
    };
    let trial = match &sound.tried {
        Ok(trial) => trial,
        Err(why) => return Some(here(format!("{name} could not be asked: {why}"))),
    };
    if let Some(red) = trial.reds.first() {
        let (case, id) = (&red.case, &red.requirement);
        let verb = if red.warns { "warns" } else { "fails" };
        return Some(Breach {
            place: red.place.clone(),
            message: format!(
                "{name} is not clean: {case} {verb} by {id}. Either the case is wrong or {name} is; the text of {id} decides."
            ),
        });
    }
    let why = trial.faults.first().or(trial.withheld.as_ref())?;
    Some(here(format!("{name} is not clean: {why}.")))
}

fn control(row: &Row) -> Option<Breach> {
    let name = &row.mutant.name;
    let message = match &row.tried {
        Err(why) => format!("The control {name} could not be asked: {why}"),
        Ok(_) if !row.score.killed() => format!(
            "The control {name} is not red: the suite takes it for an implementation. Nothing else that it says can be trusted."
        ),
        Ok(_) if row.score.properties.is_empty() => format!(
            "The control {name} fails at vectors alone, so answers from a table could pass. Write a property that it fails."
        ),
        Ok(_) => return None,
    };
    Some(Breach {
        place: row.place.clone(),
        message,
    })
}

fn mutant(row: &Row, registry: &Registry) -> Vec<Breach> {
    let breach = |message| Breach {
        place: row.place.clone(),
        message,
    };
    let name = &row.mutant.name;
    let Some(id) = &row.mutant.requirement else {
        return Vec::new();
    };
    let Some(entry) = registry.requirement(id) else {
        let message = format!(
            "{name} breaks {id}, which the registry does not have. Name the rule that it breaks."
        );
        return vec![breach(message)];
    };
    if let Err(why) = &row.tried {
        return vec![breach(format!(
            "{name} could not be asked: {why}. Run `rlog-mutant --fault {name}` and mend it."
        ))];
    }
    if !is_broken_by_mutants(entry) {
        let status = match &entry.status {
            Status::Excluded(_) => "no vector tests",
            Status::Tested => "allows and does not demand",
        };
        let message = format!(
            "{name} breaks {id}, which says what {status}. Name another rule, or take it out."
        );
        return vec![breach(message)];
    }
    let sentences = [
        grave(row, id, entry.level),
        survives(row, id, entry.level),
        one_check(row),
        most(row, id),
        first(row, id),
        too_many(row),
    ];
    sentences.into_iter().flatten().map(breach).collect()
}

fn grave(row: &Row, id: &str, level: Level) -> Option<String> {
    let red = row.score.too_grave.as_ref()?;
    (level != Level::Must).then(|| {
        format!(
            "{} breaks the recommendation {id} and must end in warnings, and {} fails by {}. Choose a finer fault, or \
             bind that assertion to the rule that it means.",
            row.mutant.name, red.case, red.requirement
        )
    })
}

fn survives(row: &Row, id: &str, level: Level) -> Option<String> {
    if row.score.killed() {
        return None;
    }
    let verb = if level == Level::Must {
        "fails"
    } else {
        "warns"
    };
    let faults = match row.trial().and_then(|trial| trial.faults.first()) {
        Some(fault) => {
            format!(" (The adapter is at fault instead, which blames no rule: {fault}.)")
        }
        None => String::new(),
    };
    Some(format!(
        "{} survives: no case {verb}. Write a vector from the text of {id} that does; if none can, say so in its entry.{faults}",
        row.mutant.name
    ))
}

fn one_check(row: &Row) -> Option<String> {
    let score = &row.score;
    let shared = score.shared.as_ref()?;
    let names: Vec<&str> = score
        .vectors
        .iter()
        .chain(&score.properties)
        .map(String::as_str)
        .collect();
    Some(format!(
        "{} is killed by one check alone: {}, {shared}. Write a vector by hand that asks something else.",
        row.mutant.name,
        few(&names)
    ))
}

fn most(row: &Row, id: &str) -> Option<String> {
    let (other, count) = row.score.blamed.first()?;
    let own = row.score.blames(id);
    (*count > own).then(|| {
        format!(
            "{} breaks {id}, which {own} of its cases blame, and {count} blame {other}. Bind the assertions to the rule that \
             they mean, or let {other} need {id} if it does.",
            row.mutant.name
        )
    })
}

fn first(row: &Row, id: &str) -> Option<String> {
    let first = row.score.first.as_ref()?;
    let place = match first.place.line {
        0 => String::new(),
        line => format!(" at {}:{line}", first.place.file),
    };
    (first.requirement != id).then(|| {
        format!(
            "{} breaks {id}, and the first case that tells, {}{place}, blames {}. Bind the assertion to the rule that it \
             means, or let {} need {id} if it does.",
            row.mutant.name, first.case, first.requirement, first.requirement
        )
    })
}

fn too_many(row: &Row) -> Option<String> {
    let score = &row.score;
    let blamed = score.blamed.iter().map(|(id, _)| id).chain(&score.besides);
    let ids: Vec<&str> = blamed.map(String::as_str).collect();
    (score.ids() > MOST_IDS).then(|| {
        format!(
            "{} is blamed on {} requirements, and {MOST_IDS} are the most: {}. Choose a finer fault, or let rules need what \
             they build on.",
            row.mutant.name,
            score.ids(),
            ids.join(", ")
        )
    })
}

/// The first of some names, and how many more there are.
pub fn few(names: &[&str]) -> String {
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
