//! Writes the generated files, or says where one on disk differs from what would be written.

use std::path::{Path, PathBuf};

use super::generated::generated;
use crate::difference::{Difference, difference};

/// Why the vectors could not be written, or are not what they should be.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// A file could not be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Generated files on disk are not what their stories say.
    #[error("{}\nRun `cargo xtask vectors`, and look at what it changes.", .0.join("\n"))]
    Drift(Vec<String>),
}

/// Writes every generated file below the project's `root`; others are not touched. Answers how many cases they hold.
pub fn write(root: &Path) -> Result<usize, VectorsError> {
    let mut cases = 0;
    for file in generated() {
        let path = root.join("vectors").join(format!("{}.yaml", file.name));
        std::fs::write(&path, &file.text).map_err(|source| VectorsError::Write { path, source })?;
        cases += file.cases;
    }
    Ok(cases)
}

/// Compares every generated file below the project's `root` with what its stories say.
pub fn check(root: &Path) -> Result<(), VectorsError> {
    let mut drift = Vec::new();
    for file in generated() {
        let name = format!("vectors/{}.yaml", file.name);
        match std::fs::read_to_string(root.join(&name)) {
            Ok(found) => drift.extend(difference(&file.text, &found).map(|at| {
                let Difference {
                    line,
                    expected,
                    found,
                } = at;
                format!("{name}:{line}: has `{found}`, and its story says `{expected}`.")
            })),
            Err(error) => drift.push(format!("{name}:1: cannot be read: {error}")),
        }
    }
    if drift.is_empty() {
        Ok(())
    } else {
        Err(VectorsError::Drift(drift))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A directory with the generated files, as they should be.
    fn written() -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a directory");
        fs::create_dir(root.path().join("vectors")).expect("a directory in it");
        write(root.path()).expect("the files are written");
        root
    }

    fn drift(root: &Path) -> Vec<String> {
        match check(root) {
            Err(VectorsError::Drift(drift)) => drift,
            other => panic!("no drift: {other:?}"),
        }
    }

    #[test]
    fn what_was_written_has_not_drifted() {
        check(written().path()).expect("no drift");
    }

    #[test]
    fn the_project_has_not_drifted() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        check(&root).expect("no drift; run `cargo xtask vectors`");
    }

    #[test]
    fn the_first_line_that_differs_is_told() {
        let root = written();
        let path = root.path().join("vectors/read-cycles.yaml");
        let text = fs::read_to_string(&path).expect("the file");
        let line = text
            .lines()
            .position(|line| line.contains("- id: "))
            .expect("a case")
            + 1;
        fs::write(&path, text.replacen("- id: ", "- id: x-", 1)).expect("it is written");
        let place = format!("vectors/read-cycles.yaml:{line}: has `- id: x-");
        let found = drift(root.path());
        assert!(
            found.len() == 1 && found[0].starts_with(&place),
            "{found:?}"
        );
    }

    #[test]
    fn a_missing_end_is_told() {
        let root = written();
        let path = root.path().join("vectors/floor.yaml");
        let text = fs::read_to_string(&path).expect("the file");
        let lines: Vec<_> = text.lines().collect();
        fs::write(&path, lines[..lines.len() - 1].join("\n")).expect("it is written");
        let place = format!(
            "vectors/floor.yaml:{}: has `the end of the file`",
            lines.len()
        );
        let found = drift(root.path());
        assert!(
            found.len() == 1 && found[0].starts_with(&place),
            "{found:?}"
        );
    }

    #[test]
    fn a_missing_file_is_told() {
        let root = written();
        fs::remove_file(root.path().join("vectors/heads.yaml")).expect("it is removed");
        let found = drift(root.path());
        assert!(
            found.len() == 1 && found[0].starts_with("vectors/heads.yaml:1: cannot be read"),
            "{found:?}"
        );
    }

    #[test]
    fn files_made_by_hand_are_not_touched() {
        let root = written();
        let by_hand = root.path().join("vectors/message-ids.yaml");
        fs::write(&by_hand, "by hand").expect("it is written");
        write(root.path()).expect("the files are written");
        assert_eq!(
            fs::read_to_string(by_hand).expect("it is still there"),
            "by hand"
        );
    }
}
