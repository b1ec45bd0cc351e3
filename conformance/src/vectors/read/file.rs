//! One vector file: its head, and its cases.

use serde_saphyr::Spanned;

use super::names::Names;
use super::raw::RawFile;
use super::{Context, case, quoting};
use crate::diagnostic::{Diagnostic, Diagnostics, YamlText};
use crate::registry::Registry;
use crate::vectors::Case;
use crate::yaml::{document, fault, typed};

/// What a vector file says of itself, and its text.
#[derive(Debug, Clone)]
pub struct VectorFile {
    /// The text, under the name that the places of its cases carry.
    pub yaml: YamlText,
    /// What the file is about, a few words.
    pub subject: String,
    /// A paragraph for the reader.
    pub about: Option<String>,
    /// The command that writes the file, if one does.
    pub generated: Option<String>,
    /// The revision of the registry that it was made for, if it says so.
    pub revision: Option<String>,
}

/// A case, and where its id and its twin's stand, for complaints that need the whole suite.
pub struct FileCase {
    pub case: Case,
    pub id: Spanned<String>,
    pub twin: Option<Spanned<String>>,
}

/// Reads one file: both parsers, then quoting, then the cases one by one, so that each bad case is told.
pub fn file(
    yaml: &YamlText,
    registry: &Registry,
) -> Result<(VectorFile, Vec<FileCase>), Diagnostics> {
    let tree = match document(yaml) {
        Ok(tree) => tree,
        Err(disagreement) => return Err(unquoted_first(yaml, disagreement)),
    };
    let mut faults = Vec::new();
    quoting::unquoted(yaml, &tree, &mut faults);
    if !faults.is_empty() {
        return Err(Diagnostics(faults));
    }
    let raw: RawFile = typed(yaml)?;
    if let Some(revision) = &raw.revision
        && revision.value != registry.revision()
    {
        let message = format!(
            "This file was made by the model of revision {}, and this suite is of revision {}. Make it anew with this one.",
            revision.value,
            registry.revision()
        );
        return Err(fault(yaml, revision.referenced, message).into());
    }
    if raw.cases.value.is_empty() {
        return Err(fault(
            yaml,
            raw.cases.referenced,
            "A vector file has at least one case.",
        )
        .into());
    }
    let context = Context {
        yaml,
        registry,
        names: Names::read(yaml, raw.names.as_ref())?,
    };
    let mut cases = Vec::new();
    for raw in raw.cases.value {
        match case::read(&context, &raw) {
            Ok(case) => cases.push(FileCase {
                case,
                id: raw.value.id,
                twin: raw.value.twin,
            }),
            Err(diagnostic) => faults.push(diagnostic),
        }
    }
    if faults.is_empty() {
        let head = VectorFile {
            yaml: yaml.clone(),
            subject: raw.subject,
            about: raw.about,
            generated: raw.generated,
            revision: raw.revision.map(|revision| revision.value),
        };
        Ok((head, cases))
    } else {
        Err(Diagnostics(faults))
    }
}

/// Where the parsers disagree about an unquoted scalar, the missing quotes are the better complaint.
fn unquoted_first(yaml: &YamlText, disagreement: Diagnostic) -> Diagnostics {
    let mut found = Vec::new();
    if let Ok(tree) = typed(yaml) {
        quoting::unquoted(yaml, &tree, &mut found);
    }
    if found.is_empty() {
        found.push(disagreement);
    }
    Diagnostics(found)
}
