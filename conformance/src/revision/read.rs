//! Reads the file of a revision strictly, and sees whether it is still what was frozen.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::frozen::{FrozenRequirement, Revision};
use crate::diagnostic::{Diagnostic, Diagnostics, YamlText};
use crate::registry::Level;
use crate::yaml::{document, fault, typed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevision {
    name: Spanned<String>,
    seal: Spanned<String>,
    requirements: Vec<RawRequirement>,
    properties: Vec<String>,
    cases: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRequirement {
    id: Spanned<String>,
    level: Spanned<String>,
    profile: String,
    statement: String,
}

pub(super) fn read(yaml: &YamlText) -> Result<Revision, Diagnostics> {
    document(yaml)?;
    let raw: RawRevision = typed(yaml)?;
    let name = &raw.name;
    if Path::new(&yaml.name)
        .file_stem()
        .and_then(|stem| stem.to_str())
        != Some(&name.value)
    {
        let message = format!(
            "This file freezes {}, and is not named for it. Call it {0}.yaml.",
            name.value
        );
        return Err(fault(yaml, name.referenced, message).into());
    }
    let mut requirements = BTreeMap::new();
    for entry in &raw.requirements {
        let known = requirements.insert(entry.id.value.clone(), frozen(yaml, entry)?);
        if known.is_some() {
            let message = format!("{} is frozen twice. {RESTORE}", entry.id.value);
            return Err(fault(yaml, entry.id.referenced, message).into());
        }
    }
    let revision = Revision {
        name: raw.name.value,
        requirements,
        properties: raw.properties,
        cases: raw.cases,
    };
    if revision.seal() == raw.seal.value {
        Ok(revision)
    } else {
        let message = format!(
            "The seal does not fit what {} freezes: the file was edited. {RESTORE}",
            revision.name
        );
        Err(fault(yaml, raw.seal.referenced, message).into())
    }
}

const RESTORE: &str = "A revision never changes; restore the file from the history, and put what is new into the next one.";

fn frozen(yaml: &YamlText, raw: &RawRequirement) -> Result<FrozenRequirement, Diagnostic> {
    let level = Level::named(&raw.level.value).ok_or_else(|| {
        let message = format!(
            "The level `{}` is none of MUST, SHOULD and MAY.",
            raw.level.value
        );
        fault(yaml, raw.level.referenced, message)
    })?;
    Ok(FrozenRequirement {
        level,
        profile: raw.profile.clone(),
        statement: raw.statement.clone(),
    })
}
