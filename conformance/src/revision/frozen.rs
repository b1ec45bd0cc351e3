//! What a revision freezes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::read;
use crate::canonical::{hash, short_hash};
use crate::diagnostic::{Diagnostics, YamlText};
use crate::registry::{Level, Registry, Requirement};
use crate::vectors::Meaning;

/// A released set of requirements, and the vectors that show them. It is never edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// As the registry called itself.
    pub name: String,
    /// By their ids.
    pub requirements: BTreeMap<String, FrozenRequirement>,
    /// The rules that cases are generated for.
    pub properties: Vec<String>,
    /// The hash of each case's [`Meaning`], by the case's id.
    pub cases: BTreeMap<String, String>,
}

/// What of a requirement is frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenRequirement {
    /// How binding it is.
    pub level: Level,
    /// The profile whose claim it belongs to.
    pub profile: String,
    /// The hash of its statement, 32 hex digits.
    pub statement: String,
}

impl FrozenRequirement {
    /// What would be frozen of a requirement as it is now.
    pub fn of(requirement: &Requirement) -> Self {
        Self {
            level: requirement.level,
            profile: requirement.profile.clone(),
            statement: short_hash(&Value::from(requirement.statement.as_str())),
        }
    }
}

impl Revision {
    /// The registry and the vectors as they are now, under the name that the registry has.
    pub fn freeze(registry: &Registry, meanings: &[Meaning], properties: &[&str]) -> Self {
        let frozen = |requirement: &Requirement| {
            (requirement.id.clone(), FrozenRequirement::of(requirement))
        };
        let case = |meaning: &Meaning| (meaning.id.clone(), meaning.hash.clone());
        Self {
            name: registry.revision().to_owned(),
            requirements: registry.requirements().iter().map(frozen).collect(),
            properties: properties.iter().map(|name| (*name).to_owned()).collect(),
            cases: meanings.iter().map(case).collect(),
        }
    }

    /// Reads the file of a revision, `spec/revisions/NAME.yaml`.
    ///
    /// # Errors
    /// Whatever is wrong with it, with its line: not strict YAML, an unknown level, a name that is not the file's, a seal that
    /// does not fit, as somebody has edited it.
    pub fn read(yaml: &YamlText) -> Result<Self, Diagnostics> {
        read::read(yaml)
    }

    /// The sha2-256 of everything that is frozen, 64 hex digits.
    pub fn seal(&self) -> String {
        let requirement = |(id, frozen): (&String, &FrozenRequirement)| {
            json!([id, frozen.level.as_str(), frozen.profile, frozen.statement])
        };
        let requirements: Vec<Value> = self.requirements.iter().map(requirement).collect();
        hash(&json!([
            self.name,
            requirements,
            self.properties,
            self.cases
        ]))
    }
}
