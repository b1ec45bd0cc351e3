//! The writer and the reader of a log: state machines with no clock, no socket and no randomness of their own.

mod calls;
mod check;
mod drive;
mod journal;
mod machine;
pub mod reader;
pub mod stored;
pub mod writer;

pub use check::{Check, UnknownCheck};
pub use drive::drive;
pub use journal::{Journal, Saved};
pub use machine::{Answer, Expect, Failure, Machine, Request, Ticket, Unsaved};
pub use stored::StateError;
