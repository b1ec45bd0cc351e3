//! The revisions that this build of the harness carries.

use super::frozen::Revision;
use crate::diagnostic::{Diagnostics, YamlText};

/// All of them, in the order of their names.
///
/// # Errors
/// As [`Revision::read`]; the checks of the project rule them out.
pub fn embedded_revisions() -> Result<Vec<Revision>, Diagnostics> {
    EMBEDDED
        .iter()
        .map(|(name, text)| Revision::read(&YamlText::new(*name, *text)))
        .collect()
}

include!(concat!(env!("OUT_DIR"), "/embedded_revisions.rs"));
