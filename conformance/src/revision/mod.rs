//! Frozen revisions: which requirements a release has, which cases show them, and how a later suite judges by them.

mod embedded;
mod frozen;
mod judge;
mod read;
mod write;

pub use embedded::embedded_revisions;
pub use frozen::{FrozenRequirement, Revision};
pub use judge::{Judgement, judge_by};
