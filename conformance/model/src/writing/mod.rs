//! Histories that a writer lives through: it appends and publishes while stores fail, strangers write to its name, and
//! its device dies or is restored from a backup. How it cuts its pages is its own business, so a head here is the list
//! of what it lists; the same goes for the one reader who follows the log.

mod action;
mod stage;

pub use action::{Action, AddTrouble, Death, FetchTrouble, Intrusion, Trouble, UpdateTrouble};
pub use stage::{Held, Outcome, Saved, Stage};
