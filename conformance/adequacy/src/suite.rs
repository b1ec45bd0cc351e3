//! What each implementation is asked: the vectors and the properties of a run, and what else can tell of it.

use std::path::Path;

use remote_log_conformance::registry::Registry;
use remote_log_conformance::scenario::other_roles;
use remote_log_conformance::vectors::{Case, Step, Suite, SuiteError};
use remote_log_conformance::{fuzz, properties};

use crate::checks::Checks;
use crate::implementation::Implementation;

/// One seed for everything, so that the matrix is always the same.
pub const SEED: u64 = 1;

/// How many cases of each property; as many as go with every run.
const GENERATED: u32 = 20;

/// How many inputs of the search: a tenth of a second.
const SEARCHED: u64 = 400;

/// The cases, and what each is as a check.
#[derive(Debug)]
pub struct Asked {
    /// Questions and histories of readers, writers and stores, in the order of their reports.
    vectors: Vec<Case>,
    /// And then the properties.
    properties: Vec<Case>,
    /// And then, for nodes, as all actors at once.
    scenarios: Vec<Case>,
    /// The same as each single actor beside the reference.
    roles: Vec<Case>,
    /// What a search asks.
    searched: Vec<Case>,
    /// What each case is.
    pub checks: Checks,
}

/// Reads the vectors of a directory, and adds what goes with them.
///
/// # Errors
/// Vectors that cannot be used.
pub fn read(vectors: &Path, registry: &Registry) -> Result<Asked, SuiteError> {
    let suite = Suite::directory(vectors, registry)?;
    let properties = properties::batch(SEED, GENERATED);
    let searched = fuzz::batch(SEED, SEARCHED, &suite.cases);
    let roles = other_roles(&suite.cases);
    let (scenarios, vectors) = suite.cases.iter().cloned().partition(is_scenario);
    let asked = suite.cases.iter().chain(&properties).chain(&searched);
    Ok(Asked {
        checks: Checks::of(asked, &suite),
        vectors,
        scenarios,
        roles,
        properties,
        searched,
    })
}

impl Asked {
    /// What this one is asked as in a run.
    pub fn in_a_run(&self, who: &Implementation) -> Vec<Case> {
        let mut cases = Vec::new();
        if self.is_answered(who) {
            cases.extend_from_slice(&self.vectors);
            if !who.is_control() {
                cases.extend_from_slice(&self.properties);
            }
        }
        if self.is_played(who) {
            cases.extend_from_slice(&self.scenarios);
        }
        if who.requirement().is_none() {
            cases.extend_from_slice(&self.roles);
        }
        cases
    }

    /// What this one is asked too where a run shows too little of it: two nodes with one mistake may understand each other.
    pub fn in_single_roles(&self, who: &Implementation) -> Vec<Case> {
        match who.requirement() {
            Some(_) if self.is_played(who) => self.roles.clone(),
            _ => Vec::new(),
        }
    }

    /// What this one is asked apart from the run. There, what a search blames would block what a run blames; and the run
    /// of a control that breaks at each vector is given up before its properties.
    pub fn apart(&self, who: &Implementation) -> Vec<Case> {
        let mut cases = Vec::new();
        if who.is_control() {
            cases.extend_from_slice(&self.properties);
        }
        if self.is_answered(who) {
            cases.extend_from_slice(&self.searched);
        }
        cases
    }

    /// Whether vectors other than scenarios judge the rule that it breaks.
    fn is_answered(&self, who: &Implementation) -> bool {
        judged(&self.vectors, who) || !judged(&self.scenarios, who)
    }

    /// Whether scenarios do.
    fn is_played(&self, who: &Implementation) -> bool {
        judged(&self.scenarios, who)
    }
}

/// Whether one of these cases judges the rule that this one breaks; those who break none are asked everything.
fn judged(cases: &[Case], who: &Implementation) -> bool {
    who.requirement()
        .is_none_or(|rule| cases.iter().any(|case| case.requirements().contains(&rule)))
}

fn is_scenario(case: &Case) -> bool {
    matches!(case.steps.as_slice(), [Step::Scenario(_)])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::made_up::{control, row};

    #[test]
    fn each_is_asked_what_can_tell_of_it() {
        let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
        let asked = read(&vectors, &Registry::embedded()).unwrap_or_else(|error| panic!("{error}"));
        let kinds = |who: Implementation| {
            let cases = asked.in_a_run(&who);
            let (roles, searched) = (asked.in_single_roles(&who), asked.apart(&who));
            let any = |part: &str| {
                let mut all = cases.iter().chain(&roles).chain(&searched);
                all.any(|case| case.id.contains(part))
            };
            [
                any("message-id"),
                any("property-"),
                any("@"),
                any("search-"),
            ]
        };
        let mutant = |row: crate::made_up::MadeUp| Implementation::Mutant(row.mutant);
        let reader = mutant(row("late", "RL-READ-1"));
        let node = mutant(row("late", "RL-SYNC-1"));
        assert_eq!(kinds(reader), [true, true, false, true]);
        assert_eq!(kinds(node), [false, false, true, false]);
        let asking = mutant(row("late", "RL-READ-23"));
        assert_eq!(kinds(asking), [false, false, true, false]);
        for who in [Implementation::Reference, mutant(control("echo"))] {
            assert_eq!(kinds(who), [true; 4]);
        }
    }
}
