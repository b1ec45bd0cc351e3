//! `vectors.json`: all vectors as one JSON file, with nothing left to look up.

use std::collections::BTreeMap;
use std::path::Path;

use remote_log_conformance::diagnostic::Diagnostics;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{Suite, SuiteError, written_out};
use serde_json::{Map, Value, json};

/// The file: `{version, revision, requirements: {ID: {level, profile, statement}}, cases: [CASE]}`. A case is as in its YAML file, with
/// every name written out, and the name of that `file`.
///
/// # Errors
/// Vectors that cannot be used.
pub fn vectors_json(
    vectors: &Path,
    registry: &Registry,
    version: &str,
) -> Result<Value, SuiteError> {
    let suite = Suite::directory(vectors, registry)?;
    let mut cases = Vec::with_capacity(suite.cases.len());
    for file in &suite.files {
        let name = Path::new(&file.yaml.name).file_name().unwrap_or_default();
        for case in written_out(&file.yaml).map_err(Diagnostics::from)? {
            let Value::Object(case) = case else { continue };
            let mut with_file = Map::new();
            with_file.insert("file".into(), json!(name.display().to_string()));
            with_file.extend(case);
            cases.push(Value::Object(with_file));
        }
    }
    let requirements: BTreeMap<&str, Value> = registry
        .requirements()
        .iter()
        .map(|one| {
            let entry = json!({
                "level": one.level.as_str(),
                "profile": one.profile,
                "statement": one.statement,
            });
            (one.id.as_str(), entry)
        })
        .collect();
    Ok(json!({
        "version": version,
        "revision": registry.revision(),
        "requirements": requirements,
        "cases": cases,
    }))
}
