//! The whole suite: every file, every case, and what holds between them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::read::{FileCase, VectorFile, file};
use super::{Case, Place};
use crate::diagnostic::{Diagnostics, YamlText};
use crate::registry::Registry;
use crate::yaml::{MAX_BYTES, fault};

/// The vectors, read and checked.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The files, sorted by name.
    pub files: Vec<VectorFile>,
    /// Their cases, file by file, in the order of each file.
    pub cases: Vec<Case>,
}

/// Why there is no suite.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// A directory or a file cannot be read.
    #[error("Cannot read {}: {cause}. Give a directory of vector files.", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file that is too long to be read at all.
    #[error("{} is {bytes} bytes long; at most {MAX_BYTES} are read. Split it.", path.display())]
    TooLong {
        /// Which.
        path: PathBuf,
        /// How long it is.
        bytes: u64,
    },
    /// There are no vectors in the directory.
    #[error("There is no file *.yaml in {}. Give a directory of vector files.", .0.display())]
    Empty(PathBuf),
    /// Vectors that are wrong.
    #[error(transparent)]
    Bad(#[from] Diagnostics),
}

impl Suite {
    /// The vectors that this build of the harness carries.
    ///
    /// # Errors
    /// As [`Suite::read`]; the tests of the project rule them out.
    pub fn embedded(registry: &Registry) -> Result<Self, Diagnostics> {
        let files = EMBEDDED
            .iter()
            .map(|(name, text)| YamlText::new(*name, *text));
        Self::read(files, registry)
    }

    /// The files `*.yaml` of a directory.
    ///
    /// # Errors
    /// What cannot be read, and as [`Suite::read`].
    pub fn directory(directory: &Path, registry: &Registry) -> Result<Self, SuiteError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |cause| SuiteError::Unreadable { path, cause }
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(directory).map_err(unreadable(directory))? {
            let path = entry.map_err(unreadable(directory))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Err(SuiteError::Empty(directory.to_owned()));
        }
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            let bytes = std::fs::metadata(&path).map_err(unreadable(&path))?.len();
            if bytes > MAX_BYTES as u64 {
                return Err(SuiteError::TooLong { path, bytes });
            }
            let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
            files.push(YamlText::new(path.display().to_string(), text));
        }
        Ok(Self::read(files, registry)?)
    }

    /// Reads vector files.
    ///
    /// # Errors
    /// Everything that is wrong in them, one complaint a case, each with file and line.
    pub fn read(
        texts: impl IntoIterator<Item = YamlText>,
        registry: &Registry,
    ) -> Result<Self, Diagnostics> {
        let (mut files, mut cases, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for yaml in texts {
            match file(&yaml, registry) {
                Ok((head, read)) => {
                    cases.extend(read.into_iter().map(|case| (files.len(), case)));
                    files.push(head);
                }
                Err(Diagnostics(found)) => faults.extend(found),
            }
        }
        // A twin in a file that could not be read would be missed in every other file.
        if faults.is_empty() {
            faults = between_cases(&files, &cases);
        }
        if faults.is_empty() {
            Ok(Self {
                files,
                cases: cases.into_iter().map(|(_, read)| read.case).collect(),
            })
        } else {
            Err(Diagnostics(faults))
        }
    }

    /// The case with this id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == id)
    }

    /// The text that a place is in, if it stands in a file.
    pub fn text(&self, place: &Place) -> Option<&YamlText> {
        self.files
            .iter()
            .map(|file| &file.yaml)
            .find(|yaml| yaml.name == place.file)
    }
}

/// Ids that are used twice, and twins that do not exist or are negative themselves.
fn between_cases(
    files: &[VectorFile],
    cases: &[(usize, FileCase)],
) -> Vec<crate::diagnostic::Diagnostic> {
    let mut faults = Vec::new();
    let mut by_id: HashMap<&str, &Case> = HashMap::new();
    for (at, FileCase { case, id, .. }) in cases {
        if let Some(first) = by_id.insert(&case.id, case) {
            let Place { file, line } = &first.place;
            let message = format!(
                "The id {} is taken by the case at {file}:{line}. Choose another.",
                case.id
            );
            faults.push(fault(&files[*at].yaml, id.referenced, message));
        }
    }
    for (at, FileCase { twin, .. }) in cases {
        let Some(twin) = twin else { continue };
        let message = match by_id.get(twin.value.as_str()) {
            None => format!(
                "There is no case {}. A twin is the id of the case that differs in the fault alone.",
                twin.value
            ),
            Some(case) if case.twin.is_some() => format!(
                "{} is a negative case too; name the positive one.",
                twin.value
            ),
            Some(_) => continue,
        };
        faults.push(fault(&files[*at].yaml, twin.referenced, message));
    }
    faults
}

include!(concat!(env!("OUT_DIR"), "/embedded_vectors.rs"));
