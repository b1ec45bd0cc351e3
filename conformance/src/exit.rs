//! What the process says by its exit code (`spec/exit-codes.md`).

use std::process::ExitCode;

use crate::fuzz;
use crate::interop::{self, Cell, Matrix, Meeting};
use crate::verdict::{CaseReport, SkipReason, Summary, Verdict};

/// The exit codes. They are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Ok = 0,
    /// The implementation breaks a requirement, or the ledger is out of date.
    Failures = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Nothing failed, but something that was claimed could not be asked, or nothing was asked at all.
    Incomplete = 3,
    /// The adapter is at fault, or cannot be reached.
    Adapter = 4,
    /// The suite's input is bad: vectors, registry or ledger.
    Input = 5,
    /// Somebody stopped it.
    Interrupted = 130,
}

impl Exit {
    /// The code of a run. Where several apply, the one that matters most to the implementer: failures, then errors of the
    /// adapter, then what could not be asked.
    pub fn of(summary: &Summary, reports: &[CaseReport], strict: bool) -> Self {
        let total = &summary.total;
        let unasked_of_claimed = |report: &CaseReport| {
            matches!(
                report.skip,
                Some(SkipReason::LineTooLong(_) | SkipReason::Unkillable)
            )
        };
        let unasked = || reports.iter().all(|report| report.verdict == Verdict::Skip);
        if summary.interrupted {
            Self::Interrupted
        } else if total.fail > 0 || !summary.stale_ledger.is_empty() || (strict && total.warn > 0) {
            Self::Failures
        } else if total.error > 0 || summary.faults > 0 {
            Self::Adapter
        } else if !summary.missing_operations.is_empty()
            || reports.iter().any(unasked_of_claimed)
            || unasked()
        {
            Self::Incomplete
        } else {
            Self::Ok
        }
    }
}

impl Exit {
    /// The code of a fuzzing run.
    pub fn of_fuzzing(outcome: &fuzz::Outcome) -> Self {
        let broken = |finding: &fuzz::Finding| !finding.blame.is_of_adapter();
        if outcome.interrupted {
            Self::Interrupted
        } else if outcome.findings.iter().any(broken) {
            Self::Failures
        } else if !outcome.findings.is_empty()
            || !outcome.unexplained.is_empty()
            || outcome.given_up.is_some()
        {
            Self::Adapter
        } else if outcome.asked == 0 {
            Self::Incomplete
        } else {
            Self::Ok
        }
    }
}

impl Exit {
    /// The code of a matrix.
    pub fn of_matrix(matrix: &Matrix) -> Self {
        let missing = |has_cure: bool| {
            let all = matrix.implementations.iter();
            let missing = all.filter(|(_, meeting)| matches!(meeting, Meeting::Missing(_)));
            missing
                .filter(|(one, _)| one.install.is_some() == has_cure)
                .count()
                > 0
        };
        let broken = |finding: &interop::Finding| finding.requirement.is_some();
        let unasked = |cell: &Cell| cell.count(Verdict::Pass) == 0;
        if matrix.interrupted {
            Self::Interrupted
        } else if matrix.findings.iter().any(broken) {
            Self::Failures
        } else if !matrix.findings.is_empty()
            || matrix.cells.iter().any(|cell| cell.broken.is_some())
            || missing(false)
        {
            Self::Adapter
        } else if missing(true) || matrix.cells.is_empty() || matrix.cells.iter().any(unasked) {
            Self::Incomplete
        } else {
            Self::Ok
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Counts;

    fn summary(total: Counts) -> Summary {
        Summary {
            families: vec![],
            total,
            unscored: Counts::default(),
            faults: 0,
            seed: 0,
            millis: 0,
            interrupted: false,
            missing_operations: vec![],
            next: None,
            stale_ledger: vec![],
            claim: Err("a test makes none".into()),
        }
    }

    fn report(verdict: Verdict, skip: Option<SkipReason>) -> CaseReport {
        CaseReport {
            case: "a-case".into(),
            family: "WIRE".into(),
            requirements: vec![],
            verdict,
            divergence: None,
            blocked_by: None,
            fault: None,
            skip,
            stderr: String::new(),
            micros: 0,
        }
    }

    #[test]
    fn what_matters_most_wins() {
        let passed = [report(Verdict::Pass, None)];
        let mut summary = summary(Counts {
            pass: 1,
            warn: 1,
            ..Counts::default()
        });
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Ok);
        assert_eq!(Exit::of(&summary, &passed, true), Exit::Failures);
        summary.missing_operations.push("page.decode".into());
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Incomplete);
        summary.faults = 1;
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Adapter);
        (summary.faults, summary.total.error) = (0, 1);
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Adapter);
        summary.stale_ledger.push("out of date".into());
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Failures);
        summary.stale_ledger.clear();
        summary.total.fail = 1;
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Failures);
        summary.interrupted = true;
        assert_eq!(Exit::of(&summary, &passed, false), Exit::Interrupted);
    }

    #[test]
    fn skips_alone_are_never_green() {
        let skipped = report(Verdict::Skip, Some(SkipReason::Profile("core".into())));
        let unkillable = report(Verdict::Skip, Some(SkipReason::Unkillable));
        let too_long = report(Verdict::Skip, Some(SkipReason::LineTooLong(9)));
        let passed = report(Verdict::Pass, None);
        let exit = |reports: &[CaseReport]| Exit::of(&summary(Counts::default()), reports, false);
        assert_eq!(exit(std::slice::from_ref(&skipped)), Exit::Incomplete);
        assert_eq!(exit(&[skipped, passed.clone()]), Exit::Ok);
        assert_eq!(exit(&[too_long, passed.clone()]), Exit::Incomplete);
        assert_eq!(exit(&[unkillable, passed]), Exit::Incomplete);
    }
}
