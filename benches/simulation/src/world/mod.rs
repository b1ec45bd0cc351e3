//! One run: nodes, their helpers and their connections, from the first message until everybody is silent.

mod aid;
mod forgetful;
mod messages;
mod overlay;
mod participant;
mod run;
mod seal;
mod tally;

pub use aid::SetupError;
pub use run::{BODY, RunError, run};
pub use tally::{Run, Sends};
