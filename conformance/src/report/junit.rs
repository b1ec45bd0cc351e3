//! JUnit XML, as continuous integration reads it: a test suite for each family, a test case for each case.

use std::io;
use std::time::Duration;

use quick_junit::{
    NonSuccessKind, Property, Report, SerializeError, TestCase, TestCaseStatus, TestSuite,
};

use super::divergence::{case_report, fault};
use super::outcome::Outcome;
use super::terminal::skip_reason;
use crate::verdict::{ADAPTER, CaseReport, Verdict};

/// Writes the report.
///
/// # Errors
/// Those of the writer.
pub fn write(out: impl io::Write, outcome: &Outcome<'_>) -> Result<(), SerializeError> {
    let mut report = Report::new("rlog-conformance");
    report.set_time(Duration::from_millis(outcome.summary.millis));
    let families = outcome.summary.families.iter();
    let faults = (outcome.summary.faults > 0).then_some(ADAPTER);
    for family in families.map(|(family, _)| family.as_str()).chain(faults) {
        let mut suite = TestSuite::new(family);
        suite.add_property(Property::new("seed", outcome.summary.seed.to_string()));
        let cases = outcome.reports.iter().filter(|case| case.family == family);
        suite.add_test_cases(cases.map(|case| test_case(outcome, case)));
        report.add_test_suite(suite);
    }
    report.serialize(out)
}

/// Writes the report of a run that could not take place: one error of the adapter.
///
/// # Errors
/// Those of the writer.
pub fn write_unstarted(out: impl io::Write, why: &str) -> Result<(), SerializeError> {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("adapter").set_message(why);
    let mut case = TestCase::new("adapter-start", status);
    case.set_classname(ADAPTER);
    let mut suite = TestSuite::new(ADAPTER);
    suite.add_test_case(case);
    let mut report = Report::new("rlog-conformance");
    report.add_test_suite(suite);
    report.serialize(out)
}

fn test_case(outcome: &Outcome<'_>, report: &CaseReport) -> TestCase {
    let mut case = TestCase::new(report.case.as_str(), status(outcome, report));
    case.set_classname(report.family.as_str());
    case.set_time(Duration::from_micros(report.micros));
    for requirement in &report.requirements {
        case.add_property(Property::new("requirement", requirement.as_str()));
    }
    if !report.stderr.is_empty() {
        case.set_system_err(report.stderr.as_str());
    }
    case
}

fn status(outcome: &Outcome<'_>, report: &CaseReport) -> TestCaseStatus {
    let blamed = report
        .divergence
        .as_ref()
        .map(|divergence| divergence.req.clone())
        .unwrap_or_default();
    let skipped = |why: String| {
        let mut status = TestCaseStatus::skipped();
        status.set_message(why);
        status
    };
    let kind = match report.verdict {
        Verdict::Pass => return TestCaseStatus::success(),
        Verdict::Warn if !outcome.strict => return TestCaseStatus::success(),
        Verdict::Blocked => {
            let by = report.blocked_by.as_deref().unwrap_or_default();
            return skipped(format!("blocked: {blamed} needs {by}, which failed"));
        }
        Verdict::Skip => return skipped(report.skip.as_ref().map(skip_reason).unwrap_or_default()),
        Verdict::ExpectedFail => return skipped(format!("fails {blamed}, as the ledger expects")),
        Verdict::Fail | Verdict::Warn => NonSuccessKind::Failure,
        Verdict::Error => NonSuccessKind::Error,
    };
    let mut status = TestCaseStatus::non_success(kind);
    let statement = outcome
        .requirement(report)
        .map(|requirement| requirement.statement.as_str())
        .unwrap_or_default();
    match &report.fault {
        Some(why) => status.set_type("adapter").set_message(fault(why)),
        None => status
            .set_type(blamed.as_str())
            .set_message(format!("{blamed}: {statement}")),
    };
    status.set_description(case_report(outcome, report, false));
    status
}
