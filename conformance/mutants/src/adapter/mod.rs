//! The adapter protocol: lines in, lines out, one request at a time and one callback at a time.

mod instances;
mod messages;
mod mixed_logs;
mod nodes;
mod outcome;
mod pipe;
mod serve;
mod services;
mod stateless;
mod stores;
mod world;

pub use serve::serve;
