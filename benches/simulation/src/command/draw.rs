//! Writes the files of the page.

use std::path::Path;

use super::error::CommandError;
use crate::page::{self, File};
use crate::results::Results;

/// Writes the page of these results, and its plots, into a folder.
pub(super) fn write(results: &Results, into: &Path) -> Result<(), CommandError> {
    for File { path, content } in page::files(results)? {
        let path = into.join(path);
        let folder = path.parent().unwrap_or(into);
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, content));
        written.map_err(|error| CommandError::Write { path, error })?;
    }
    Ok(())
}

/// The results that were measured before.
pub(super) fn read(from: &Path) -> Result<Results, CommandError> {
    let path = from.join(page::RESULTS);
    let read = std::fs::read(&path).map_err(|error| CommandError::Read {
        path: path.clone(),
        error: error.to_string(),
    })?;
    serde_json::from_slice(&read).map_err(|error| CommandError::Read {
        path,
        error: error.to_string(),
    })
}
