//! Reads vector files strictly: from YAML to cases, or to complaints with file and line.

mod assertion;
mod case;
mod fault;
mod file;
mod meaning;
mod names;
mod quoting;
mod raw;
mod scenario;
mod step;
mod world;
mod written_out;

pub use file::VectorFile;
pub(super) use file::{FileCase, file};
pub use meaning::{Asserted, Meaning, meanings};
pub use written_out::written_out;

use std::fmt::Display;
use std::str::FromStr;

use serde_saphyr::Spanned;

use crate::diagnostic::{Diagnostic, YamlText};
use crate::registry::Registry;
use crate::yaml::{Node, Yaml};
use names::Names;

/// What every part of a file is read with.
struct Context<'a> {
    yaml: &'a YamlText,
    registry: &'a Registry,
    names: Names,
}

impl Context<'_> {
    /// A complaint about a part that knows where it stands.
    fn fault<T>(&self, part: &Spanned<T>, message: impl Into<String>) -> Diagnostic {
        crate::yaml::fault(self.yaml, part.referenced, message)
    }

    /// A quoted number, counted from 1 to `most`.
    fn counted<N: FromStr + Ord + Display>(
        &self,
        node: &Node,
        what: &str,
        most: N,
    ) -> Result<N, Diagnostic> {
        let number = match &node.value {
            Yaml::Text(text) if !text.starts_with(['0', '+', '-']) => text.parse().ok(),
            _ => None,
        };
        number.filter(|number| *number <= most).ok_or_else(|| {
            let message =
                format!("`{what}` is a quoted number, counted from \"1\" and at most \"{most}\".");
            self.fault(node, message)
        })
    }
}

/// The line of a part, counted from 1.
fn line<T>(part: &Spanned<T>) -> u32 {
    u32::try_from(part.referenced.line()).unwrap_or(u32::MAX)
}
