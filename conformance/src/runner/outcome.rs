//! What is known of a case as soon as it has been asked, before it is known what blocks what.

use crate::verdict::{AdapterFault, Divergence, SkipReason};

/// The raw outcome of a case.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Everything asserted holds.
    Passed,
    /// An assertion does not hold.
    Diverged(Box<Divergence>),
    /// The adapter did something that no adapter may do.
    Faulted(AdapterFault),
    /// It was not asked, or the adapter does not have the operation after all.
    Skipped(SkipReason),
}
