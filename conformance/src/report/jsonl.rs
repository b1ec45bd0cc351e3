//! One JSON object a line for each event, flat, in the order of the events (`spec/report-format.md`).

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::divergence::fault;
use super::terminal::skip_reason;
use crate::protocol::Hello;
use crate::verdict::{CaseReport, Counts, Event, Next, Summary};

/// Writes an event as a line; progress is none.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, event: &Event) -> io::Result<()> {
    let line = match event {
        Event::Start { cases, seed } => Line::Start {
            cases: *cases,
            seed: seed.to_string(),
        },
        Event::Adapter(hello) => adapter(hello),
        Event::Kills(sample) => Line::Kills {
            cases: sample.iter().map(|case| case.id.as_str()).collect(),
        },
        Event::Case(report) => Line::Case(Box::new(case(report))),
        Event::Unscored(report) => Line::Unscored(Box::new(case(report))),
        Event::End(summary) => Line::End(Box::new(end(summary))),
        Event::Progress => return Ok(()),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Line<'a> {
    Start {
        cases: usize,
        seed: String,
    },
    Adapter {
        name: &'a str,
        version: &'a str,
        language: &'a str,
        protocol: &'a str,
        profiles: &'a [String],
        operations: &'a [String],
    },
    Kills {
        cases: Vec<&'a str>,
    },
    Case(Box<CaseLine<'a>>),
    Unscored(Box<CaseLine<'a>>),
    End(Box<EndLine<'a>>),
}

/// Every field stands in every line; what a verdict has no use for is null.
#[derive(Serialize)]
struct CaseLine<'a> {
    case: &'a str,
    family: &'a str,
    verdict: &'static str,
    requirements: &'a [String],
    requirement: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    step: Option<usize>,
    op: Option<&'a str>,
    input: Option<&'a Value>,
    subject: Option<&'a str>,
    expected: Option<&'a Value>,
    got: Option<&'a Value>,
    blocked_by: Option<&'a str>,
    fault: Option<String>,
    skip: Option<String>,
    stderr: &'a str,
    micros: u64,
}

#[derive(Serialize)]
struct EndLine<'a> {
    #[serde(flatten)]
    total: CountsLine,
    unscored: CountsLine,
    faults: usize,
    families: Vec<FamilyLine<'a>>,
    seed: String,
    millis: u64,
    interrupted: bool,
    missing_operations: &'a [String],
    next: Option<NextLine<'a>>,
    stale_ledger: &'a [String],
    claim: Option<ClaimLine<'a>>,
    withheld: Option<&'a str>,
}

#[derive(Serialize)]
struct FamilyLine<'a> {
    family: &'a str,
    #[serde(flatten)]
    counts: CountsLine,
}

#[derive(Serialize)]
struct CountsLine {
    pass: usize,
    fail: usize,
    warn: usize,
    blocked: usize,
    skip: usize,
    error: usize,
    expected: usize,
}

#[derive(Serialize)]
struct NextLine<'a> {
    operation: &'a str,
    cases: usize,
    profiles: &'a [String],
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    revision: &'a str,
    implementation: &'a str,
    profiles: &'a [String],
    requirements: usize,
    cases: usize,
    without: &'a [String],
}

fn adapter(hello: &Hello) -> Line<'_> {
    let Hello {
        name,
        version,
        language,
        protocol,
        profiles,
        operations,
        ..
    } = hello;
    Line::Adapter {
        name,
        version,
        language,
        protocol,
        profiles,
        operations,
    }
}

fn case(report: &CaseReport) -> CaseLine<'_> {
    let divergence = report.divergence.as_ref();
    // A generated case stands in no file.
    let place = divergence
        .map(|divergence| &divergence.place)
        .filter(|place| place.line > 0);
    CaseLine {
        case: &report.case,
        family: &report.family,
        verdict: report.verdict.as_str(),
        requirements: &report.requirements,
        requirement: divergence.map(|divergence| divergence.req.as_str()),
        file: place.map(|place| place.file.as_str()),
        line: place.map(|place| place.line),
        step: divergence.map(|divergence| divergence.step),
        op: divergence.map(|divergence| divergence.op.as_str()),
        input: divergence.map(|divergence| &divergence.input),
        subject: divergence.map(|divergence| divergence.subject.as_str()),
        expected: divergence.map(|divergence| &divergence.expected),
        got: divergence.map(|divergence| &divergence.got),
        blocked_by: report.blocked_by.as_deref(),
        fault: report.fault.as_ref().map(fault),
        skip: report.skip.as_ref().map(skip_reason),
        stderr: &report.stderr,
        micros: report.micros,
    }
}

fn end(summary: &Summary) -> EndLine<'_> {
    let claim = summary.claim.as_ref();
    EndLine {
        total: counts(&summary.total),
        unscored: counts(&summary.unscored),
        faults: summary.faults,
        families: summary
            .families
            .iter()
            .map(|(family, each)| FamilyLine {
                family,
                counts: counts(each),
            })
            .collect(),
        seed: summary.seed.to_string(),
        millis: summary.millis,
        interrupted: summary.interrupted,
        missing_operations: &summary.missing_operations,
        next: summary.next.as_ref().map(next),
        stale_ledger: &summary.stale_ledger,
        claim: claim.ok().map(|claim| ClaimLine {
            revision: &claim.revision,
            implementation: &claim.implementation,
            profiles: &claim.profiles,
            requirements: claim.requirements,
            cases: claim.cases,
            without: &claim.without,
        }),
        withheld: claim.err().map(String::as_str),
    }
}

fn next(next: &Next) -> NextLine<'_> {
    let Next {
        operation,
        cases,
        profiles,
    } = next;
    NextLine {
        operation,
        cases: *cases,
        profiles,
    }
}

fn counts(counts: &Counts) -> CountsLine {
    let Counts {
        pass,
        fail,
        warn,
        blocked,
        skip,
        error,
        expected_fail,
    } = *counts;
    CountsLine {
        pass,
        fail,
        warn,
        blocked,
        skip,
        error,
        expected: expected_fail,
    }
}
