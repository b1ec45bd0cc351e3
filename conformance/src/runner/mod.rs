//! Runs cases against an adapter and says what came of each.

mod plan;

pub use plan::{Direction, Expectations, RunPlan, Trace};

use crate::transport::AdapterSource;
use crate::verdict::{Event, Summary};

/// Why a run could not take place at all.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No adapter could be started.
    #[error("{0}")]
    Start(String),
}

/// Runs the plan. Events come in order; cases that diverged are settled at the end, when it is known what blocks what.
pub async fn run(
    _plan: RunPlan,
    _source: AdapterSource,
    _events: &mut dyn FnMut(Event),
) -> Result<Summary, RunError> {
    todo!("the conductor")
}
