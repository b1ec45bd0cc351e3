//! What is recorded of a run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::protocol::Hello;
use crate::vectors::Meaning;
use crate::verdict::{CaseReport, Verdict};

/// What came of each vector, of one implementation. Generated cases are not recorded: every run has others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// What the implementation calls itself.
    pub implementation: String,
    /// Its version.
    pub version: String,
    /// Its language.
    pub language: String,
    /// The suite that asked.
    pub suite: SuiteVersion,
    /// By the case's id. A scenario with the adapter in one role has an id of its own, `scenario-lost-ack@bob`.
    pub cases: BTreeMap<String, Came>,
}

/// Which suite asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuiteVersion {
    /// The version of the harness.
    pub version: String,
    /// The revision of the registry that it worked with.
    pub revision: String,
}

impl SuiteVersion {
    /// This harness, with a registry of this revision.
    pub fn here(revision: &str) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            revision: revision.to_owned(),
        }
    }
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Came {
    /// The hash of what the case meant then: of its [`Meaning`].
    pub means: String,
    /// What came of it.
    #[serde(with = "verdict")]
    pub verdict: Verdict,
    /// The requirement at which it diverged, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blames: Option<String>,
}

impl Record {
    /// What these reports say, as far as they are of vectors.
    pub fn of(hello: &Hello, revision: &str, meanings: &[Meaning], reports: &[CaseReport]) -> Self {
        let means: BTreeMap<&str, &str> = meanings
            .iter()
            .map(|meaning| (meaning.id.as_str(), meaning.hash.as_str()))
            .collect();
        let came = |report: &CaseReport| {
            let came = Came {
                means: (*means.get(Self::vector(&report.case))?).to_owned(),
                verdict: report.verdict,
                blames: report.divergence.as_ref().map(|at| at.req.clone()),
            };
            Some((report.case.clone(), came))
        };
        Self {
            implementation: hello.name.clone(),
            version: hello.version.clone(),
            language: hello.language.clone(),
            suite: SuiteVersion::here(revision),
            cases: reports.iter().filter_map(came).collect(),
        }
    }

    /// The vector that a recorded case is of: of `scenario-lost-ack@bob`, the scenario.
    pub fn vector(case: &str) -> &str {
        case.split_once('@').map_or(case, |(vector, _)| vector)
    }
}

/// A verdict as its word.
mod verdict {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::verdict::Verdict;

    pub fn serialize<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(verdict.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Verdict, D::Error> {
        let word = String::deserialize(deserializer)?;
        Verdict::named(&word).ok_or_else(|| Error::custom(format!("there is no verdict `{word}`")))
    }
}
