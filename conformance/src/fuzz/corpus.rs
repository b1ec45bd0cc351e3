//! The directory that inputs are made from, besides the suite's own vectors, and that what was found is written to.

use std::path::{Path, PathBuf};

use crate::registry::Registry;
use crate::vectors::{Case, Suite, SuiteError};

/// A corpus.
#[derive(Debug)]
pub struct Corpus {
    /// Where it is.
    pub directory: PathBuf,
    /// The cases of its vector files.
    pub cases: Vec<Case>,
}

impl Corpus {
    /// Reads the vector files of a directory. There may be none, and the directory is not there until something is found.
    ///
    /// # Errors
    /// A file that is no vector file, or one of another revision: with its line.
    pub fn read(directory: &Path, registry: &Registry) -> Result<Self, SuiteError> {
        let cases = match directory.try_exists() {
            Ok(false) => Vec::new(),
            Ok(true) | Err(_) => match Suite::directory(directory, registry) {
                Ok(suite) => suite.cases,
                Err(SuiteError::Empty(_)) => Vec::new(),
                Err(error) => return Err(error),
            },
        };
        Ok(Self {
            directory: directory.to_owned(),
            cases,
        })
    }
}
