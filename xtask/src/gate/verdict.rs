//! What the gate says of a comparison: whether what is declared is so, and whether the revision has to be another.

use std::collections::BTreeSet;

use super::comparison::{Change, Comparison};
use super::declared::{CHANGES, Declared, Since};
use super::evidence::Shows;
use super::kind::Kind;
use super::state::{REGISTRY, State};
use crate::finding::Finding;

/// Why a change may not go in as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// Something is declared that is not so, or not declared, or a past that may not change has changed.
    Lie(Finding),
    /// The revision is frozen, and claims to it would no longer mean the same.
    NeedsRevision(Finding),
}

impl Objection {
    /// The sentence.
    pub fn finding(&self) -> &Finding {
        match self {
            Self::Lie(finding) | Self::NeedsRevision(finding) => finding,
        }
    }
}

/// Everything that speaks against the change; nothing if it may go in.
pub fn judge(
    base: &State,
    now: &State,
    declared: &Since<'_>,
    comparison: &Comparison,
) -> Vec<Objection> {
    let mut found: Vec<Finding> = frozen(base, now);
    found.extend(declared.gone.iter().map(|gone| taken_back(gone)));
    found.extend(comparison.changes.iter().filter_map(|change| {
        match declared.new.iter().find(|entry| entry.id == change.of) {
            Some(entry) => untrue(now, change, entry),
            None => undeclared(change),
        }
    }));
    found.extend(about_nothing(&declared.new, comparison));
    let mut objections: Vec<Objection> = found.into_iter().map(Objection::Lie).collect();
    objections.extend(needs_revision(base, now, comparison).map(Objection::NeedsRevision));
    objections
}

/// Revisions of the base that are no longer what they were.
fn frozen(base: &State, now: &State) -> Vec<Finding> {
    let revisions = base
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("spec/revisions/"));
    let edited = |(path, text): (&String, &String)| {
        let what = match now.files.get(path) {
            Some(now) if now == text => return None,
            Some(_) => "This revision was edited",
            None => "This revision was taken away",
        };
        let message =
            format!("{what}, and a released revision never changes. Restore it from the base.");
        Some(Finding::new(path, 1, message))
    };
    revisions.filter_map(edited).collect()
}

fn taken_back(gone: &Declared) -> Finding {
    let message = format!(
        "The entry about {}, declared {}, is no longer as it was in the base. A past change stays declared: restore it, and add another entry.",
        gone.id, gone.kind
    );
    Finding::new(CHANGES, 1, message)
}

fn undeclared(change: &Change) -> Option<Finding> {
    let silent = !change.is_shown_by(Shows::Words)
        && !change.is_shown_by(Shows::Rule)
        && !change.least.needs_new_revision();
    if silent {
        return None;
    }
    let message = format!(
        "{} changed, and {CHANGES} does not say how: {}. Add an entry `- {{ id: {}, kind: {}, why: … }}`, or a graver kind.",
        change.of,
        change.seen.join("; "),
        change.of,
        change.least
    );
    Some(Finding::new(&change.file, change.line, message))
}

/// A declaration that is less than what was seen, or more than anything shows.
fn untrue(now: &State, change: &Change, entry: &Declared) -> Option<Finding> {
    let refuse = |message: String| Some(Finding::new(CHANGES, entry.line, message));
    if entry.kind < change.least {
        let graver: Vec<&str> = change
            .evidence
            .iter()
            .filter(|seen| seen.least > entry.kind)
            .map(|seen| seen.seen.as_str())
            .collect();
        return refuse(format!(
            "The change of {} is declared {} and is {}: {}. Declare what it is, or take that back.",
            change.of,
            entry.kind,
            change.least,
            graver.join("; ")
        ));
    }
    let worded_only = !change.is_shown_by(Shows::Rule) && !change.is_shown_by(Shows::Vector);
    let tested = now
        .registry
        .requirement(&change.of)
        .is_some_and(|entry| entry.status == remote_log_conformance::registry::Status::Tested);
    if entry.kind >= Kind::Additive && worded_only && tested {
        return refuse(format!(
            "The change of {} is declared {}, and nothing but words shows it. Change or add a vector that asserts it, or declare it editorial.",
            change.of, entry.kind
        ));
    }
    None
}

/// Entries about something that did not change, and second entries about the same.
fn about_nothing(declared: &[&Declared], comparison: &Comparison) -> Vec<Finding> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = Vec::new();
    for entry in declared {
        let changed = comparison
            .changes
            .iter()
            .any(|change| change.of == entry.id);
        let message = if !changed {
            format!(
                "A change of {} is declared, and nothing of it changed since the base. Take the entry out, or correct its id.",
                entry.id
            )
        } else if !told.insert(&entry.id) {
            format!("{} is declared twice. Make one entry of the two.", entry.id)
        } else {
            continue;
        };
        wrong.push(Finding::new(CHANGES, entry.line, message));
    }
    wrong
}

/// Whether the registry still calls itself what was frozen in the base, while claims to that would no longer hold.
fn needs_revision(base: &State, now: &State, comparison: &Comparison) -> Option<Finding> {
    let name = now.registry.revision();
    let is_frozen = base
        .files
        .contains_key(&format!("spec/revisions/{name}.yaml"));
    let gravest = comparison.kind().filter(|kind| kind.needs_new_revision())?;
    if !is_frozen {
        return None;
    }
    let grave: Vec<&str> = comparison
        .changes
        .iter()
        .filter(|change| change.kind.needs_new_revision())
        .map(|change| change.of.as_str())
        .collect();
    let registry = now.files.get(REGISTRY).map_or("", String::as_str);
    let line = (1..)
        .zip(registry.lines())
        .find(|(_, line)| line.starts_with("revision:"));
    let message = format!(
        "{name} is released, and this is {gravest}: {}. Give the registry the name of the next revision here, and run `cargo xtask vectors`.",
        grave.join(", ")
    );
    Some(Finding::new(
        REGISTRY,
        line.map_or(1, |(line, _)| line),
        message,
    ))
}
