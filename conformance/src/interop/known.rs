//! The implementations that a file names: how each is started, and what installs it.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::implementation::{Implementation, is_name};
use crate::diagnostic::{Diagnostic, YamlText};
use crate::transport::AdapterSource;
use crate::yaml::{fault, typed};

/// Why a file names no implementations.
#[derive(Debug, thiserror::Error)]
pub enum KnownError {
    /// It cannot be read.
    #[error("Cannot read {}: {cause}. Give another file with --implementations.", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is not of the form.
    #[error("{0}")]
    Form(Box<Diagnostic>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    implementations: Vec<RawImplementation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawImplementation {
    name: Spanned<String>,
    command: Spanned<Vec<String>>,
    install: String,
}

/// Reads such a file (`spec/interop.md`).
///
/// # Errors
/// [`KnownError`], with file and line.
pub fn known(path: &Path) -> Result<Vec<Implementation>, KnownError> {
    let text = std::fs::read_to_string(path).map_err(|cause| KnownError::Read {
        path: path.to_owned(),
        cause,
    })?;
    let yaml = YamlText::new(path.display().to_string(), text);
    let refuse = |diagnostic| KnownError::Form(Box::new(diagnostic));
    let raw: RawFile = typed(&yaml).map_err(refuse)?;
    let here = path.parent().unwrap_or(Path::new(""));
    let mut all: Vec<Implementation> = Vec::new();
    for one in raw.implementations {
        let name = one.name.value;
        if !is_name(&name) || all.iter().any(|known| known.name == name) {
            let wrong = "This name is taken, or has other characters than lowercase letters, digits and hyphens.";
            return Err(refuse(fault(&yaml, one.name.referenced, wrong)));
        }
        if one.command.value.is_empty() {
            let wrong = "This command is empty. Write the program and its arguments as a list.";
            return Err(refuse(fault(&yaml, one.command.referenced, wrong)));
        }
        let words = one.command.value.iter().map(|word| found(word, here));
        all.push(Implementation {
            name,
            source: AdapterSource::Command(words.collect()),
            install: Some(one.install),
        });
    }
    Ok(all)
}

/// A word with a slash is a path beside the file. A word without one may be a program beside the harness, where cargo puts
/// all of them; the system looks for any other.
fn found(word: &str, here: &Path) -> String {
    let beside = if word.contains('/') {
        Some(here.join(word))
    } else {
        let harness = std::env::current_exe().ok();
        harness.and_then(|harness| Some(harness.parent()?.join(word)))
    };
    let there = beside.filter(|path| word.contains('/') || path.is_file());
    there.map_or_else(|| word.to_owned(), |path| path.display().to_string())
}
