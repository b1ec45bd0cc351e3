//! One implementation as Alice and one as Bob: asks them their cases.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::implementation::Implementation;
use super::sides::deal;
use crate::ledger::Ledger;
use crate::protocol::Hello;
use crate::registry::Registry;
use crate::runner::{RunError, RunPlan, Trace, run, skip, skip_beside};
use crate::transport::AdapterSource;
use crate::vectors::Case;
use crate::verdict::{CaseReport, Event, SkipReason, Summary, Verdict};

/// Who meets whom; both by their names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The writer, or the first of a scenario.
    pub alice: String,
    /// Everybody else.
    pub bob: String,
}

impl Pair {
    pub(super) fn of(alice: &Player, bob: &Player) -> Self {
        Self {
            alice: alice.implementation.name.clone(),
            bob: bob.implementation.name.clone(),
        }
    }

    /// Whether an implementation meets itself.
    pub fn is_alone(&self) -> bool {
        self.alice == self.bob
    }
}

/// What came of a pair.
#[derive(Debug)]
pub struct Cell {
    /// Which.
    pub pair: Pair,
    /// What came of each case that was asked, and of each fault that no case can be blamed for.
    pub reports: Vec<CaseReport>,
    /// The cases that were not asked: who lacks what for them.
    pub skipped: Vec<(String, SkipReason)>,
    /// Why nothing could be asked, if nothing could.
    pub broken: Option<String>,
    /// Whether somebody stopped it.
    pub interrupted: bool,
}

impl Cell {
    /// How many cases have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        let have = self
            .reports
            .iter()
            .filter(|report| report.verdict == verdict);
        have.count()
    }

    /// What came of a case.
    pub fn report(&self, case: &str) -> Option<&CaseReport> {
        self.reports.iter().find(|report| report.case == case)
    }
}

/// An implementation that is there, and what it says of itself.
#[derive(Debug, Clone)]
pub(super) struct Player {
    pub implementation: Implementation,
    pub hello: Hello,
}

/// What all pairs have in common.
pub(super) struct Table<'a> {
    pub registry: &'a Arc<Registry>,
    pub deadline: Duration,
    pub seed: u64,
}

impl Table<'_> {
    /// Asks a pair those of the cases in which they meet and that both can play. To be called in no runtime.
    pub fn play(&self, alice: &Player, bob: &Player, cases: &[Case], trace: Option<Trace>) -> Cell {
        let mut cell = Cell {
            pair: Pair::of(alice, bob),
            reports: Vec::new(),
            skipped: Vec::new(),
            broken: None,
            interrupted: false,
        };
        let mut asked = Vec::new();
        for case in cases {
            let Some(case) = deal(case, &cell.pair.bob) else {
                continue;
            };
            let (first, second) = (&alice.implementation, &bob.implementation);
            let alices = skip(&case, &alice.hello, first.source.kills());
            let bobs = || skip_beside(&case, &bob.hello, second.source.kills());
            match alices
                .map(|lacks| (first, lacks))
                .or_else(|| bobs().map(|lacks| (second, lacks)))
            {
                Some((who, lacks)) => cell.skipped.push((who.name.clone(), lacks)),
                None => asked.push(case),
            }
        }
        if asked.is_empty() {
            return cell;
        }
        let beside = Some(bob.implementation.source.clone());
        match self.ask(alice, beside, asked, trace, &mut cell.reports) {
            Ok(summary) => cell.interrupted = summary.interrupted,
            Err(RunError::Interrupted) => cell.interrupted = true,
            Err(error) => cell.broken = Some(error.to_string()),
        }
        cell
    }

    /// The requirements that an implementation breaks in those of the cases in which nobody meets anybody.
    pub fn breaks_alone(&self, player: &Player, cases: &[Case]) -> BTreeSet<String> {
        let own = cases
            .iter()
            .filter(|case| deal(case, "nobody").is_none() && !case.kills());
        let mut reports = Vec::new();
        // What goes wrong here went wrong before, or hides a root: there is nothing to say of it.
        let _ = self.ask(player, None, own.cloned().collect(), None, &mut reports);
        let failed = reports
            .into_iter()
            .filter(|report| matches!(report.verdict, Verdict::Fail | Verdict::Blocked));
        failed
            .filter_map(|report| Some(report.divergence?.req))
            .collect()
    }

    fn ask(
        &self,
        player: &Player,
        beside: Option<AdapterSource>,
        cases: Vec<Case>,
        trace: Option<Trace>,
        reports: &mut Vec<CaseReport>,
    ) -> Result<Summary, RunError> {
        let plan = RunPlan {
            cases,
            registry: Arc::clone(self.registry),
            ledger: Arc::new(Ledger::default()),
            jobs: 1,
            deadline: self.deadline,
            seed: self.seed,
            kills: 0,
            unscored: BTreeSet::new(),
            withheld: None,
            beside,
            trace,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(RunError::Lane)?;
        let mut events = |event: Event| {
            if let Event::Case(report) = event {
                reports.push(report);
            }
        };
        runtime.block_on(run(plan, player.implementation.source.clone(), &mut events))
    }
}
