//! What each implementation is asked: the vectors and the properties of a run, and what else can tell of it.

use std::path::Path;

use remote_log_conformance::registry::Registry;
use remote_log_conformance::scenario::other_roles;
use remote_log_conformance::vectors::{Case, Suite, SuiteError};
use remote_log_conformance::{fuzz, properties};

use crate::checks::Checks;
use crate::implementation::Implementation;

/// One seed for everything, so that the matrix is always the same.
pub const SEED: u64 = 1;

/// How many cases of each property; as many as go with every run.
const GENERATED: u32 = 20;

/// How many inputs of the search: a tenth of a second.
const SEARCHED: u64 = 400;

/// The families of rules that nodes keep. Two nodes with one mistake may understand each other, so they must meet the
/// reference; readers and writers meet nobody but the harness.
const NODES: [&str; 2] = ["MSG", "SYNC"];

/// The cases, and what each is as a check.
#[derive(Debug)]
pub struct Asked {
    /// What everybody is asked, in the order of their reports: vectors first.
    everybody: Vec<Case>,
    /// Scenarios with the reference in all roles but one.
    roles: Vec<Case>,
    /// What a search asks of readers and writers.
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
    let mut everybody = suite.cases.clone();
    everybody.extend(properties::batch(SEED, GENERATED));
    let searched = fuzz::batch(SEED, SEARCHED, &suite.cases);
    let checks = Checks::of(everybody.iter().chain(&searched), &suite);
    Ok(Asked {
        everybody,
        roles: other_roles(&suite.cases),
        searched,
        checks,
    })
}

impl Asked {
    /// What this one is asked. Those who must be clean, and those who are nobody, are asked everything.
    pub fn of(&self, who: &Implementation) -> Vec<Case> {
        let (roles, searched) = match who.family() {
            None => (true, true),
            Some(family) if NODES.contains(&family) => (true, false),
            Some(_) => (false, true),
        };
        let roles = self.roles.iter().filter(|_| roles);
        let searched = self.searched.iter().filter(|_| searched);
        let cases = self.everybody.iter().chain(roles).chain(searched);
        cases.cloned().collect()
    }
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
            let cases = asked.of(&who);
            let any = |part: &str| cases.iter().any(|case| case.id.contains(part));
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
        assert_eq!(kinds(node), [true, true, true, false]);
        for who in [Implementation::Reference, mutant(control("echo"))] {
            assert_eq!(kinds(who), [true; 4]);
        }
    }
}
