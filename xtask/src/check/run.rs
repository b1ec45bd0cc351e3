//! All the comparisons, in the order in which one makes the next worth doing.

use remote_log_conformance::diagnostic::Diagnostics;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;

use super::in_step::InStep;
use super::{Project, coverage, prose, revisions, schema, shown, sources};
use crate::confirm;
use crate::finding::Finding;

/// Compares everything; an error is all that is out of step. Vectors that cannot be read are not counted, nor is
/// anything without a registry.
pub fn run(project: &Project) -> Result<InStep, Vec<Finding>> {
    let registry = Registry::read(&project.registry).map_err(findings)?;
    let mut found = prose::compare(&project.prose, &registry, &project.registry.name);
    found.extend(sources::compare(
        &project.errata,
        &registry,
        &project.registry.name,
    ));
    found.extend(schema::validate(&project.schema, &project.vectors));
    found.extend(shown::compare(&project.readme, &project.shown));
    found.extend(revisions::compare(
        &project.revisions,
        &project.changes,
        &registry,
        &project.registry.name,
    ));
    match Suite::read(project.vectors.iter().cloned(), &registry) {
        Ok(suite) => {
            found.extend(coverage::compare(&suite, &registry, &project.registry.name));
            match suite.meanings() {
                Ok(meanings) => found.extend(confirm::compare(&project.records, &meanings)),
                Err(diagnostics) => found.extend(findings(diagnostics)),
            }
            if found.is_empty() {
                return Ok(InStep {
                    requirements: registry.requirements().len(),
                    vectors: suite.cases.len(),
                });
            }
        }
        Err(diagnostics) => found.extend(findings(diagnostics)),
    }
    Err(found)
}

fn findings(Diagnostics(diagnostics): Diagnostics) -> Vec<Finding> {
    diagnostics.into_iter().map(Finding::from).collect()
}
