//! Runs cases against an adapter and says what came of each.

mod case_run;
mod conductor;
#[cfg(test)]
mod conductor_tests;
mod crew;
mod greeting;
mod health;
mod in_step;
mod kept;
mod killed;
mod lane;
mod next;
mod outcome;
mod plan;
mod pool;
mod session;
mod settle;
mod single;
mod skip;
mod stream;
mod summary;
mod understood;
mod worker;

pub(crate) use crew::{Crew, Lot};
pub(crate) use in_step::ask_in_step;
pub use killed::{killed, original};
pub(crate) use outcome::Outcome;
pub use plan::{Direction, Expectations, RunPlan, Trace};
pub use pool::{RunError, run};
pub(crate) use single::{Asked, ask_one, greet_one};
pub(crate) use skip::{skip, skip_beside};
pub use stream::{Diverged, Question, StreamError, Streamed, stream};
