//! The gate from end to end.

use std::path::Path;

use super::comparison::compare;
use super::declared::{Since, since};
use super::git::{StateError, committed, working};
use super::report::{Form, Told};
use super::stale::stale;
use super::state::State;
use super::verdict::judge;
use crate::finding::Finding;

/// The exit codes. They are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing speaks against the change.
    Ok = 0,
    /// A declaration is missing or not so, or a past that may not change has changed.
    Lie = 1,
    /// The revision is frozen, and has to be another.
    NeedsRevision = 3,
    /// One of the states cannot be read.
    Input = 5,
}

/// Compares the commit `base` with the files on the disk. Answers what is to be printed, and how the gate ends.
pub fn run(root: &Path, base: &str, form: Form) -> (String, Exit) {
    let told = match tell(root, base) {
        Ok(told) => told,
        Err(findings) => Told::unreadable(base, findings),
    };
    (told.text(form), told.exit())
}

fn tell(root: &Path, base: &str) -> Result<Told, Vec<Finding>> {
    let unreadable = |error: StateError| vec![error.into()];
    let now = State::read(working(root).map_err(unreadable)?, "", None)?;
    let files = committed(root, base).map_err(unreadable)?;
    let then = State::read(files, &format!("{base}:"), Some(&now))?;
    let outdated = stale(&now);
    if !outdated.is_empty() {
        return Err(outdated);
    }
    let Since { new, gone } = since(&then.declared, &now.declared);
    let comparison = compare(&then, &now, &new);
    let objections = judge(&then, &now, &Since { new, gone }, &comparison);
    Ok(Told::of(base, comparison, objections))
}
