//! Which survivors nobody has explained, and which explanations are out of date.

use std::collections::BTreeMap;

use super::outcomes::{Outcome, Outcomes};
use super::survivors::{Survivors, without_position};

/// How many mutants there are, and what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All that can be built, as far as is known.
    pub all: usize,
    /// Of these, those that were tried.
    pub tried: usize,
    /// Of these, those that the suite kills.
    pub killed: usize,
}

impl Tally {
    /// The tally of these mutants. Outcomes of others, from sources that have changed since, are not looked at.
    pub fn of(mutants: &[String], outcomes: &Outcomes) -> Self {
        let mut tally = Self::default();
        for name in mutants {
            let outcome = outcomes.0.get(name);
            tally.all += usize::from(outcome != Some(&Outcome::Unbuilt));
            tally.killed += usize::from(outcome == Some(&Outcome::Killed));
            tally.tried +=
                usize::from(matches!(outcome, Some(Outcome::Killed | Outcome::Survived)));
        }
        tally
    }
}

/// What is wrong with the explanations of these mutants' survivors, each a sentence. An explanation of a mutant that was
/// not tried may be right.
pub fn compare(
    mutants: &[String],
    outcomes: &Outcomes,
    survivors: &Survivors,
    file: &str,
) -> Vec<String> {
    let mut positions: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut untried: BTreeMap<String, usize> = BTreeMap::new();
    for name in mutants {
        let bare = without_position(name);
        match outcomes.0.get(name) {
            Some(Outcome::Survived) => positions.entry(bare).or_default().push(name),
            Some(_) => {}
            None => *untried.entry(bare).or_default() += 1,
        }
    }
    let mut wrong = Vec::new();
    for (bare, alive) in &positions {
        let count = alive.len();
        match survivors.get(bare).map_or(0, |explained| explained.count) {
            0 => wrong.push(format!(
                "{}: the suite passes with this fault. Write the vector that it lacks, or explain it in {file}: `{bare}`.",
                alive.join(" and ")
            )),
            explained if explained < count => wrong.push(format!(
                "{file} explains {explained} of the {count} survivors `{bare}`: {}.",
                alive.join(" and ")
            )),
            _ => {}
        }
    }
    for (bare, explained) in survivors {
        let alive = positions.get(bare).map_or(0, Vec::len);
        let perhaps = alive + untried.get(bare).copied().unwrap_or_default();
        if perhaps < explained.count {
            wrong.push(format!(
                "{file}:{}: {} mutants `{bare}` are explained, and {perhaps} survive. Take out what is killed or gone.",
                explained.line, explained.count
            ));
        }
    }
    wrong
}
