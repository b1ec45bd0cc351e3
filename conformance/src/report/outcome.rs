//! Everything that the reports of a finished run are written from.

use super::replay::replay_command;
use crate::protocol::Hello;
use crate::registry::{Registry, Requirement};
use crate::transport::AdapterSource;
use crate::vectors::{Case, Suite};
use crate::verdict::{CaseReport, Summary, Verdict};

/// A finished run, and what it was about.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The requirements.
    pub registry: &'a Registry,
    /// The vectors, for the lines to show.
    pub suite: &'a Suite,
    /// The cases that were asked: vectors and generated ones.
    pub cases: &'a [Case],
    /// Where the adapter was found.
    pub source: &'a AdapterSource,
    /// The directory of the vectors, if they are not those that the harness carries.
    pub vectors: Option<&'a str>,
    /// What it said of itself, if it got so far.
    pub hello: Option<Hello>,
    /// What came of each case.
    pub reports: Vec<CaseReport>,
    /// What came of the cases that decide nothing, as they are later than the revision that the run judges by.
    pub unscored: Vec<CaseReport>,
    /// All of it in numbers.
    pub summary: Summary,
    /// Whether a SHOULD that is not followed counts as a failure.
    pub strict: bool,
}

impl<'a> Outcome<'a> {
    /// The case of a report; none for a fault that no case can be blamed for.
    pub fn case(&self, report: &CaseReport) -> Option<&'a Case> {
        self.cases.iter().find(|case| case.id == report.case)
    }

    /// The command that asks the case again.
    pub fn replay(&self, report: &CaseReport) -> String {
        replay_command(&report.case, self.source, self.vectors)
    }

    /// The requirement that a report blames, or the first that it asserts.
    pub fn requirement(&self, report: &CaseReport) -> Option<&'a Requirement> {
        let blamed = report.divergence.as_ref().map(|divergence| &divergence.req);
        blamed
            .or(report.requirements.first())
            .and_then(|id| self.registry.requirement(id))
    }

    /// The reports with this verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &CaseReport> {
        self.reports
            .iter()
            .filter(move |report| report.verdict == verdict)
    }
}
