//! A run in numbers, and the claim that it allows.

use std::collections::BTreeSet;

use super::next::next;
use super::plan::RunPlan;
use super::pool::RunError;
use crate::plural::plural;
use crate::protocol::Hello;
use crate::verdict::{ADAPTER, CaseReport, Claim, Counts, SkipReason, Summary, Verdict};

/// Sums the reports up, those that decide nothing apart. The time is left for the caller to fill in.
pub(super) fn summarise(
    plan: &RunPlan,
    hello: &Hello,
    reports: &[CaseReport],
    unscored: &[CaseReport],
    interrupted: bool,
) -> Summary {
    let (mut total, mut apart) = (Counts::default(), Counts::default());
    for report in unscored {
        count(&mut apart, report.verdict);
    }
    let mut families: Vec<(String, Counts)> = plan
        .registry
        .families()
        .into_iter()
        .map(|family| (family.to_owned(), Counts::default()))
        .collect();
    for report in reports.iter().filter(|report| report.family != ADAPTER) {
        count(&mut total, report.verdict);
        match families
            .iter_mut()
            .find(|(family, _)| *family == report.family)
        {
            Some((_, counts)) => count(counts, report.verdict),
            None => {
                let mut counts = Counts::default();
                count(&mut counts, report.verdict);
                families.push((report.family.clone(), counts));
            }
        }
    }
    families.retain(|(_, counts)| *counts != Counts::default());
    let mut summary = Summary {
        families,
        total,
        unscored: apart,
        faults: reports.len() - total.all(),
        seed: plan.seed,
        millis: 0,
        interrupted,
        missing_operations: lacked_operations(plan, reports, false),
        next: next(plan, reports),
        stale_ledger: if interrupted {
            Vec::new()
        } else {
            plan.ledger.stale(reports)
        },
        claim: Err(String::new()),
    };
    summary.claim = match withheld(plan, reports, &summary) {
        Some(why) => Err(why),
        None => Ok(claim(plan, hello, reports, &summary)),
    };
    summary
}

/// The summary of a run that could not take place.
pub(super) fn unstarted(seed: u64, error: &RunError) -> Summary {
    let interrupted = matches!(error, RunError::Interrupted);
    Summary {
        families: Vec::new(),
        total: Counts::default(),
        unscored: Counts::default(),
        faults: usize::from(!interrupted),
        seed,
        millis: 0,
        interrupted,
        missing_operations: Vec::new(),
        next: None,
        stale_ledger: Vec::new(),
        claim: Err(error.to_string()),
    }
}

fn count(counts: &mut Counts, verdict: Verdict) {
    *match verdict {
        Verdict::Pass => &mut counts.pass,
        Verdict::Fail => &mut counts.fail,
        Verdict::Warn => &mut counts.warn,
        Verdict::Blocked => &mut counts.blocked,
        Verdict::Skip => &mut counts.skip,
        Verdict::Error => &mut counts.error,
        Verdict::ExpectedFail => &mut counts.expected_fail,
    } += 1;
}

/// The operations that claimed profiles need and the adapter lacks: those the ledger accepts, or the others.
fn lacked_operations(plan: &RunPlan, reports: &[CaseReport], accepted: bool) -> Vec<String> {
    let operations: BTreeSet<&String> = reports
        .iter()
        .filter_map(|report| match &report.skip {
            Some(SkipReason::Operation(operation)) => Some(operation),
            _ => None,
        })
        .filter(|operation| plan.ledger.accepts_skip(operation) == accepted)
        .collect();
    operations.into_iter().cloned().collect()
}

/// Why there is no claim: the first reason, the gravest first.
fn withheld(plan: &RunPlan, reports: &[CaseReport], summary: &Summary) -> Option<String> {
    let total = &summary.total;
    let skipped = |of: fn(&SkipReason) -> bool| {
        let reasons = reports.iter().filter_map(|report| report.skip.as_ref());
        reasons.filter(|reason| of(reason)).count()
    };
    let too_long = skipped(|reason| matches!(reason, SkipReason::LineTooLong(_)));
    let unkillable = skipped(|reason| matches!(reason, SkipReason::Unkillable));
    let reasons = [
        (summary.interrupted, "the run was interrupted".to_owned()),
        (
            total.fail > 0,
            format!("{} failed", plural(total.fail, "case")),
        ),
        (
            total.blocked > 0,
            format!("{} could not be judged", plural(total.blocked, "case")),
        ),
        (
            total.error > 0,
            format!(
                "{} ended in errors of the adapter",
                plural(total.error, "case")
            ),
        ),
        (
            summary.faults > 0,
            format!("{} of the adapter", plural(summary.faults, "fault")),
        ),
        (
            total.expected_fail > 0,
            format!(
                "{} failed, as the ledger expects",
                plural(total.expected_fail, "case")
            ),
        ),
        (
            !summary.missing_operations.is_empty(),
            format!(
                "claimed profiles need operations that the adapter lacks: {}",
                summary.missing_operations.join(", ")
            ),
        ),
        (
            too_long > 0,
            format!(
                "a line was longer than the adapter takes in {}; let its hello allow a longer `max_line`",
                plural(too_long, "case")
            ),
        ),
        (
            unkillable > 0,
            format!(
                "{} could not be asked: the adapter is to be killed in them, and behind a socket it cannot be; let the \
                 harness start it",
                plural(unkillable, "case")
            ),
        ),
        (
            !summary.stale_ledger.is_empty(),
            "the ledger is out of date".to_owned(),
        ),
        (total.pass == 0, "no case passed".to_owned()),
    ];
    let reason = reasons.into_iter().find(|(holds, _)| *holds);
    reason.map(|(_, why)| why).or_else(|| plan.withheld.clone())
}

fn claim(plan: &RunPlan, hello: &Hello, reports: &[CaseReport], summary: &Summary) -> Claim {
    let asked: BTreeSet<&str> = plan
        .cases
        .iter()
        .map(|case| case.profile.as_str())
        .filter(|profile| hello.claims(profile))
        .collect();
    let in_order = plan.registry.profiles().map(|(name, _)| name);
    let requirements: BTreeSet<&String> = reports
        .iter()
        .filter(|report| report.verdict == Verdict::Pass)
        .flat_map(|report| &report.requirements)
        .collect();
    Claim {
        revision: plan.registry.revision().to_owned(),
        implementation: format!("{} {}", hello.name, hello.version),
        profiles: in_order
            .filter(|name| asked.contains(name))
            .map(str::to_owned)
            .collect(),
        requirements: requirements.len(),
        cases: summary.total.pass,
        without: lacked_operations(plan, reports, true),
    }
}
