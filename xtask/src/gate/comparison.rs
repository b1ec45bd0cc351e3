//! What became of the rules between two states: the changes, each with its kind, and everything that shows them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::declared::Declared;
use super::evidence::{Evidence, Shows};
use super::flips::{self, Flip};
use super::kind::Kind;
use super::state::{REGISTRY, State};
use super::vectors::{self, VectorChange};
use super::{proto, requirements};

/// Everything that changed.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// Requirements in the order of their ids, then proto files.
    pub changes: Vec<Change>,
    /// In the order of their ids.
    pub vectors: Vec<VectorChange>,
    /// Known implementations of which something else came.
    pub flips: Vec<Flip>,
}

/// A change of a requirement or of a proto file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The requirement's id, or the file's path.
    pub of: String,
    /// What it is: what was seen, or what its author says, whichever is graver.
    pub kind: Kind,
    /// What it is at least, by what was seen.
    pub least: Kind,
    /// What its author says it is, if it is declared.
    pub declared: Option<Kind>,
    /// What its author says of it.
    pub why: Option<String>,
    /// What was seen, in words.
    pub seen: Vec<String>,
    /// Where it stands now, or would.
    pub file: String,
    /// The line there, counted from 1.
    pub line: u32,
    /// What was seen, for the judgement.
    #[serde(skip)]
    pub evidence: Vec<Evidence>,
}

impl Change {
    /// Whether anything of this sort was seen.
    pub fn is_shown_by(&self, shows: Shows) -> bool {
        self.evidence.iter().any(|seen| seen.shows == shows)
    }
}

impl Comparison {
    /// The gravest of the changes; `None` where nothing changed.
    pub fn kind(&self) -> Option<Kind> {
        self.changes.iter().map(|change| change.kind).max()
    }
}

/// Compares two states, of which the later declares these changes.
pub fn compare(base: &State, now: &State, declared: &[&Declared]) -> Comparison {
    let mut evidence = requirements::compare(&base.registry, &now.registry);
    let moved: BTreeSet<String> = evidence
        .iter()
        .filter(|seen| seen.shows == Shows::Rule)
        .map(|seen| seen.of.clone())
        .collect();
    let (vectors, shown) = vectors::compare(base, now);
    evidence.extend(shown);
    let flips = flips::compare(base, now, &moved.iter().map(String::as_str).collect());
    evidence.extend(flips::evidence(&flips));
    evidence.extend(proto::compare(&base.protos, &now.protos));
    let subjects: BTreeSet<String> = evidence.iter().map(|seen| seen.of.clone()).collect();
    let (files, ids): (Vec<&String>, Vec<&String>) =
        subjects.iter().partition(|of| of.contains('/'));
    let change = |of: &String| {
        let evidence: Vec<Evidence> = evidence
            .iter()
            .filter(|seen| seen.of == *of)
            .cloned()
            .collect();
        change(now, of, evidence, declared)
    };
    Comparison {
        changes: ids.into_iter().chain(files).map(change).collect(),
        vectors,
        flips,
    }
}

fn change(now: &State, of: &str, evidence: Vec<Evidence>, declared: &[&Declared]) -> Change {
    let said = declared.iter().find(|entry| entry.id == of);
    let entry = now.registry.requirement(of).map(|entry| entry.line);
    let line = evidence.iter().find_map(|seen| seen.line).or(entry);
    let seen = evidence.iter().map(|seen| seen.least).max();
    let (least, declared) = (
        seen.unwrap_or(Kind::Editorial),
        said.map(|entry| entry.kind),
    );
    Change {
        of: of.to_owned(),
        kind: declared.map_or(least, |kind| kind.max(least)),
        least,
        declared,
        why: said.map(|entry| entry.why.clone()),
        seen: evidence.iter().map(|seen| seen.seen.clone()).collect(),
        file: match of.contains('/') {
            true => of.to_owned(),
            false => REGISTRY.to_owned(),
        },
        line: line.unwrap_or(1),
        evidence,
    }
}
