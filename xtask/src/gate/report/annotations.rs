//! The report as annotations that a forge shows beside the lines they are about: workflow commands, one a line.

use super::told::Told;
use crate::gate::comparison::Change;
use crate::gate::flips::{Cause, Flip};

pub fn text(told: &Told) -> String {
    let mut out = String::new();
    for complaint in told.complaints() {
        out += &command("error", &complaint.file, complaint.line, &complaint.message);
    }
    if let Some(comparison) = &told.comparison {
        for change in &comparison.changes {
            out += &command("notice", &change.file, change.line, &said(change));
        }
        for flip in &comparison.flips {
            let level = match flip.cause {
                Cause::YourFix => "notice",
                Cause::RulesChanged | Cause::YourBug => "warning",
            };
            out += &command(level, &flip.file, flip.line, &flipped(flip));
        }
    }
    out
}

fn said(change: &Change) -> String {
    let seen = change.seen.join("; ");
    format!(
        "{} is a change of the kind {}: {seen}.",
        change.of, change.kind
    )
}

fn flipped(flip: &Flip) -> String {
    let is = flip
        .is
        .map_or("no longer asked", |verdict| verdict.as_str());
    let (who, case, cause) = (&flip.implementation, &flip.case, flip.cause.words());
    format!("{who}: {case} is {is} now: {cause}.")
}

/// A command, with the escapes that its form asks for: the data may hold no line ends, a property neither colons nor commas.
fn command(level: &str, file: &str, line: u32, message: &str) -> String {
    let data = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = data(file).replace(':', "%3A").replace(',', "%2C");
    format!("::{level} file={property},line={line}::{}\n", data(message))
}
