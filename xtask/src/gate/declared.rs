//! `spec/changes.yaml`: each change of the registry or of a proto, and what kind its author says it is.

use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::yaml::{document, fault, typed};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::kind::Kind;

/// Where the file stands.
pub const CHANGES: &str = "spec/changes.yaml";

/// What an author says of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The requirement's id, or the path of the proto file.
    pub id: String,
    /// What kind of change it is.
    pub kind: Kind,
    /// What was changed, a sentence.
    pub why: String,
    /// The line of the entry, counted from 1.
    pub line: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChanges {
    changes: Vec<RawChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    id: Spanned<String>,
    kind: Kind,
    why: Spanned<String>,
}

/// Reads the entries, the oldest first.
pub fn read(yaml: &YamlText) -> Result<Vec<Declared>, Diagnostics> {
    document(yaml)?;
    let raw: RawChanges = typed(yaml)?;
    let mut entries = Vec::new();
    for RawChange { id, kind, why } in raw.changes {
        if why.value.trim().is_empty() {
            let message = format!("Say in a sentence what was changed in {}.", id.value);
            return Err(fault(yaml, why.referenced, message).into());
        }
        entries.push(Declared {
            line: u32::try_from(id.referenced.line()).unwrap_or(u32::MAX),
            id: id.value,
            kind,
            why: why.value,
        });
    }
    Ok(entries)
}

/// The declarations of two states, compared. Their order is free, so that two branches can be merged.
pub struct Since<'s> {
    /// The entries that the base does not have.
    pub new: Vec<&'s Declared>,
    /// Those that the base has, and that are no longer as they were.
    pub gone: Vec<&'s Declared>,
}

/// Compares the entries of the base with those of now.
pub fn since<'s>(base: &'s [Declared], now: &'s [Declared]) -> Since<'s> {
    let same = |a: &Declared, b: &Declared| (&a.id, a.kind, &a.why) == (&b.id, b.kind, &b.why);
    let mut new: Vec<&Declared> = now.iter().collect();
    let mut gone = Vec::new();
    for then in base {
        match new.iter().position(|entry| same(entry, then)) {
            Some(at) => drop(new.remove(at)),
            None => gone.push(then),
        }
    }
    Since { new, gone }
}
