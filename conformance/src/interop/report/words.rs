//! What all formats say in the same words.

use std::collections::BTreeMap;

use crate::interop::{Cell, Finding, Grounds, Implementation, Matrix, Meeting};
use crate::registry::Registry;
use crate::report::{fault, skip_reason};
use crate::verdict::Verdict;

/// How a cell came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
    Unknown,
}

/// A cell in a few words: `213 ok`, `3 of 213 fail`.
pub(super) fn cell(cell: &Cell) -> (Tone, String) {
    let asked = cell.reports.len();
    let count = |verdict| cell.count(verdict);
    let (fail, error) = (count(Verdict::Fail), count(Verdict::Error));
    match (&cell.broken, asked, fail + count(Verdict::Blocked), error) {
        (Some(_), ..) => (Tone::Bad, "broken".to_owned()),
        (None, 0, ..) => (Tone::Unknown, "nothing asked".to_owned()),
        (None, _, 0, 0) => (Tone::Good, format!("{asked} ok")),
        (None, _, 0, error) => (Tone::Bad, format!("{error} of {asked} error")),
        (None, _, fail, _) => (Tone::Bad, format!("{} of {asked} fail", fail + error)),
    }
}

/// What an implementation does wrong, as a sentence without its end: `second breaks RL-READ-4: …`.
pub(super) fn title(finding: &Finding, registry: &Registry) -> String {
    let blamed = &finding.blamed;
    match &finding.requirement {
        Some(id) => {
            let statement = registry
                .requirement(id)
                .map_or("", |entry| entry.statement.as_str());
            format!("{blamed} breaks {id}: {statement}")
        }
        None => {
            let what = finding.first.fault.as_ref().map(fault).unwrap_or_default();
            format!("{blamed} is no good adapter. {what}")
        }
    }
}

/// Who met whom where it shows, and how often: `second as Bob of reference (12)`.
pub(super) fn where_seen(finding: &Finding) -> String {
    let mut pairs: BTreeMap<_, usize> = BTreeMap::new();
    for seen in &finding.seen {
        *pairs.entry(&seen.pair).or_default() += 1;
    }
    let words = pairs.iter().map(|(pair, count)| match pair.is_alone() {
        true => format!("with itself ({count})"),
        false => format!("Alice {}, Bob {} ({count})", pair.alice, pair.bob),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The requirements whose assertions diverged, where they are others than the one that is blamed.
pub(super) fn shows_as(finding: &Finding) -> Option<String> {
    let own = finding.requirement.as_slice();
    (finding.shows_as != own).then(|| finding.shows_as.join(", "))
}

/// How it is known who is to blame, a sentence.
pub(super) fn grounds(finding: &Finding) -> String {
    let blamed = &finding.blamed;
    match finding.grounds {
        Grounds::Alone => format!("{blamed} does it in the same case with itself too."),
        Grounds::WithReference => format!(
            "{blamed} gets along with itself, and does it with the reference in the other's place too; the other gets along with the reference."
        ),
        Grounds::Between => format!(
            "Each gets along with itself, and the reference does not tell who is to blame; it is {blamed} whose output is not as it must be."
        ),
    }
}

/// Why an implementation is not in the matrix, and what to do about it; `None` if it is.
pub(super) fn missing(implementation: &Implementation, meeting: &Meeting) -> Option<String> {
    let Meeting::Missing(reason) = meeting else {
        return None;
    };
    let cure = match &implementation.install {
        Some(install) => format!("Install it with `{install}`"),
        None => {
            let check = implementation
                .source
                .command_line(&["rlog-conformance", "check"]);
            format!("`{check}` tells more")
        }
    };
    Some(format!("{}: {reason}. {cure}.", implementation.name))
}

/// What was not asked in any of the cells, by who lacks what, and how often.
pub(super) fn skipped(matrix: &Matrix) -> Vec<String> {
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for cell in &matrix.cells {
        for (who, reason) in &cell.skipped {
            *counts.entry((who, skip_reason(reason))).or_default() += 1;
        }
    }
    let each = counts.iter();
    each.map(|((who, reason), count)| format!("{who}: {reason} ({count})"))
        .collect()
}
