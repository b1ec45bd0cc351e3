//! The texts that have to be in step, as they stand on disk.

use std::path::{Path, PathBuf};
use std::{fs, io};

use remote_log_conformance::diagnostic::YamlText;

use super::shown::SHOWN;
use crate::known::COMPLETE;

/// Each text under its path from the project's root.
pub struct Project {
    pub registry: YamlText,
    /// The chapters that state the rules.
    pub prose: Vec<YamlText>,
    pub errata: YamlText,
    pub schema: YamlText,
    pub vectors: Vec<YamlText>,
    /// The frozen revisions.
    pub revisions: Vec<YamlText>,
    /// The declared changes since.
    pub changes: YamlText,
    /// The records of those that confirm the vectors.
    pub records: Vec<YamlText>,
    pub readme: YamlText,
    /// The files that the README shows.
    pub shown: Vec<YamlText>,
}

/// A text that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read: {source}", path.display())]
pub struct Unreadable {
    path: PathBuf,
    source: io::Error,
}

impl Project {
    /// Reads them all.
    pub fn read(root: &Path) -> Result<Self, Unreadable> {
        let mut vectors = Vec::new();
        for name in yaml_files(&root.join("vectors"))? {
            vectors.push(text(root, &format!("vectors/{name}"))?);
        }
        let mut revisions = Vec::new();
        for name in yaml_files(&root.join("spec/revisions"))? {
            revisions.push(text(root, &format!("spec/revisions/{name}"))?);
        }
        let mut shown = Vec::new();
        for name in SHOWN {
            shown.push(text(root, name)?);
        }
        Ok(Self {
            registry: text(root, "spec/requirements.yaml")?,
            prose: vec![
                text(root, "spec/remote-log.md")?,
                text(root, "spec/sync.md")?,
            ],
            errata: text(root, "spec/errata.md")?,
            schema: text(root, "spec/vector-format.schema.json")?,
            vectors,
            revisions,
            changes: text(root, "spec/changes.yaml")?,
            records: COMPLETE
                .iter()
                .map(|known| text(root, &known.record()))
                .collect::<Result<_, _>>()?,
            readme: text(root, "README.md")?,
            shown,
        })
    }
}

fn text(root: &Path, name: &str) -> Result<YamlText, Unreadable> {
    let path = root.join(name);
    let text = fs::read_to_string(&path).map_err(|source| Unreadable { path, source })?;
    Ok(YamlText::new(name, text))
}

fn yaml_files(directory: &Path) -> Result<Vec<String>, Unreadable> {
    let unreadable = |source| Unreadable {
        path: directory.to_owned(),
        source,
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        names.push(
            entry
                .map_err(unreadable)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.retain(|name| name.ends_with(".yaml"));
    names.sort();
    Ok(names)
}
