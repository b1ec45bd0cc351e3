//! One case that is not as it should be: the rule, the line, what was asked, expected and got, and how to ask again.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Renderer};

use super::outcome::Outcome;
use super::value::{comparison, elide, one_line};
use crate::vectors::Place;
use crate::verdict::{AdapterFault, CaseReport, Divergence, Verdict};

/// How much of an adapter's standard error is shown: its last lines.
const STDERR_LINES: usize = 12;

/// A case that failed, warned or ended in an error, for a terminal or, with `colour` off, for a file.
pub fn case_report(outcome: &Outcome<'_>, report: &CaseReport, colour: bool) -> String {
    let notes = notes(outcome, report);
    let title = title(outcome, report);
    let blamed = report
        .divergence
        .as_ref()
        .map(|divergence| divergence.req.as_str())
        .unwrap_or("adapter");
    let level = if report.verdict == Verdict::Warn {
        Level::WARNING
    } else {
        Level::ERROR
    };
    let level = level.with_name(report.verdict.as_str());
    let mut group = Group::with_title(level.primary_title(&title).id(blamed));
    if let Some((yaml, line)) =
        place(outcome, report).and_then(|place| Some((outcome.suite.text(place)?, place.line)))
    {
        let (text, start) = yaml.line(line);
        let indent = text.len() - text.trim_start_matches([' ', '-']).len();
        let end = text.trim_end().len();
        group = group.element(yaml.snippet(line, start + indent.min(end)..start + end));
    }
    for (name, text) in &notes {
        group = group.element(Level::NOTE.with_name(*name).message(text));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

fn title(outcome: &Outcome<'_>, report: &CaseReport) -> String {
    match (&report.divergence, outcome.requirement(report)) {
        (Some(_), Some(requirement)) => requirement.statement.clone(),
        _ => report.fault.as_ref().map(fault).unwrap_or_default(),
    }
}

/// Where to point: at the assertion that diverged, or at the case.
fn place<'a>(outcome: &Outcome<'a>, report: &'a CaseReport) -> Option<&'a Place> {
    match &report.divergence {
        Some(divergence) => Some(&divergence.place),
        None => outcome.case(report).map(|case| &case.place),
    }
}

fn notes(outcome: &Outcome<'_>, report: &CaseReport) -> Vec<(&'static str, String)> {
    let mut notes = vec![("case", report.case.clone())];
    let case = outcome.case(report);
    if let Some(case) = case {
        notes.push(("why", case.why.trim().to_owned()));
    }
    if let Some(divergence) = &report.divergence {
        let steps = case.map_or(1, |case| case.steps.len());
        notes.push(("asked", asked(divergence, steps)));
        notes.push(("looked at", divergence.subject.clone()));
        notes.extend(comparison(&divergence.expected, &divergence.got));
    }
    let stderr = report.stderr.trim_end();
    if !stderr.is_empty() {
        let lines: Vec<&str> = stderr.lines().collect();
        let last = &lines[lines.len().saturating_sub(STDERR_LINES)..];
        notes.push((
            "its standard error ends",
            last.iter()
                .map(|line| elide(line))
                .collect::<Vec<_>>()
                .join("\n"),
        ));
    }
    if case.is_some() {
        notes.push(("replay", outcome.replay(report)));
    }
    notes
}

fn asked(divergence: &Divergence, steps: usize) -> String {
    let step = if steps > 1 {
        format!("step {} of {steps}: ", divergence.step + 1)
    } else {
        String::new()
    };
    format!("{step}{} {}", divergence.op, one_line(&divergence.input))
}

/// What the adapter did, as a sentence.
pub(crate) fn fault(fault: &AdapterFault) -> String {
    let (what, text) = match fault {
        AdapterFault::Crash(text) => ("The adapter crashed", text),
        AdapterFault::Hang(text) => ("The adapter did not answer in time", text),
        AdapterFault::Garbage(text) => ("The adapter wrote what the protocol does not allow", text),
        AdapterFault::Fault(text) => ("The adapter says that it failed itself", text),
        AdapterFault::Start(text) => ("The adapter could not be started", text),
    };
    format!("{what}: {}", text.trim())
}
