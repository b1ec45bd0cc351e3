//! What is in the bundle, and under which names.

use std::error::Error;
use std::fs;
use std::path::Path;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;

use super::vectors_json::vectors_json;
use super::{line_of_sums, read as failed_to_read};

/// Files of `spec/` that go along: what vectors, schemas and adapters mean.
const TEXTS: [&str; 9] = [
    "remote-log.md",
    "sync.md",
    "errata.md",
    "errata-decoders.md",
    "vector-format.md",
    "scenario-format.md",
    "adapter-protocol.md",
    "exit-codes.md",
    "requirements.yaml",
];

/// The bundle, before it is packed.
pub struct Bundle {
    /// Its name, and that of the directory in it: `remote-log-vectors-0.1.0-draft-1`.
    pub name: String,
    /// The files, by their paths in the directory, in order.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Collects the files of the bundle.
///
/// # Errors
/// Vectors or a registry that are wrong, and what cannot be read.
pub fn read(root: &Path, version: &str) -> Result<Bundle, Box<dyn Error>> {
    let text = |path: &str| {
        let path = root.join(path);
        fs::read(&path).map_err(failed_to_read(&path))
    };
    let registry_path = "spec/requirements.yaml";
    let registry = String::from_utf8(text(registry_path)?)?;
    let registry = Registry::read(&YamlText::new(registry_path, registry))?;
    let mut files = vec![("README.md".to_owned(), text("spec/bundle.md")?)];
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.push((name.to_owned(), text(name)?));
    }
    for name in TEXTS {
        files.push((format!("spec/{name}"), text(&format!("spec/{name}"))?));
    }
    for (from, ending, to) in [
        ("spec", ".schema.json", "schemas"),
        ("spec/proto", ".proto", "proto"),
        ("vectors", ".yaml", "vectors"),
        ("vectors/fixtures", ".json", "vectors/fixtures"),
    ] {
        for name in names(&root.join(from), ending)? {
            files.push((format!("{to}/{name}"), text(&format!("{from}/{name}"))?));
        }
    }
    let vectors = vectors_json(&root.join("vectors"), &registry, version)?;
    let mut json = serde_json::to_vec_pretty(&vectors)?;
    json.push(b'\n');
    files.push(("vectors.json".to_owned(), json));
    files.sort();
    let sums: String = files
        .iter()
        .map(|(name, bytes)| line_of_sums(bytes, name))
        .collect();
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    Ok(Bundle {
        name: format!("remote-log-vectors-{version}-{}", registry.revision()),
        files,
    })
}

/// The names of the files with this ending in a directory.
fn names(directory: &Path, ending: &str) -> Result<Vec<String>, super::DiskError> {
    let failed = failed_to_read(directory);
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).map_err(&failed)? {
        let name = entry.map_err(&failed)?.file_name();
        names.extend(
            name.into_string()
                .ok()
                .filter(|name| name.ends_with(ending)),
        );
    }
    Ok(names)
}
