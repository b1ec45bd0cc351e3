//! Where a mutant is declared: the line of the bank's sources that has its name.

use std::io;
use std::path::{Path, PathBuf};

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::vectors::Place;

/// The bank's sources.
#[derive(Debug)]
pub struct Sources {
    directory: String,
    files: Vec<YamlText>,
}

impl Sources {
    /// Reads the Rust files below a directory.
    ///
    /// # Errors
    /// What cannot be read, with its path.
    pub fn read(directory: &Path) -> Result<Self, (PathBuf, io::Error)> {
        let mut files = Vec::new();
        below(directory, &mut files)?;
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self {
            directory: directory.display().to_string(),
            files,
        })
    }

    /// The first line with this name in quotes; the directory, where there is none.
    pub fn declares(&self, name: &str) -> Place {
        let quoted = format!("\"{name}\"");
        let found = self.files.iter().find_map(|file| {
            let line = file.text.lines().position(|line| line.contains(&quoted))?;
            Some(file.place(u32::try_from(line + 1).unwrap_or(u32::MAX)))
        });
        found.unwrap_or_else(|| Place {
            file: self.directory.clone(),
            line: 1,
        })
    }
}

fn below(directory: &Path, files: &mut Vec<YamlText>) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (directory.to_owned(), error);
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            below(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).map_err(|error| (path.clone(), error))?;
            files.push(YamlText::new(path.display().to_string(), text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_found_where_it_is_declared() {
        let root = tempfile::tempdir().expect("a directory");
        let faults = root.path().join("faults");
        std::fs::create_dir(&faults).expect("a directory in it");
        let text = "// late\nLate: Weakened, \"late\", \"RL-A-1\",\n";
        std::fs::write(faults.join("a.rs"), text).expect("a file in that");
        let sources = Sources::read(root.path()).expect("they can be read");
        let found = sources.declares("late");
        assert!(found.file.ends_with("faults/a.rs"), "{found:?}");
        assert_eq!(found.line, 2);
        let nowhere = sources.declares("early");
        assert_eq!(nowhere.file, root.path().display().to_string());
    }
}
