//! Writes the generated files, or says where one on disk differs from what would be written.

use std::path::{Path, PathBuf};

use super::{subjects, yaml};

/// Why the vectors could not be written, or are not what they should be.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// A file could not be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    /// Generated files on disk are not what their stories say.
    #[error("{}\nRun `cargo xtask vectors`, and look at what it changes.", .0.join("\n"))]
    Drift(Vec<String>),
}

/// Writes every generated file below the project's `root`; others are not touched. Answers how many cases they hold.
pub fn write(root: &Path) -> Result<usize, VectorsError> {
    let mut cases = 0;
    for file in subjects::all() {
        let path = root.join("vectors").join(format!("{}.yaml", file.name));
        std::fs::write(&path, yaml::text(&file)).map_err(|source| VectorsError::Write { path, source })?;
        cases += file.cases.len();
    }
    Ok(cases)
}

/// Compares every generated file below the project's `root` with what its stories say.
pub fn check(root: &Path) -> Result<(), VectorsError> {
    let mut drift = Vec::new();
    for file in subjects::all() {
        let name = format!("vectors/{}.yaml", file.name);
        let expected = yaml::text(&file);
        match std::fs::read_to_string(root.join(&name)) {
            Ok(found) if found == expected => {}
            Ok(found) => drift.push(difference(&name, &expected, &found)),
            Err(error) => drift.push(format!("{name}:1: cannot be read: {error}")),
        }
    }
    if drift.is_empty() { Ok(()) } else { Err(VectorsError::Drift(drift)) }
}

/// The first line in which two texts differ, in words.
fn difference(name: &str, expected: &str, found: &str) -> String {
    let (mut ours, mut theirs) = (expected.lines(), found.lines());
    let mut line = 1;
    loop {
        match (ours.next(), theirs.next()) {
            (Some(ours), Some(theirs)) if ours == theirs => line += 1,
            (ours, theirs) => {
                let [ours, theirs] = [ours, theirs].map(|text| text.unwrap_or("the end of the file"));
                return format!("{name}:{line}: has `{}`, and its story says `{}`.", theirs.trim(), ours.trim());
            }
        }
    }
}
