//! What a run is told: the cases, the rules they are judged by, and its bounds.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::registry::Registry;
use crate::transport::AdapterSource;
use crate::vectors::Case;

/// Everything that decides what a run does. Verdicts do not depend on `jobs`.
pub struct RunPlan {
    /// The cases, in the order of their reports.
    pub cases: Vec<Case>,
    /// The requirements that the cases name.
    pub registry: Arc<Registry>,
    /// What the user's ledger says.
    pub ledger: Arc<dyn Expectations>,
    /// How many adapters work side by side; at least 1.
    pub jobs: usize,
    /// How long an adapter may take for the hello, and how long all its unanswered requests may stay so.
    pub deadline: Duration,
    /// The seed of the generated cases, for the reports.
    pub seed: u64,
    /// How many of the cases with crashes that the adapter can be asked are asked again with real kills.
    pub kills: usize,
    /// The ids of cases that are asked and decide nothing: they are later than the revision that the run judges by.
    pub unscored: BTreeSet<String>,
    /// Why no claim is made whatever comes out, for example because only a part of the suite was selected.
    pub withheld: Option<String>,
    /// The adapter that plays those whom the cases give to somebody else than the adapter asked, if any do.
    pub beside: Option<AdapterSource>,
    /// Sees every line that goes either way; for `replay`.
    pub trace: Option<Trace>,
}

/// What a user expects of an implementation before the run.
pub trait Expectations: Send + Sync {
    /// Whether this case is expected to diverge at this requirement.
    fn expects(&self, case: &str, requirement: &str) -> bool;
    /// Whether the lack of this operation is accepted.
    fn accepts_skip(&self, operation: &str) -> bool;
    /// The entries that the run has shown to be out of date, each as a sentence with file and line.
    fn stale(&self, reports: &[crate::verdict::CaseReport]) -> Vec<String>;
}

/// Sees a line, without its end.
pub type Trace = Arc<dyn Fn(Direction, &[u8]) + Send + Sync>;

/// Which way a line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the harness.
    ToAdapter,
    /// From the adapter.
    FromAdapter,
}
