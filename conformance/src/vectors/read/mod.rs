//! Reads vector files strictly: from YAML to cases, or to complaints with file and line.

mod assertion;
mod case;
mod file;
mod names;
mod quoting;
mod raw;
mod world;

pub use file::VectorFile;
pub(super) use file::{FileCase, file};

use crate::diagnostic::{Diagnostic, YamlText};
use crate::registry::Registry;
use names::Names;

/// What every part of a file is read with.
struct Context<'a> {
    yaml: &'a YamlText,
    registry: &'a Registry,
    names: Names,
}

impl Context<'_> {
    /// A complaint about a part that knows where it stands.
    fn fault<T>(&self, part: &serde_saphyr::Spanned<T>, message: impl Into<String>) -> Diagnostic {
        crate::yaml::fault(self.yaml, part.referenced, message)
    }
}

/// The line of a part, counted from 1.
fn line<T>(part: &serde_saphyr::Spanned<T>) -> u32 {
    u32::try_from(part.referenced.line()).unwrap_or(u32::MAX)
}
