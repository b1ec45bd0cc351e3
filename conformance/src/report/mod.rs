//! What a run looks like to a person and to a machine: one file a format.

mod divergence;
pub mod jsonl;
pub mod junit;
mod outcome;
pub mod progress;
mod replay;
pub mod terminal;
mod value;

pub(crate) use divergence::fault;
pub use outcome::Outcome;
pub use terminal::replayed;
pub(crate) use terminal::skip_reason;
pub use value::elide_line;
pub(crate) use value::{comparison, one_line};
