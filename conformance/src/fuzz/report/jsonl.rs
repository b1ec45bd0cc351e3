//! One JSON object a line, flat (`spec/fuzzing.md`).

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::fuzz::{Finding, Outcome};

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Line<'a> {
    Start {
        seed: String,
        cases: usize,
        millis: u128,
    },
    Finding {
        case: &'a str,
        requirement: Option<&'a str>,
        fault: Option<&'a str>,
        number: usize,
        found_as: usize,
        shrunk_to: usize,
        smallest: bool,
        repeats: Option<bool>,
        told: &'a [String],
        file: String,
    },
    End {
        asked: u64,
        findings: usize,
        seed: String,
        millis: u128,
        unexplained: &'a [String],
        given_up: Option<&'a str>,
        interrupted: bool,
    },
}

fn line(out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// The search begins, with these bounds.
///
/// # Errors
/// Those of the writer.
pub fn start(out: &mut impl Write, seed: u64, cases: usize, millis: u128) -> io::Result<()> {
    let seed = seed.to_string();
    line(
        out,
        &Line::Start {
            seed,
            cases,
            millis,
        },
    )
}

/// A finding, and where it was saved.
///
/// # Errors
/// Those of the writer.
pub fn finding(out: &mut impl Write, finding: &Finding, saved: &Path) -> io::Result<()> {
    let (name, of_adapter) = (finding.blame.name(), finding.blame.is_of_adapter());
    line(
        out,
        &Line::Finding {
            case: &finding.case.id,
            requirement: (!of_adapter).then_some(name),
            fault: of_adapter.then_some(name),
            number: finding.number,
            found_as: finding.from,
            shrunk_to: finding.to,
            smallest: finding.smallest,
            repeats: finding.repeats,
            told: &finding.told,
            file: saved.display().to_string(),
        },
    )
}

/// The run has come to its end.
///
/// # Errors
/// Those of the writer.
pub fn end(out: &mut impl Write, outcome: &Outcome, seed: u64) -> io::Result<()> {
    line(
        out,
        &Line::End {
            asked: outcome.asked,
            findings: outcome.findings.len(),
            seed: seed.to_string(),
            millis: outcome.searched.as_millis(),
            unexplained: &outcome.unexplained,
            given_up: outcome.given_up.as_deref(),
            interrupted: outcome.interrupted,
        },
    )
}
