//! What `rlog-conformance fuzz` makes of a faulty adapter: the same search, behind the same pipe.

use std::sync::Arc;
use std::time::{Duration, Instant};

use remote_log_conformance::fuzz::{Campaign, Finding, campaign};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::RunError;
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::Suite;

/// How many adapters work side by side: one for each core, as is the command's default.
const JOBS: usize = 2;

/// The aim is to find a fault within this time.
pub const WITHIN: Duration = Duration::from_secs(10);

/// A run.
pub struct Fuzzed {
    /// The finding, if there is one.
    pub finding: Option<Finding>,
    /// How long that took.
    pub searched: Duration,
    /// How long it took to start the adapters and to make the finding smaller.
    pub rest: Duration,
}

/// Searches until one requirement is found broken, or the time is up, and makes the finding smaller.
pub async fn fuzzed(
    command: Vec<String>,
    seed: u64,
    suite: &Suite,
    registry: &Arc<Registry>,
) -> Result<Fuzzed, RunError> {
    let begun = Instant::now();
    let mut outcome = campaign(
        Campaign {
            source: AdapterSource::Command(command),
            jobs: JOBS,
            deadline: WITHIN,
            seed,
            cases: usize::MAX,
            time: WITHIN,
            findings: 1,
            strict: false,
            registry: Arc::clone(registry),
            material: suite.cases.iter().collect(),
        },
        &mut |_| {},
    )
    .await?;
    Ok(Fuzzed {
        finding: outcome.findings.drain(..).next(),
        searched: outcome.searched,
        rest: begun.elapsed().saturating_sub(outcome.searched),
    })
}
