//! The adapter protocol: lines in, lines out, one request at a time and one callback at a time.

mod instances;
mod mail;
mod messages;
mod mixed_logs;
mod nodes;
mod outcome;
mod pages;
mod pipe;
mod serve;
mod services;
mod stores;
mod world;

pub(crate) use outcome::Outcome;
pub(crate) use pipe::Pipe;
pub use serve::serve;
pub(crate) use serve::{hello, stateless};
