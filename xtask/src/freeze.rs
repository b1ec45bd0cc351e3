//! `cargo xtask freeze NAME`: freezes the registry and the vectors as they are now.

use std::path::{Path, PathBuf};
use std::{fs, io};

use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::properties::property_names;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::revision::Revision;
use remote_log_conformance::vectors::{Suite, SuiteError};

/// Why nothing was frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// The registry or the vectors are wrong.
    #[error(transparent)]
    Registry(#[from] Diagnostics),
    /// The vectors are wrong.
    #[error(transparent)]
    Suite(#[from] SuiteError),
    /// The registry has another name.
    #[error(
        "spec/requirements.yaml calls itself {has}. Write `revision: {asked}` there, and `cargo xtask vectors`, before it is frozen under that name."
    )]
    OtherName { has: String, asked: String },
    /// There is such a revision.
    #[error(
        "{} is frozen already, and a revision never changes. Give the registry the name of the next one.",
        .0.display()
    )]
    Frozen(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Disk { path: PathBuf, cause: io::Error },
}

/// Writes `spec/revisions/NAME.yaml`, and answers what it freezes.
pub fn run(root: &Path, name: &str) -> Result<Revision, FreezeError> {
    let path = root.join("spec/requirements.yaml");
    let text = fs::read_to_string(&path).map_err(|cause| FreezeError::Disk { path, cause })?;
    let registry = Registry::read(&YamlText::new("spec/requirements.yaml", text))?;
    if registry.revision() != name {
        return Err(FreezeError::OtherName {
            has: registry.revision().to_owned(),
            asked: name.to_owned(),
        });
    }
    let suite = Suite::directory(&root.join("vectors"), &registry)?;
    let revision = Revision::freeze(&registry, &suite.meanings()?, &property_names());
    let path = root.join(format!("spec/revisions/{name}.yaml"));
    let created = fs::File::create_new(&path);
    let written =
        created.and_then(|mut file| io::Write::write_all(&mut file, revision.text().as_bytes()));
    written.map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => FreezeError::Frozen(path),
        _ => FreezeError::Disk { path, cause },
    })?;
    Ok(revision)
}
