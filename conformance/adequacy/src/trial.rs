//! One implementation is asked the whole suite.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::{RunError, RunPlan, run};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Place};
use remote_log_conformance::verdict::{CaseReport, Event, Summary, Verdict};
use tokio::runtime::Builder;

use crate::suite::SEED;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The cases that failed or warn, in the order of the suite.
    pub reds: Vec<Red>,
    /// What it did that no adapter may do, each a sentence. No requirement is blamed for that.
    pub faults: Vec<String>,
    /// Why it may not claim to conform, if so.
    pub withheld: Option<String>,
    /// How long it took.
    pub took: Duration,
}

/// A case that shows the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Red {
    /// Its id.
    pub case: String,
    /// The requirement that is blamed.
    pub requirement: String,
    /// Whether that is a recommendation.
    pub warns: bool,
    /// Where the assertion stands; line 0 for a case of a property.
    pub place: Place,
}

/// Why an implementation was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untried {
    /// It did not start, or did not answer the hello; a sentence.
    Unstarted(String),
    /// Somebody stopped the run.
    Interrupted,
}

/// How long an adapter may be silent. One that hangs costs this more than once.
const DEADLINE: Duration = Duration::from_secs(2);

/// How long, if it did not even start within that: a busy machine is slow to start programs.
const LONG: Duration = Duration::from_secs(20);

/// How many crashes are repeated with real kills; as many as in every run.
const KILLS: usize = 6;

/// Asks the program that this command starts the cases of a run; where fewer than two of them show anything, those in single
/// roles; and then those that it is asked apart. Each of these is a run of its own.
///
/// # Errors
/// There was nobody to ask, or somebody stopped it.
pub fn trial(
    run: Vec<Case>,
    roles: Vec<Case>,
    apart: Vec<Case>,
    registry: &Arc<Registry>,
    command: &[String],
) -> Result<Trial, Untried> {
    let mut trial = ask(run, KILLS, registry, command)?;
    let roles = if trial.reds.len() < 2 {
        roles
    } else {
        Vec::new()
    };
    for cases in [roles, apart] {
        if cases.is_empty() {
            continue;
        }
        let found = ask(cases, 0, registry, command)?;
        trial.reds.extend(found.reds);
        trial.faults.extend(found.faults);
        trial.took += found.took;
    }
    Ok(trial)
}

fn ask(
    cases: Vec<Case>,
    kills: usize,
    registry: &Arc<Registry>,
    command: &[String],
) -> Result<Trial, Untried> {
    let plan = |deadline| RunPlan {
        cases: cases.clone(),
        registry: Arc::clone(registry),
        ledger: Arc::new(Ledger::default()),
        jobs: 1,
        deadline,
        seed: SEED,
        kills,
        unscored: BTreeSet::new(),
        withheld: None,
        beside: Some(AdapterSource::reference()),
        trace: None,
    };
    match within(plan(DEADLINE), command.to_vec()) {
        Err(Untried::Unstarted(_)) => within(plan(LONG), command.to_vec()),
        other => other,
    }
}

fn within(plan: RunPlan, command: Vec<String>) -> Result<Trial, Untried> {
    let begun = Instant::now();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Untried::Unstarted(format!("the system gives no runtime: {error}")))?;
    let mut reports = Vec::new();
    let ran = runtime.block_on(run(plan, AdapterSource::Command(command), &mut |event| {
        if let Event::Case(report) = event {
            reports.push(report);
        }
    }));
    match ran {
        Ok(Summary {
            interrupted: true, ..
        })
        | Err(RunError::Interrupted) => Err(Untried::Interrupted),
        Ok(summary) => Ok(Trial {
            reds: reports.iter().filter_map(red).collect(),
            faults: reports.iter().filter_map(fault).collect(),
            withheld: summary.claim.err(),
            took: begun.elapsed(),
        }),
        Err(error) => Err(Untried::Unstarted(error.to_string())),
    }
}

fn red(report: &CaseReport) -> Option<Red> {
    let warns = match report.verdict {
        Verdict::Fail => false,
        Verdict::Warn => true,
        _ => return None,
    };
    let divergence = report.divergence.as_ref()?;
    Some(Red {
        case: report.case.clone(),
        requirement: divergence.req.clone(),
        warns,
        place: divergence.place.clone(),
    })
}

fn fault(report: &CaseReport) -> Option<String> {
    let fault = report.fault.as_ref()?;
    Some(format!("{}: {}", report.case, fault.text()))
}
