//! The edge of the harness: how lines reach an adapter and come back.

mod beside;
mod launcher;
mod lines;
mod link;
mod process;
mod socket;
mod source;
mod stderr;
mod thread;

pub use beside::BESIDE;
pub(crate) use beside::join;
pub use launcher::{LaunchError, Launcher};
pub use lines::{LineBuffer, TooLong};
pub use link::{Link, LinkEnd};
pub use source::{AdapterSource, Serve};
pub use stderr::{Stderr, StderrMark};
