//! Turns what came of the cases into verdicts.

use std::collections::BTreeSet;

use super::killed::original;
use super::outcome::Outcome;
use super::plan::RunPlan;
use super::session::Settled;
use super::worker::Window;
use crate::judge::blame;
use crate::verdict::{ADAPTER, AdapterFault, CaseReport, Divergence, Verdict};

/// The reports of the settled cases in the order of the plan, then one for each fault that no case can be blamed for; and
/// those of the cases that decide nothing.
pub(super) fn settle(
    plan: &RunPlan,
    settled: &[Option<Settled>],
    windows: &[Window],
) -> (Vec<CaseReport>, Vec<CaseReport>) {
    let is_scored = |settled: &&Settled| {
        let id = &plan.cases[settled.index].id;
        !plan.unscored.contains(original(id))
    };
    let (scored, unscored): (Vec<&Settled>, Vec<&Settled>) =
        settled.iter().flatten().partition(is_scored);
    let diverged: BTreeSet<&str> = scored
        .iter()
        .filter_map(|settled| match &settled.outcome {
            Outcome::Diverged(divergence) => Some(divergence.req.as_str()),
            _ => None,
        })
        .collect();
    let reported = |settled: Vec<&Settled>| -> Vec<CaseReport> {
        let each = settled.into_iter();
        each.map(|settled| report(plan, &diverged, settled))
            .collect()
    };
    let mut reports = reported(scored);
    let named = windows.iter().enumerate();
    reports.extend(named.map(|(nth, window)| window_report(plan, nth + 1, window)));
    (reports, reported(unscored))
}

fn report(plan: &RunPlan, diverged: &BTreeSet<&str>, settled: &Settled) -> CaseReport {
    let case = &plan.cases[settled.index];
    let requirements = case.requirements();
    let report = CaseReport {
        case: case.id.clone(),
        family: requirements
            .first()
            .map_or(String::new(), |id| family(plan, id)),
        requirements: requirements.into_iter().map(str::to_owned).collect(),
        verdict: Verdict::Pass,
        divergence: None,
        blocked_by: None,
        fault: None,
        skip: None,
        stderr: settled.stderr.clone(),
        micros: settled.micros,
    };
    match &settled.outcome {
        Outcome::Passed => report,
        Outcome::Skipped(reason) => CaseReport {
            verdict: Verdict::Skip,
            skip: Some(reason.clone()),
            ..report
        },
        Outcome::Faulted(fault) => CaseReport {
            verdict: Verdict::Error,
            fault: Some(fault.clone()),
            ..report
        },
        Outcome::Diverged(divergence) => diverging(plan, diverged, divergence, report),
    }
}

fn diverging(
    plan: &RunPlan,
    diverged: &BTreeSet<&str>,
    divergence: &Divergence,
    report: CaseReport,
) -> CaseReport {
    let blame = blame(&plan.registry, diverged, &divergence.req);
    let expected = plan.ledger.expects(original(&report.case), &divergence.req);
    CaseReport {
        family: family(plan, &divergence.req),
        verdict: if expected {
            Verdict::ExpectedFail
        } else {
            blame.verdict
        },
        divergence: Some(divergence.clone()),
        blocked_by: blame.blocked_by.filter(|_| !expected),
        ..report
    }
}

fn family(plan: &RunPlan, requirement: &str) -> String {
    let entry = plan.registry.requirement(requirement);
    entry.map_or(String::new(), |entry| entry.family().to_owned())
}

fn window_report(plan: &RunPlan, nth: usize, window: &Window) -> CaseReport {
    let cases: Vec<&str> = window
        .cases
        .iter()
        .map(|&case| plan.cases[case].id.as_str())
        .collect();
    CaseReport {
        case: format!("adapter-window-{nth}"),
        family: ADAPTER.to_owned(),
        requirements: Vec::new(),
        verdict: Verdict::Error,
        divergence: None,
        blocked_by: None,
        fault: Some(in_context(&window.fault, &cases)),
        skip: None,
        stderr: window.stderr.clone(),
        micros: 0,
    }
}

/// The fault, with the cases that it cannot be blamed on.
fn in_context(fault: &AdapterFault, cases: &[&str]) -> AdapterFault {
    const SHOWN: usize = 5;
    let more = match cases.len() {
        0 => "; no case was unanswered then".to_owned(),
        count => {
            let names = cases[..count.min(SHOWN)].join(", ");
            let others = match count.saturating_sub(SHOWN) {
                0 => String::new(),
                others => format!(" and {others} more"),
            };
            format!("; asked again alone, no case does it: {names}{others}")
        }
    };
    let text = format!("{}{more}", fault.text());
    match fault {
        AdapterFault::Crash(_) => AdapterFault::Crash(text),
        AdapterFault::Hang(_) => AdapterFault::Hang(text),
        AdapterFault::Garbage(_) => AdapterFault::Garbage(text),
        AdapterFault::Fault(_) => AdapterFault::Fault(text),
        AdapterFault::Start(_) => AdapterFault::Start(text),
    }
}
