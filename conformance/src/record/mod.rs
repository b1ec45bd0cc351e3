//! Recorded results: what the suite says of a known implementation, kept in the project, so that a change of the rules can be
//! seen to turn somebody's green into red.

mod place;
mod read;
mod recorded;
mod write;

pub use read::RecordError;
pub use recorded::{Came, Record, SuiteVersion};
