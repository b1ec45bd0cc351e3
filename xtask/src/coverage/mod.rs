//! `cargo xtask coverage`: what the suite covers, as a committed file, so that what it loses shows in a diff.

mod bank;
mod outcomes;
mod rejections;
mod requirements;
mod snapshot;
mod transitions;

pub use snapshot::{check, write};
