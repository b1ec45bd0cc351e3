//! The report for a person: a table by family, everything that is not as it should be, and the claim.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use super::divergence::case_report;
use super::outcome::Outcome;
use crate::plural::plural;
use crate::verdict::{CaseReport, Counts, SkipReason, Verdict};

/// How many cases that blame one requirement are shown in full.
const SHOWN: usize = 3;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// The report, with colours, which a stream that is no terminal takes out.
pub fn report(outcome: &Outcome<'_>) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, outcome);
    text
}

fn write(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    diverging(out, outcome)?;
    blocked(out, outcome)?;
    skipped(out, outcome)?;
    expected(out, outcome)?;
    unscored(out, outcome)?;
    table(out, outcome)?;
    verdict(out, outcome)
}

/// What came of cases that were replayed: each in full, in a line if there is nothing to show.
pub fn replayed(outcome: &Outcome<'_>) -> String {
    let mut text = String::new();
    for report in &outcome.reports {
        let shown = match report.verdict {
            Verdict::Pass => format!("{GREEN}pass{GREEN:#}: {}", report.case),
            Verdict::Skip => format!(
                "skip: {}",
                report.skip.as_ref().map(skip_reason).unwrap_or_default()
            ),
            _ => case_report(outcome, report, true),
        };
        let _ = writeln!(text, "\n{shown}");
    }
    text
}

/// Warnings, failures and errors, in this order: what matters most is nearest to the end. Among these, what most cases
/// blame comes first: the likeliest cause of all of it.
fn diverging(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    for (verdict, noun) in [
        (Verdict::Warn, "warning"),
        (Verdict::Fail, "failure"),
        (Verdict::Error, "error"),
    ] {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut left_out: Vec<(&str, Vec<&str>)> = Vec::new();
        for (blamed, report) in most_blamed_first(outcome.with(verdict)) {
            let count = shown.entry(blamed).or_default();
            *count += 1;
            if *count <= SHOWN {
                writeln!(out, "{}\n", case_report(outcome, report, true))?;
            } else {
                match left_out
                    .iter_mut()
                    .find(|(requirement, _)| *requirement == blamed)
                {
                    Some((_, cases)) => cases.push(&report.case),
                    None => left_out.push((blamed, vec![&report.case])),
                }
            }
        }
        for (blamed, cases) in left_out {
            let more = plural(cases.len(), &format!("more {noun}"));
            writeln!(out, "{DIM}{more} of {blamed}: {}{DIM:#}\n", some_of(&cases))?;
        }
    }
    Ok(())
}

/// Each report with what it blames; those that blame the same as most others first, otherwise in order.
fn most_blamed_first<'r>(
    reports: impl Iterator<Item = &'r CaseReport>,
) -> Vec<(&'r str, &'r CaseReport)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ordered = Vec::new();
    for report in reports {
        let blamed = report
            .divergence
            .as_ref()
            .map_or("the adapter", |divergence| &divergence.req);
        *counts.entry(blamed).or_default() += 1;
        ordered.push((blamed, report));
    }
    ordered.sort_by_key(|(blamed, _)| Reverse(counts.get(blamed).copied()));
    ordered
}

fn blocked(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    let groups = grouped(outcome.with(Verdict::Blocked), |report| {
        report.blocked_by.clone().unwrap_or_default()
    });
    section(
        out,
        "Blocked: these diverge too, but need a requirement that failed",
        &groups,
    )
}

fn skipped(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    let groups = grouped(outcome.with(Verdict::Skip), |report| {
        report.skip.as_ref().map(skip_reason).unwrap_or_default()
    });
    section(out, "Skipped", &groups)
}

fn expected(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    let blamed = |report: &CaseReport| {
        report
            .divergence
            .as_ref()
            .map(|divergence| divergence.req.clone())
            .unwrap_or_default()
    };
    section(
        out,
        "Failing as the ledger expects",
        &grouped(outcome.with(Verdict::ExpectedFail), blamed),
    )
}

/// What came of later cases: no more than a hint of what the next revision asks.
fn unscored(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    let came = |report: &CaseReport| match &report.divergence {
        Some(divergence) => format!("{} {}", report.verdict.as_str(), divergence.req),
        None => report.verdict.as_str().to_owned(),
    };
    let title = format!(
        "Unscored: later than revision {}",
        outcome.registry.revision()
    );
    section(out, &title, &grouped(outcome.unscored.iter(), came))
}

/// Cases by what they have in common, in the order in which it first comes up.
fn grouped<'r>(
    reports: impl Iterator<Item = &'r CaseReport>,
    key: impl Fn(&CaseReport) -> String,
) -> Vec<(String, Vec<&'r str>)> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for report in reports {
        let key = key(report);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, cases)) => cases.push(&report.case),
            None => groups.push((key, vec![&report.case])),
        }
    }
    groups
}

fn section(out: &mut impl Write, title: &str, groups: &[(String, Vec<&str>)]) -> fmt::Result {
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}{title}{BOLD:#}")?;
    for (key, cases) in groups {
        writeln!(
            out,
            "  {key}: {} {DIM}({}){DIM:#}",
            plural(cases.len(), "case"),
            some_of(cases)
        )?;
    }
    writeln!(out)
}

/// The first few names, and how many more there are.
fn some_of(cases: &[&str]) -> String {
    const NAMED: usize = 3;
    let names = cases
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match cases.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names}, and {more} more"),
    }
}

/// Why a case was not asked, for reports.
pub(crate) fn skip_reason(reason: &SkipReason) -> String {
    match reason {
        SkipReason::Profile(profile) => format!("profile {profile} not claimed"),
        SkipReason::Operation(operation) => format!("operation {operation} missing"),
        SkipReason::Unkillable => "behind a socket the adapter cannot be killed".to_owned(),
        SkipReason::LineTooLong(bytes) => {
            format!("a line of {bytes} bytes is longer than the adapter takes")
        }
    }
}

/// A column: its title, its count, and its colour where the count is not zero.
type Column = (&'static str, fn(&Counts) -> usize, Style);

const COLUMNS: [Column; 7] = [
    ("pass", |counts| counts.pass, GREEN),
    ("fail", |counts| counts.fail, RED),
    ("warn", |counts| counts.warn, YELLOW),
    ("blocked", |counts| counts.blocked, YELLOW),
    ("skip", |counts| counts.skip, DIM),
    ("error", |counts| counts.error, RED),
    ("expected", |counts| counts.expected_fail, YELLOW),
];

fn table(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    write!(out, "{BOLD}{:<8}", "family")?;
    for (title, ..) in COLUMNS {
        write!(out, "{title:>9}")?;
    }
    writeln!(out, "{BOLD:#}")?;
    for (family, counts) in &outcome.summary.families {
        row(out, family, counts)?;
    }
    row(out, "total", &outcome.summary.total)?;
    writeln!(out)
}

fn row(out: &mut impl Write, name: &str, counts: &Counts) -> fmt::Result {
    write!(out, "{name:<8}")?;
    for (_, count, style) in COLUMNS {
        match count(counts) {
            0 => write!(out, "{DIM}{:>9}{DIM:#}", "·")?,
            number => write!(out, "{style}{number:>9}{style:#}")?,
        }
    }
    writeln!(out)
}

fn verdict(out: &mut impl Write, outcome: &Outcome<'_>) -> fmt::Result {
    let summary = &outcome.summary;
    if let Some(hello) = &outcome.hello {
        let profiles = hello.profiles.join(", ");
        writeln!(
            out,
            "{} {} ({}), profiles {profiles}",
            hello.name, hello.version, hello.language
        )?;
    }
    let seconds = summary.millis as f64 / 1000.0;
    let mut asked = plural(outcome.cases.len(), "case");
    if summary.interrupted {
        asked = format!("interrupted after {} of {asked}", summary.total.all());
    }
    writeln!(out, "{asked} in {seconds:.1} s, seed {}", summary.seed)?;
    if summary.faults > 0 {
        let faults = plural(summary.faults, "fault");
        writeln!(
            out,
            "{RED}Adapter{RED:#}: {faults} that no case can be blamed for, not counted in the table."
        )?;
    }
    if !summary.missing_operations.is_empty() {
        let missing = summary.missing_operations.join(", ");
        writeln!(
            out,
            "{YELLOW}Incomplete{YELLOW:#}: claimed profiles need operations that the adapter lacks: {missing}."
        )?;
    }
    for stale in &summary.stale_ledger {
        writeln!(out, "{RED}Ledger{RED:#}: {stale}")?;
    }
    if outcome.strict && summary.total.warn > 0 {
        writeln!(
            out,
            "{RED}Strict{RED:#}: {} not followed.",
            plural(summary.total.warn, "recommendation")
        )?;
    }
    match &summary.claim {
        Ok(claim) => {
            let without = match claim.without.join(", ") {
                none if none.is_empty() => String::new(),
                operations => format!(", without {operations}"),
            };
            writeln!(
                out,
                "{GREEN}{BOLD}Conforms{BOLD:#}{GREEN:#}: {} to revision {}, profiles {}{without}: {} by {}.",
                claim.implementation,
                claim.revision,
                claim.profiles.join(", "),
                plural(claim.requirements, "requirement"),
                plural(claim.cases, "case"),
            )
        }
        Err(why) => writeln!(out, "{BOLD}No claim{BOLD:#}: {why}."),
    }?;
    match &summary.next {
        Some(next) => writeln!(
            out,
            "{BOLD}Next{BOLD:#}: implement `{}`, which {} of {} {} for.",
            next.operation,
            plural(next.cases, "case"),
            next.profiles.join(", "),
            if next.cases == 1 { "waits" } else { "wait" },
        ),
        None => Ok(()),
    }
}
