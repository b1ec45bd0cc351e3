//! The committed file, `spec/coverage.md`: written, or compared.

use std::path::{Path, PathBuf};

use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{Suite, SuiteError};

use super::bank::Bank;
use super::{outcomes, rejections, requirements, transitions};
use crate::difference::difference;

const FILE: &str = "spec/coverage.md";

const HEAD: &str = "\
# Coverage

What the suite asks for. `cargo xtask coverage` writes this page, and CI compares it: what is no longer covered shows in a diff.
The mutants are those of [adequacy.yaml](adequacy.yaml).
";

/// Why there is no snapshot, or not this one.
#[derive(Debug, thiserror::Error)]
pub enum CoverageError {
    /// A file could not be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        path: PathBuf,
        cause: std::io::Error,
    },
    #[error(transparent)]
    Registry(#[from] Diagnostics),
    #[error(transparent)]
    Suite(#[from] SuiteError),
    /// The recorded matrix cannot be used.
    #[error("{0}")]
    Bank(String),
    /// The committed file is another.
    #[error(
        "{FILE}:{line}: says `{found}`, and it is `{expected}`. Run `cargo xtask coverage`, and look at what it changes."
    )]
    Drift {
        line: usize,
        found: String,
        expected: String,
    },
}

/// Writes the file below the project's `root`.
pub fn write(root: &Path) -> Result<(), CoverageError> {
    let path = root.join(FILE);
    std::fs::write(&path, text(root)?).map_err(|cause| CoverageError::File { path, cause })
}

/// Compares it.
pub fn check(root: &Path) -> Result<(), CoverageError> {
    compare(&text(root)?, &read(root, FILE)?)
}

fn compare(expected: &str, found: &str) -> Result<(), CoverageError> {
    match difference(expected, found) {
        None => Ok(()),
        Some(at) => Err(CoverageError::Drift {
            line: at.line,
            found: at.found.to_owned(),
            expected: at.expected.to_owned(),
        }),
    }
}

fn text(root: &Path) -> Result<String, CoverageError> {
    let yaml = YamlText::new(
        "spec/requirements.yaml",
        read(root, "spec/requirements.yaml")?,
    );
    let registry = Registry::read(&yaml)?;
    let suite = Suite::directory(&root.join("vectors"), &registry)?;
    let bank = Bank::read(root).map_err(CoverageError::Bank)?;
    let sections = [
        (
            "Requirements",
            "How many vectors assert each, which properties do, and which mutants break it. A vector with a twin is one that \
             differs from its twin in a fault alone.",
            requirements::table(&registry, &suite.cases, &bank),
        ),
        (
            "Branches of decoders and checks: rejections",
            "Every reason and detail of the adapter protocol's closed list, and how many vectors expect it of which decoder.",
            rejections::table(&suite.cases),
        ),
        (
            "Branches of answers: outcomes",
            "Every field of an answer that holds a word of a closed list, and how often vectors expect each word there.",
            outcomes::table(&suite.cases),
        ),
        (
            "Transitions of the model",
            "Every transition of the pointer's state machine that histories of a few steps can show \
             (`conformance/model/src/transition/`), and the first vector in the cover that shows it.",
            transitions::table(&suite),
        ),
    ];
    let section =
        |(title, about, table): (&str, &str, String)| format!("\n## {title}\n\n{about}\n\n{table}");
    Ok(HEAD.to_owned() + &sections.map(section).concat())
}

fn read(root: &Path, file: &str) -> Result<String, CoverageError> {
    let path = root.join(file);
    std::fs::read_to_string(&path).map_err(|cause| CoverageError::File { path, cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_told() {
        let said = compare("| a | 1 |\n", "| a | 2 |\n").expect_err("they differ");
        let begins = "spec/coverage.md:1: says `| a | 2 |`, and it is `| a | 1 |`.";
        assert!(said.to_string().starts_with(begins), "{said}");
    }
}
