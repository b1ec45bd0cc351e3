//! A user's ledger: the failures that are known and the operations that are left out on purpose, so that a run is red only for
//! what is new. It is strict both ways: an entry that is out of date fails the run (`spec/ledger-format.md`).

use std::collections::{BTreeSet, HashMap};

use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, YamlText};
use crate::registry::Registry;
use crate::runner::Expectations;
use crate::vectors::{Case, Place};
use crate::verdict::{CaseReport, SkipReason, Verdict};
use crate::yaml::{document, fault, typed};

/// What a user expects; empty where there is no ledger.
#[derive(Debug, Default)]
pub struct Ledger {
    failures: Vec<ExpectedFailure>,
    skips: Vec<AcceptedSkip>,
}

#[derive(Debug)]
struct ExpectedFailure {
    pattern: String,
    requirement: String,
    place: Place,
    /// The ids of the suite that the pattern matches.
    cases: BTreeSet<String>,
}

#[derive(Debug)]
struct AcceptedSkip {
    pattern: String,
    matcher: GlobMatcher,
    place: Place,
    /// The ids of the cases that use an operation that the pattern matches.
    cases: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLedger {
    #[serde(default)]
    expected_failures: Vec<RawFailure>,
    #[serde(default)]
    accepted_skips: Vec<RawSkip>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFailure {
    case: Spanned<String>,
    requirement: Spanned<String>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSkip {
    operation: Spanned<String>,
    why: Spanned<String>,
}

impl Ledger {
    /// Reads a ledger against the whole suite, whatever part of it is asked.
    ///
    /// # Errors
    /// Everything that is wrong with it: not strict YAML, an unknown field or requirement, a bad pattern, no reason given.
    pub fn read(yaml: &YamlText, registry: &Registry, suite: &[Case]) -> Result<Self, Diagnostics> {
        document(yaml)?;
        let raw: RawLedger = typed(yaml)?;
        let mut faults = Vec::new();
        let mut ledger = Self::default();
        for entry in &raw.expected_failures {
            match expected_failure(yaml, registry, suite, entry) {
                Ok(entry) => ledger.failures.push(entry),
                Err(diagnostic) => faults.push(diagnostic),
            }
        }
        for entry in &raw.accepted_skips {
            match accepted_skip(yaml, suite, entry) {
                Ok(entry) => ledger.skips.push(entry),
                Err(diagnostic) => faults.push(diagnostic),
            }
        }
        if faults.is_empty() {
            Ok(ledger)
        } else {
            Err(Diagnostics(faults))
        }
    }
}

fn expected_failure(
    yaml: &YamlText,
    registry: &Registry,
    suite: &[Case],
    raw: &RawFailure,
) -> Result<ExpectedFailure, Diagnostic> {
    reason(yaml, &raw.why)?;
    let requirement = &raw.requirement;
    if registry.requirement(&requirement.value).is_none() {
        let message = format!(
            "There is no requirement {} in the registry.",
            requirement.value
        );
        return Err(fault(yaml, requirement.referenced, message));
    }
    let matcher = glob(yaml, &raw.case)?;
    Ok(ExpectedFailure {
        pattern: raw.case.value.clone(),
        requirement: requirement.value.clone(),
        place: place(yaml, &raw.case),
        cases: suite
            .iter()
            .filter(|case| matcher.is_match(&case.id))
            .map(|case| case.id.clone())
            .collect(),
    })
}

fn accepted_skip(
    yaml: &YamlText,
    suite: &[Case],
    raw: &RawSkip,
) -> Result<AcceptedSkip, Diagnostic> {
    reason(yaml, &raw.why)?;
    let matcher = glob(yaml, &raw.operation)?;
    let uses = |case: &&Case| {
        case.operations()
            .any(|operation| matcher.is_match(operation))
    };
    let cases = suite
        .iter()
        .filter(uses)
        .map(|case| case.id.clone())
        .collect();
    Ok(AcceptedSkip {
        pattern: raw.operation.value.clone(),
        place: place(yaml, &raw.operation),
        cases,
        matcher,
    })
}

fn reason(yaml: &YamlText, why: &Spanned<String>) -> Result<(), Diagnostic> {
    match why.value.trim().is_empty() {
        true => Err(fault(
            yaml,
            why.referenced,
            "Say why, for whoever reads the ledger next.",
        )),
        false => Ok(()),
    }
}

fn glob(yaml: &YamlText, pattern: &Spanned<String>) -> Result<GlobMatcher, Diagnostic> {
    let compiled = Glob::new(&pattern.value);
    compiled
        .map(|glob| glob.compile_matcher())
        .map_err(|error| fault(yaml, pattern.referenced, format!("A bad pattern: {error}.")))
}

fn place(yaml: &YamlText, part: &Spanned<String>) -> Place {
    yaml.place(u32::try_from(part.referenced.line()).unwrap_or(u32::MAX))
}

impl ExpectedFailure {
    fn covers(&self, case: &str, requirement: &str) -> bool {
        self.requirement == requirement && self.cases.contains(case)
    }

    fn stale(&self, reports: &HashMap<&str, &CaseReport>) -> Option<String> {
        let Self {
            pattern,
            requirement,
            place: Place { file, line },
            cases,
        } = self;
        if cases.is_empty() {
            return Some(format!(
                "{file}:{line}: No case is called {pattern}. Take the entry out, or correct it."
            ));
        }
        let asked = || cases.iter().filter_map(|case| reports.get(case.as_str()));
        let still_fails = |report: &&CaseReport| {
            report.verdict == Verdict::ExpectedFail
                && report
                    .divergence
                    .as_ref()
                    .is_some_and(|divergence| divergence.req == *requirement)
        };
        let settled = |report: &&CaseReport| {
            matches!(
                report.verdict,
                Verdict::Pass | Verdict::Fail | Verdict::Warn | Verdict::ExpectedFail
            )
        };
        if asked().any(still_fails) || !asked().any(settled) {
            return None;
        }
        Some(format!(
            "{file}:{line}: {pattern} no longer fails {requirement}. Take the entry out."
        ))
    }
}

impl AcceptedSkip {
    fn stale(&self, reports: &HashMap<&str, &CaseReport>) -> Option<String> {
        let Self {
            pattern,
            matcher,
            place: Place { file, line },
            cases,
        } = self;
        if cases.is_empty() {
            return Some(format!(
                "{file}:{line}: No case uses an operation {pattern}. Take the entry out, or correct it."
            ));
        }
        let lacks = |report: &CaseReport| matches!(&report.skip, Some(SkipReason::Operation(operation)) if matcher.is_match(operation));
        let asked = |case: &String| {
            reports
                .get(case.as_str())
                .is_some_and(|report| report.verdict != Verdict::Skip)
        };
        if reports.values().any(|report| lacks(report)) || !cases.iter().any(asked) {
            return None;
        }
        Some(format!(
            "{file}:{line}: The adapter has every operation {pattern} now. Take the entry out."
        ))
    }
}

impl Expectations for Ledger {
    fn expects(&self, case: &str, requirement: &str) -> bool {
        self.failures
            .iter()
            .any(|entry| entry.covers(case, requirement))
    }

    fn accepts_skip(&self, operation: &str) -> bool {
        self.skips
            .iter()
            .any(|entry| entry.matcher.is_match(operation))
    }

    /// Entries that match nothing in the suite, and entries whose cases were asked and are as they should be. Entries whose cases
    /// were not asked, by a filter or a shard, cannot be judged and are left alone.
    fn stale(&self, reports: &[CaseReport]) -> Vec<String> {
        let reports: HashMap<&str, &CaseReport> = reports
            .iter()
            .map(|report| (report.case.as_str(), report))
            .collect();
        let failures = self
            .failures
            .iter()
            .filter_map(|entry| entry.stale(&reports));
        failures
            .chain(self.skips.iter().filter_map(|entry| entry.stale(&reports)))
            .collect()
    }
}
