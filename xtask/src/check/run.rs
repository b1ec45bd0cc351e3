//! All the comparisons, in the order in which one makes the next worth doing.

use remote_log_conformance::diagnostic::Diagnostics;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;

use super::finding::Finding;
use super::{Project, coverage, prose, schema, sources};

/// Everything that is out of step. Vectors that cannot be read are not counted, nor is anything without a registry.
pub fn run(project: &Project) -> Vec<Finding> {
    let registry = match Registry::read(&project.registry) {
        Ok(registry) => registry,
        Err(diagnostics) => return findings(diagnostics),
    };
    let mut found = prose::compare(&project.prose, &registry, &project.registry.name);
    found.extend(sources::compare(
        &project.errata,
        &registry,
        &project.registry.name,
    ));
    found.extend(schema::validate(&project.schema, &project.vectors));
    match Suite::read(project.vectors.iter().cloned(), &registry) {
        Ok(suite) => found.extend(coverage::compare(&suite, &registry, &project.registry.name)),
        Err(diagnostics) => found.extend(findings(diagnostics)),
    }
    found
}

fn findings(Diagnostics(diagnostics): Diagnostics) -> Vec<Finding> {
    diagnostics.into_iter().map(Finding::from).collect()
}
