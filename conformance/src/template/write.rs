//! Writes an adapter into a directory where nothing else is.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::language::Language;

/// Why the adapter was not written, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// Somebody's files are there.
    #[error("{} exists and is not empty. Name a directory that is empty, or not there yet.", .0.display())]
    NotEmpty(PathBuf),
    /// Something else has that name.
    #[error("{} is a file. Name a directory that is empty, or not there yet.", .0.display())]
    NoDirectory(PathBuf),
    /// The system refuses.
    #[error("Cannot write {}: {cause}.", path.display())]
    Write {
        /// Which file or directory.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// Writes the adapter, and says which files these are. The directory is made if it is not there.
///
/// # Errors
/// A directory that is not empty, of which nothing is touched, or a system that refuses.
pub fn write(language: Language, directory: &Path) -> Result<Vec<PathBuf>, TemplateError> {
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |cause| TemplateError::Write { path, cause }
    };
    match fs::read_dir(directory).map(|mut entries| entries.next()) {
        Ok(Some(_)) => return Err(TemplateError::NotEmpty(directory.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(TemplateError::NoDirectory(directory.to_owned()));
        }
        // Whatever else is wrong shows in what is written next.
        Ok(None) | Err(_) => {}
    }
    let mut written = Vec::new();
    for file in language.files() {
        let path = directory.join(file.path);
        let within = path.parent().unwrap_or(directory);
        fs::create_dir_all(within).map_err(refused(within))?;
        File::create_new(&path)
            .and_then(|mut new| new.write_all(file.text.as_bytes()))
            .map_err(refused(&path))?;
        written.push(path);
    }
    Ok(written)
}
