//! Requirements, and the questions that the harness has about them.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, YamlText};
use crate::revision::Revision;

use super::read;

/// Every requirement, in the order of the file.
#[derive(Debug, Clone)]
pub struct Registry {
    pub(super) revision: String,
    pub(super) profiles: Vec<(String, String)>,
    pub(super) requirements: Vec<Requirement>,
    pub(super) by_id: HashMap<String, usize>,
}

/// One rule of the remote log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// `RL-PAGE-3`; never reused, never renumbered.
    pub id: String,
    /// How binding it is.
    pub level: Level,
    /// The profile whose claim it belongs to.
    pub profile: String,
    /// Where it comes from: `upstream R10`, `decision G8`, `extension`.
    pub source: String,
    /// The heading of the prose that states it.
    pub section: String,
    /// The rule itself, one sentence.
    pub statement: String,
    /// The requirements without which a verdict on this one means nothing.
    pub needs: Vec<String>,
    /// Whether vectors test it.
    pub status: Status,
    /// Why no mutant breaks it, where none does.
    pub no_mutant: Option<String>,
    /// The line of the registry where it begins, counted from 1.
    pub line: u32,
}

/// How binding a requirement is, in the sense of RFC 2119.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are RFC 2119's
pub enum Level {
    Must,
    Should,
    May,
}

impl Level {
    /// The level that is written so in the registry.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Must, Self::Should, Self::May]
            .into_iter()
            .find(|level| level.as_str() == name)
    }

    /// As it is written in the registry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "MUST",
            Self::Should => "SHOULD",
            Self::May => "MAY",
        }
    }
}

/// Whether vectors test a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// They do.
    Tested,
    /// They do not, for this reason.
    Excluded(String),
}

impl Requirement {
    /// The middle of the id: `PAGE` of `RL-PAGE-3`.
    pub fn family(&self) -> &str {
        family(&self.id)
    }
}

/// The middle of a requirement's id, or the whole of anything else.
fn family(id: &str) -> &str {
    id.split('-').nth(1).unwrap_or(id)
}

impl Registry {
    /// The registry that this build of the harness carries.
    ///
    /// # Panics
    /// If the registry of the build itself is bad, which its tests rule out.
    pub fn embedded() -> Self {
        Self::read(&embedded_text())
            .unwrap_or_else(|error| panic!("the registry in this build is bad: {error}"))
    }

    /// Reads a registry.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line: a repeated id, an unknown profile, an unknown or circular need, a bad
    /// level, source or status, and whatever is not strict YAML.
    pub fn read(yaml: &YamlText) -> Result<Self, Diagnostics> {
        read::read(yaml)
    }

    /// The name of this set of requirements, which a claim carries.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// This registry with the name of a revision, and with the levels that it froze.
    pub fn as_frozen(&self, revision: &Revision) -> Self {
        let mut frozen = self.clone();
        frozen.revision.clone_from(&revision.name);
        for requirement in &mut frozen.requirements {
            if let Some(then) = revision.requirements.get(&requirement.id) {
                requirement.level = then.level;
            }
        }
        frozen
    }

    /// The profiles with what each is for, in the order of the file.
    pub fn profiles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.profiles
            .iter()
            .map(|(name, about)| (name.as_str(), about.as_str()))
    }

    /// Whether there is such a profile.
    pub fn has_profile(&self, name: &str) -> bool {
        self.profiles().any(|(known, _)| known == name)
    }

    /// Every requirement, in the order of the file.
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.by_id.get(id).map(|&at| &self.requirements[at])
    }

    /// The families, each once, in the order of the file.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for requirement in &self.requirements {
            if !families.contains(&requirement.family()) {
                families.push(requirement.family());
            }
        }
        families
    }
}

/// The text of the embedded registry, for diagnostics and snippets.
pub fn embedded_text() -> YamlText {
    YamlText::new(
        "spec/requirements.yaml",
        include_str!("../../../spec/requirements.yaml"),
    )
}
