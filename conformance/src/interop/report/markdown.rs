//! The matrix as a document in Markdown.

use std::fmt::{self, Write};

use super::replay::replay;
use super::words::{self, Tone};
use crate::interop::Matrix;
use crate::registry::Registry;

/// The document.
pub fn document(matrix: &Matrix, registry: &Registry) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, matrix, registry);
    text
}

fn write(out: &mut impl Write, matrix: &Matrix, registry: &Registry) -> fmt::Result {
    writeln!(out, "# Interoperation\n")?;
    table(out, matrix)?;
    if !matrix.findings.is_empty() {
        writeln!(out, "\n## What is wrong")?;
    }
    for finding in &matrix.findings {
        writeln!(out, "\n**{}**\n", words::title(finding, registry))?;
        writeln!(out, "- seen: {}", words::where_seen(finding))?;
        if let Some(shows) = words::shows_as(finding) {
            writeln!(out, "- shows as: {shows}")?;
        }
        writeln!(out, "- because: {}", words::grounds(finding))?;
        writeln!(out, "- replay: `{}`", replay(matrix, &finding.seen[0]))?;
    }
    let missing = matrix.implementations.iter();
    let missing = missing.filter_map(|(one, meeting)| words::missing(one, meeting));
    let unasked: Vec<String> = missing.chain(words::skipped(matrix)).collect();
    if !unasked.is_empty() {
        writeln!(out, "\n## What was not asked\n")?;
    }
    for line in unasked {
        writeln!(out, "- {line}")?;
    }
    Ok(())
}

fn table(out: &mut impl Write, matrix: &Matrix) -> fmt::Result {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    let mut bobs: Vec<&str> = Vec::new();
    for cell in &matrix.cells {
        let (tone, text) = words::cell(cell);
        let text = if tone == Tone::Good {
            text
        } else {
            format!("**{text}**")
        };
        if !bobs.contains(&cell.pair.bob.as_str()) {
            bobs.push(&cell.pair.bob);
        }
        match rows.last_mut() {
            Some((alice, row)) if *alice == cell.pair.alice => row.push(text),
            _ => rows.push((&cell.pair.alice, vec![text])),
        }
    }
    writeln!(out, "| Alice \\ Bob | {} |", bobs.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(bobs.len()))?;
    for (alice, row) in rows {
        writeln!(out, "| {alice} | {} |", row.join(" | "))?;
    }
    Ok(())
}
