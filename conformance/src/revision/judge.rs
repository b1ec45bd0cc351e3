//! What a run is judged by when an implementation claims a revision, and what has come since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::frozen::Revision;
use crate::plural::plural;
use crate::properties;
use crate::registry::Registry;
use crate::vectors::{Case, Meaning};

/// How a run is judged by a revision.
#[derive(Debug)]
pub struct Judgement {
    /// The registry with the revision's name, and with the levels that its requirements had.
    pub registry: Arc<Registry>,
    /// The ids of the cases that came later, or mean something else now. They are asked, and decide nothing.
    pub unscored: BTreeSet<String>,
    /// Why there is no claim whatever comes out: cases of the revision that the suite no longer has as they were.
    pub withheld: Option<String>,
}

/// Judges these cases, of which some may be generated, by a revision. `meanings` are those of the vectors among them.
pub fn judge_by(
    revision: &Revision,
    registry: &Registry,
    meanings: &[Meaning],
    cases: &[Case],
) -> Judgement {
    let now: BTreeMap<&str, &str> = meanings
        .iter()
        .map(|meaning| (meaning.id.as_str(), meaning.hash.as_str()))
        .collect();
    let as_frozen = |id: &str| {
        let frozen = revision.cases.get(id);
        frozen.is_some_and(|frozen| now.get(id) == Some(&frozen.as_str()))
    };
    let scored = |case: &Case| match properties::property_of(&case.id) {
        Some(property) => {
            revision.properties.iter().any(|known| known == property)
                && case
                    .requirements()
                    .iter()
                    .all(|id| revision.requirements.contains_key(*id))
        }
        // A scenario with the adapter in one role is called after the whole one.
        None => as_frozen(case.id.split('@').next().unwrap_or(&case.id)),
    };
    let missing: Vec<&str> = revision
        .cases
        .keys()
        .map(String::as_str)
        .filter(|id| !as_frozen(id))
        .collect();
    Judgement {
        registry: Arc::new(registry.as_frozen(revision)),
        unscored: cases
            .iter()
            .filter(|case| !scored(case))
            .map(|case| case.id.clone())
            .collect(),
        withheld: missing.first().map(|first| {
            format!(
                "{} of {} changed or went since it was frozen, the first of them {first}; give --vectors those of its release",
                plural(missing.len(), "case"),
                revision.name
            )
        }),
    }
}
