//! Frozen revisions are as they were frozen, and what they froze is still so, or declared to be otherwise.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::revision::{FrozenRequirement, Revision};

use crate::finding::Finding;
use crate::gate::{CHANGES, Declared, Kind, read_declared};

/// Compares the revisions with the registry.
pub fn compare(
    revisions: &[YamlText],
    changes: &YamlText,
    registry: &Registry,
    name: &str,
) -> Vec<Finding> {
    let declared = match read_declared(changes) {
        Ok(declared) => declared,
        Err(wrong) => return wrong.0.into_iter().map(Finding::from).collect(),
    };
    let mut found = Vec::new();
    for yaml in revisions {
        match Revision::read(yaml) {
            Err(wrong) => found.extend(wrong.0.into_iter().map(Finding::from)),
            Ok(revision) => {
                let wrong = |(id, frozen): (&String, &FrozenRequirement)| {
                    moved(&revision, id, frozen, &declared, registry, name)
                };
                found.extend(revision.requirements.iter().filter_map(wrong));
            }
        }
    }
    found
}

/// What is wrong with a requirement that is not as a revision froze it.
fn moved(
    revision: &Revision,
    id: &str,
    frozen: &FrozenRequirement,
    declared: &[Declared],
    registry: &Registry,
    name: &str,
) -> Option<Finding> {
    let now = registry.requirement(id);
    let line = now.map_or(1, |now| now.line);
    let as_now = now.map(FrozenRequirement::of);
    if as_now.as_ref() == Some(frozen) {
        return None;
    }
    let kinds = declared.iter().filter(|entry| entry.id == id);
    let Some(gravest) = kinds.map(|entry| entry.kind).max() else {
        let message = format!(
            "{id} is not what {} froze, and {CHANGES} does not say how it changed. Put it back, or declare the change there.",
            revision.name
        );
        return Some(Finding::new(name, line, message));
    };
    let worded =
        as_now.is_some_and(|now| (now.level, &now.profile) == (frozen.level, &frozen.profile));
    let compatible = worded && gravest <= Kind::Additive;
    (!compatible && registry.revision() == revision.name).then(|| {
        let message = format!(
            "{id} no longer means what {} froze. Give the registry the name of the next revision, and run `cargo xtask vectors`.",
            revision.name
        );
        Finding::new(name, line, message)
    })
}
