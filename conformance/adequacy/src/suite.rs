//! Everything that each mutant is asked: the vectors, the properties of a run, and a small search.

use std::path::Path;

use remote_log_conformance::registry::Registry;
use remote_log_conformance::scenario::other_roles;
use remote_log_conformance::vectors::{Case, Suite, SuiteError};
use remote_log_conformance::{fuzz, properties};

use crate::checks::Checks;

/// One seed for everything, so that the matrix is always the same.
pub const SEED: u64 = 1;

/// How many cases of each property; as many as go with every run.
const GENERATED: u32 = 20;

/// How many inputs of the search: a tenth of a second.
const SEARCHED: u64 = 400;

/// The cases, and what each is as a check.
#[derive(Debug)]
pub struct Asked {
    /// In the order of their reports: vectors first.
    pub cases: Vec<Case>,
    /// What each is.
    pub checks: Checks,
}

/// Reads the vectors of a directory, and adds what goes with them.
///
/// # Errors
/// Vectors that cannot be used.
pub fn read(vectors: &Path, registry: &Registry) -> Result<Asked, SuiteError> {
    let suite = Suite::directory(vectors, registry)?;
    let mut cases = suite.cases.clone();
    cases.extend(properties::batch(SEED, GENERATED));
    cases.extend(fuzz::batch(SEED, SEARCHED, &suite.cases));
    let checks = Checks::of(&cases, &suite);
    cases.extend(other_roles(&suite.cases));
    Ok(Asked { cases, checks })
}
