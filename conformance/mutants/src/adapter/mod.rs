//! The adapter protocol: lines in, lines out, one request at a time and one callback at a time.

mod instances;
mod messages;
mod nodes;
mod outcome;
mod pipe;
mod serve;
mod services;
mod stateless;
mod world;

pub use serve::serve;
