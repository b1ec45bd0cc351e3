//! One JSON object a line (`spec/report-format.md`).

use std::io::{self, Write};

use serde_json::{Value, json};

use super::replay::replay;
use super::words;
use crate::interop::{Finding, Grounds, Matrix, Meeting};
use crate::report::skip_reason;
use crate::verdict::Verdict;

/// Writes the implementations, the pairs, the findings and the end, each as a line.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    let implementations = implementations(matrix);
    let pairs = pairs(matrix);
    let findings = matrix.findings.iter().map(|finding| found(matrix, finding));
    let end = json!({
        "event": "end",
        "clean": matrix.is_clean(),
        "interrupted": matrix.interrupted,
        "seed": matrix.seed.to_string(),
        "millis": matrix.millis,
    });
    for line in implementations.chain(pairs).chain(findings).chain([end]) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn implementations(matrix: &Matrix) -> impl Iterator<Item = Value> {
    matrix.implementations.iter().map(|(one, meeting)| {
        let hello = match meeting {
            Meeting::Here(hello) => Some(hello),
            _ => None,
        };
        json!({
            "event": "implementation",
            "implementation": one.name,
            "name": hello.map(|hello| &hello.name),
            "version": hello.map(|hello| &hello.version),
            "language": hello.map(|hello| &hello.language),
            "profiles": hello.map(|hello| &hello.profiles),
            "missing": words::missing(one, meeting),
            "install": one.install,
        })
    })
}

fn pairs(matrix: &Matrix) -> impl Iterator<Item = Value> {
    matrix.cells.iter().map(|cell| {
        let skipped = cell.skipped.iter();
        let skipped: Vec<Value> = skipped
            .map(|(who, reason)| json!({"implementation": who, "lacks": skip_reason(reason)}))
            .collect();
        json!({
            "event": "pair",
            "alice": cell.pair.alice,
            "bob": cell.pair.bob,
            "pass": cell.count(Verdict::Pass),
            "fail": cell.count(Verdict::Fail),
            "blocked": cell.count(Verdict::Blocked),
            "error": cell.count(Verdict::Error),
            "skip": skipped.len(),
            "skipped": skipped,
            "broken": cell.broken,
        })
    })
}

fn found(matrix: &Matrix, finding: &Finding) -> Value {
    let divergence = finding.first.divergence.as_ref();
    let seen = finding.seen.iter();
    let seen: Vec<Value> = seen
        .map(|seen| json!({"case": seen.case, "alice": seen.pair.alice, "bob": seen.pair.bob}))
        .collect();
    json!({
        "event": "finding",
        "implementation": finding.blamed,
        "requirement": finding.requirement,
        "shows_as": finding.shows_as,
        "grounds": match finding.grounds {
            Grounds::Alone => "alone",
            Grounds::WithReference => "with_reference",
            Grounds::Between => "between",
        },
        "seen": seen,
        "op": divergence.map(|divergence| &divergence.op),
        "input": divergence.map(|divergence| &divergence.input),
        "subject": divergence.map(|divergence| &divergence.subject),
        "expected": divergence.map(|divergence| &divergence.expected),
        "got": divergence.map(|divergence| &divergence.got),
        "fault": finding.first.fault.as_ref().map(crate::report::fault),
        "replay": replay(matrix, &finding.seen[0]),
    })
}
