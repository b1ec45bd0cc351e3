//! The report for a person: each finding as a story, where it was saved, and how far the search came.

use std::fmt::{self, Write};
use std::path::Path;

use clap::builder::styling::{AnsiColor, Style};

use crate::fuzz::{Finding, Outcome};
use crate::plural::plural;
use crate::transport::AdapterSource;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// A finding, with colours: what a run of its file says of it, if it was run, and what happens in it.
pub fn finding(finding: &Finding, saved: &Path, ran: Option<&str>) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_finding(&mut text, finding, saved, ran);
    text
}

fn write_finding(
    out: &mut impl Write,
    finding: &Finding,
    saved: &Path,
    ran: Option<&str>,
) -> fmt::Result {
    match ran {
        // It tells the story as the reason for the case.
        Some(ran) => writeln!(out, "{}", ran.trim_matches('\n'))?,
        None => {
            writeln!(out, "{RED}{BOLD}{}{BOLD:#}{RED:#}", finding.blame.name())?;
            for line in &finding.told {
                writeln!(out, "  {line}")?;
            }
        }
    }
    if finding.repeats == Some(false) {
        writeln!(
            out,
            "{YELLOW}It did not happen again when it was asked alone{YELLOW:#}: it depends on what else the adapter was asked, or on time."
        )?;
    }
    writeln!(
        out,
        "{BOLD}Saved{BOLD:#} as {} {DIM}(case {}{}){DIM:#}\n",
        saved.display(),
        finding.number,
        finding.shrunk()
    )
}

/// How far the search came, and what came of it.
pub fn summary(outcome: &Outcome, seed: u64, source: &AdapterSource, directory: &Path) -> String {
    let mut text = String::new();
    let _ = write_summary(&mut text, outcome, seed, source, directory);
    text
}

fn write_summary(
    out: &mut impl Write,
    outcome: &Outcome,
    seed: u64,
    source: &AdapterSource,
    directory: &Path,
) -> fmt::Result {
    for fault in &outcome.unexplained {
        writeln!(out, "{RED}Adapter{RED:#}: no case does it alone: {fault}.")?;
    }
    if let Some(why) = &outcome.given_up {
        writeln!(out, "{RED}Adapter{RED:#}: given up after {why}.")?;
    }
    let seconds = outcome.searched.as_secs_f64();
    let interrupted = if outcome.interrupted {
        "interrupted after "
    } else {
        ""
    };
    writeln!(
        out,
        "{interrupted}{} in {seconds:.1} s, {:.0} a second, seed {seed}",
        plural(usize::try_from(outcome.asked).unwrap_or(usize::MAX), "case"),
        outcome.asked as f64 / seconds.max(0.001),
    )?;
    if outcome.findings.is_empty() {
        return match outcome.asked {
            0 => writeln!(
                out,
                "{YELLOW}Nothing was asked{YELLOW:#}: the adapter claims no profile, or has no operation, that any case needs."
            ),
            _ => writeln!(out, "{GREEN}Nothing found{GREEN:#}."),
        };
    }
    let blamed: Vec<&str> = outcome
        .findings
        .iter()
        .map(|finding| finding.blame.name())
        .collect();
    writeln!(out, "{RED}Found{RED:#}: {}.", blamed.join(", "))?;
    let directory = directory.display().to_string();
    let again = source.command_line(&["rlog-conformance", "run", "--vectors", &directory]);
    writeln!(out, "Ask what was found again: {again}")
}
