//! Histories that readers live through: two devices write one log, stores fail and recover, readers call and die.

mod action;
mod stage;

pub use action::{Action, Device, End, Fetch, GetFault, Point, Sync, Target};
pub use stage::{Outcome, Stage};
