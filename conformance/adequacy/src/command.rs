//! `cargo xtask adequacy`: reads, asks, judges and writes down.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::exit::Exit;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::SuiteError;

use crate::bank::{self, BankError, Mutant};
use crate::cli::Arguments;
use crate::gate::{self, Breach};
use crate::implementation::{Implementation, Programs};
use crate::matrix::{Matrix, matrix};
use crate::sources::Sources;
use crate::trials::{Interrupted, trials};
use crate::{record, report, suite};

/// Why there is no matrix.
#[derive(Debug, thiserror::Error)]
pub enum AdequacyError {
    /// A file of the project cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The registry is bad.
    #[error(transparent)]
    Registry(#[from] Diagnostics),
    /// The vectors are bad.
    #[error(transparent)]
    Suite(#[from] SuiteError),
    /// There is no bank.
    #[error(transparent)]
    Bank(#[from] BankError),
    /// `--only` names nobody.
    #[error("there is no mutant `{0}`; `rlog-mutant --list` shows all")]
    Unknown(String),
    /// Somebody stopped it.
    #[error("interrupted")]
    Interrupted,
}

impl AdequacyError {
    /// The exit code.
    pub const fn exit(&self) -> Exit {
        match self {
            Self::File { .. } | Self::Registry(_) | Self::Suite(_) => Exit::Input,
            Self::Bank(_) => Exit::Adapter,
            Self::Unknown(_) => Exit::Usage,
            Self::Interrupted => Exit::Interrupted,
        }
    }
}

impl From<Interrupted> for AdequacyError {
    fn from(_: Interrupted) -> Self {
        Self::Interrupted
    }
}

/// Where the committed matrix stands.
const RECORD: &str = "spec/adequacy.yaml";

/// Asks whoever was selected, prints the matrix and the verdict of the gate, and compares or writes the record.
///
/// # Errors
/// Input that cannot be used, a bank that cannot be had, a signal.
pub fn run(arguments: &Arguments) -> Result<Exit, AdequacyError> {
    let at = |path: &str| match arguments.root.to_str() {
        Some(".") => PathBuf::from(path),
        _ => arguments.root.join(path),
    };
    let registry_text = YamlText::new(
        "spec/requirements.yaml",
        read(&at("spec/requirements.yaml"))?,
    );
    let registry = Arc::new(Registry::read(&registry_text)?);
    let asked = suite::read(&at("vectors"), &registry)?;
    let sources = Sources::read(&at("conformance/mutants/src"))
        .map_err(|(path, cause)| AdequacyError::File { path, cause })?;
    let programs = Programs {
        reference: arguments.reference.clone(),
        bank: arguments.bank.clone(),
    };
    let implementations = select(bank::read(&programs.bank)?, &arguments.only)?;
    let progress = progress(implementations.len());
    let tried = trials(&implementations, &programs, &asked, &registry, |who| {
        progress.inc(1);
        progress.set_message(who.name().to_owned());
    });
    progress.finish_and_clear();
    let matrix = matrix(implementations, tried?, &registry, &asked.checks, &sources);
    let mut breaches = gate::of_implementations(&matrix, &registry);
    if arguments.only.is_empty() {
        breaches.extend(gate::of_registry(&matrix, &registry, &registry_text));
    }
    print(arguments.json, &matrix, &breaches)?;
    let drift = recorded(arguments, &at(RECORD), &matrix)?;
    if let Some(drift) = &drift {
        eprintln!("{drift}");
    }
    Ok(match breaches.is_empty() && drift.is_none() {
        true => Exit::Ok,
        false => Exit::Failures,
    })
}

/// The sound base always; the reference and all mutants, unless only some were asked for.
fn select(bank: Vec<Mutant>, only: &[String]) -> Result<Vec<Implementation>, AdequacyError> {
    for name in only {
        if !bank.iter().any(|mutant| mutant.name == *name) {
            return Err(AdequacyError::Unknown(name.clone()));
        }
    }
    let sound = match only {
        [] => vec![Implementation::Reference, Implementation::Base],
        _ => vec![Implementation::Base],
    };
    let chosen = bank
        .into_iter()
        .filter(|mutant| only.is_empty() || only.contains(&mutant.name));
    Ok(sound
        .into_iter()
        .chain(chosen.map(Implementation::Mutant))
        .collect())
}

fn progress(all: usize) -> ProgressBar {
    let bar = ProgressBar::new(all as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed}  {msg}") {
        bar.set_style(style);
    }
    bar
}

/// Writes the record or says how it differs, as is asked.
fn recorded(
    arguments: &Arguments,
    path: &Path,
    matrix: &Matrix,
) -> Result<Option<String>, AdequacyError> {
    let now = record::text(matrix);
    if arguments.record {
        fs::write(path, now).map_err(|cause| AdequacyError::File {
            path: path.to_owned(),
            cause,
        })?;
        return Ok(None);
    }
    if arguments.check {
        // One that is not there says nothing, which is out of date too.
        let committed = fs::read_to_string(path).unwrap_or_default();
        return Ok(record::drift(RECORD, &committed, &now));
    }
    Ok(None)
}

fn print(json: bool, matrix: &Matrix, breaches: &[Breach]) -> Result<(), AdequacyError> {
    let printed = match json {
        true => write_out(format_args!("{:#}\n", report::json(matrix, breaches))),
        false => write_out(format_args!("{}", report::text(matrix, breaches))),
    };
    match printed {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|cause| AdequacyError::File {
            path: PathBuf::from("standard output"),
            cause,
        }),
    }
}

fn write_out(what: fmt::Arguments<'_>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_fmt(what)?;
    out.flush()
}

fn read(path: &Path) -> Result<String, AdequacyError> {
    fs::read_to_string(path).map_err(|cause| AdequacyError::File {
        path: path.to_owned(),
        cause,
    })
}
