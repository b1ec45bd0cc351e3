//! The whole suite: every file, every case, and what holds between them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::read::{FileCase, Meaning, VectorFile, file, meanings};
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
    #[error("Cannot read {}: {cause}. {cure}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
        /// What to do, a sentence.
        cure: &'static str,
    },
    /// Something in the directory is named like a vector file and is none.
    #[error("{} is no file. Take it out of the directory, or give it a name that does not end in .yaml.", .0.display())]
    NoFile(PathBuf),
    /// A file with an extension that would leave it out.
    #[error("{} would be left out: only files *.yaml are read. Rename it.", .0.display())]
    Yml(PathBuf),
    /// A file that is no text.
    #[error("{} is not UTF-8: byte {at} begins no character. Save it as UTF-8.", path.display())]
    NoText {
        /// Which.
        path: PathBuf,
        /// The first byte that is wrong, counted from 0.
        at: usize,
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

    /// A vector file, or those of a directory.
    ///
    /// # Errors
    /// As [`Suite::directory`].
    pub fn at(path: &Path, registry: &Registry) -> Result<Self, SuiteError> {
        if path.is_file() {
            Ok(Self::read([vector_text(path.to_owned())?], registry)?)
        } else {
            Self::directory(path, registry)
        }
    }

    /// The files `*.yaml` of a directory.
    ///
    /// # Errors
    /// What cannot be read or is named `*.yml`, and as [`Suite::read`].
    pub fn directory(directory: &Path, registry: &Registry) -> Result<Self, SuiteError> {
        let unreadable = |cause| SuiteError::Unreadable {
            path: directory.to_owned(),
            cause,
            cure: "Give a vector file, or a directory of them.",
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(directory).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            match path.extension().and_then(OsStr::to_str) {
                Some("yaml") => paths.push(path),
                Some("yml") => return Err(SuiteError::Yml(path)),
                _ => {}
            }
        }
        if paths.is_empty() {
            return Err(SuiteError::Empty(directory.to_owned()));
        }
        paths.sort();
        let files: Result<Vec<YamlText>, SuiteError> = paths.into_iter().map(vector_text).collect();
        Ok(Self::read(files?, registry)?)
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

    /// What each case means, apart from its words; in the order of the cases.
    ///
    /// # Errors
    /// None of a suite that has been read: [`meanings`] asks less of a file.
    pub fn meanings(&self) -> Result<Vec<Meaning>, Diagnostics> {
        let mut all = Vec::with_capacity(self.cases.len());
        for file in &self.files {
            all.extend(meanings(&file.yaml)?);
        }
        Ok(all)
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

/// The text of a vector file.
fn vector_text(path: PathBuf) -> Result<YamlText, SuiteError> {
    let unreadable = |cause, cure| SuiteError::Unreadable {
        path: path.clone(),
        cause,
        cure,
    };
    let of_file = "Take it out of the directory, or let it be read; a link must lead to a file.";
    let about = std::fs::metadata(&path).map_err(|cause| unreadable(cause, of_file))?;
    if !about.is_file() {
        return Err(SuiteError::NoFile(path));
    }
    if about.len() > MAX_BYTES as u64 {
        return Err(SuiteError::TooLong {
            path,
            bytes: about.len(),
        });
    }
    let bytes = std::fs::read(&path).map_err(|cause| unreadable(cause, of_file))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(YamlText::new(path.display().to_string(), text)),
        Err(error) => Err(SuiteError::NoText {
            at: error.utf8_error().valid_up_to(),
            path,
        }),
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
