//! Each decision that a requirement comes from is explained in the errata.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;

use crate::finding::Finding;

/// Compares the registry's sources with the headings of the errata.
pub fn compare(errata: &YamlText, registry: &Registry, registry_name: &str) -> Vec<Finding> {
    let explained = |decision: &str| {
        let heading = format!("## {decision}.");
        errata.text.lines().any(|line| line.starts_with(&heading))
    };
    let unexplained = registry.requirements().iter().filter_map(|requirement| {
        let decision = requirement.source.strip_prefix("decision ")?;
        (!explained(decision)).then(|| Finding {
            file: registry_name.into(),
            line: requirement.line,
            message: format!(
                "{} comes from decision {decision}, and {} has no heading \"## {decision}.\" that explains it.",
                requirement.id, errata.name
            ),
        })
    });
    unexplained.collect()
}
