//! The report for a person: what is wrong and whose fault it is, the matrix, and what could not be asked.

use std::fmt::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use super::replay::replay;
use super::words::{self, Tone};
use crate::interop::{Finding, Matrix};
use crate::plural::plural;
use crate::registry::Registry;
use crate::report::{comparison, one_line};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// The report, with colours, which a stream that is no terminal takes out.
pub fn report(matrix: &Matrix, registry: &Registry) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, matrix, registry);
    text
}

fn write(out: &mut impl Write, matrix: &Matrix, registry: &Registry) -> fmt::Result {
    for finding in &matrix.findings {
        write_finding(out, matrix, registry, finding)?;
    }
    table(out, matrix)?;
    for (implementation, meeting) in &matrix.implementations {
        if let Some(missing) = words::missing(implementation, meeting) {
            let colour = if implementation.install.is_some() {
                YELLOW
            } else {
                RED
            };
            writeln!(out, "{colour}Skipped{colour:#} {missing}")?;
        }
    }
    for broken in matrix.cells.iter().filter_map(|cell| cell.broken.as_ref()) {
        writeln!(out, "{RED}Broken{RED:#} {broken}")?;
    }
    for skipped in words::skipped(matrix) {
        writeln!(out, "{DIM}Not asked{DIM:#} {skipped}")?;
    }
    end(out, matrix)
}

fn write_finding(
    out: &mut impl Write,
    matrix: &Matrix,
    registry: &Registry,
    finding: &Finding,
) -> fmt::Result {
    writeln!(
        out,
        "{RED}{BOLD}{}{BOLD:#}{RED:#}",
        words::title(finding, registry)
    )?;
    let mut note = |name: &str, text: &str| {
        let text = text.replace('\n', "\n             ");
        writeln!(out, "  {DIM}{name:>9}{DIM:#}  {text}")
    };
    note("seen", &words::where_seen(finding))?;
    if let Some(shows) = words::shows_as(finding) {
        note("shows as", &shows)?;
    }
    note("because", &words::grounds(finding))?;
    let first = &finding.seen[0];
    match &finding.first.divergence {
        Some(divergence) => {
            let place = &divergence.place;
            let at = match place.line {
                0 => String::new(),
                line => format!(" ({}:{line})", place.file),
            };
            note("case", &format!("{}{at}", first.case))?;
            let asked = format!("{} {}", divergence.op, one_line(&divergence.input));
            note("asked", &asked)?;
            note("looked at", &divergence.subject)?;
            for (name, text) in comparison(&divergence.expected, &divergence.got) {
                note(name, &text)?;
            }
        }
        None => note("case", &first.case)?,
    }
    note("replay", &replay(matrix, first))?;
    writeln!(out)
}

/// Alice by Alice, a column for each Bob.
fn table(out: &mut impl Write, matrix: &Matrix) -> fmt::Result {
    let mut bobs: Vec<&str> = Vec::new();
    let mut alices: Vec<&str> = Vec::new();
    for cell in &matrix.cells {
        for (names, name) in [(&mut bobs, &cell.pair.bob), (&mut alices, &cell.pair.alice)] {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    const CORNER: &str = "Alice \\ Bob";
    let first = alices
        .iter()
        .map(|name| name.len())
        .chain([CORNER.len()])
        .max();
    let first = first.unwrap_or_default();
    let texts = matrix.cells.iter().map(|cell| words::cell(cell).1.len());
    let width = texts.chain(bobs.iter().map(|name| name.len())).max();
    let width = width.unwrap_or_default();
    write!(out, "{BOLD}{CORNER:<first$}")?;
    for bob in &bobs {
        write!(out, "  {bob:>width$}")?;
    }
    writeln!(out, "{BOLD:#}")?;
    for alice in alices {
        write!(out, "{alice:<first$}")?;
        for cell in matrix.cells.iter().filter(|cell| cell.pair.alice == alice) {
            let (tone, text) = words::cell(cell);
            let colour = match tone {
                Tone::Good => GREEN,
                Tone::Bad => RED,
                Tone::Unknown => YELLOW,
            };
            write!(out, "  {colour}{text:>width$}{colour:#}")?;
        }
        writeln!(out)?;
    }
    writeln!(out)
}

fn end(out: &mut impl Write, matrix: &Matrix) -> fmt::Result {
    let asked = matrix.cells.iter().map(|cell| cell.reports.len()).sum();
    let seconds = matrix.millis as f64 / 1000.0;
    let interrupted = if matrix.interrupted {
        "interrupted: "
    } else {
        ""
    };
    writeln!(
        out,
        "{interrupted}{}, {} in {seconds:.1} s, seed {}",
        plural(matrix.cells.len(), "pair"),
        plural(asked, "case"),
        matrix.seed
    )?;
    if matrix.is_clean() {
        writeln!(out, "{GREEN}{BOLD}All of these get along.{BOLD:#}{GREEN:#}")
    } else {
        Ok(())
    }
}
