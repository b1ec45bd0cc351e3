//! The conformance suite of the remote log, and the harness that asks an adapter its cases.

pub mod canonical;
pub mod check;
pub mod cli;
pub mod commands;
pub mod diagnostic;
pub mod exit;
pub mod filter;
pub mod fuzz;
pub mod histories;
pub mod interrupt;
pub mod judge;
pub mod ledger;
mod plural;
pub mod properties;
pub mod protocol;
pub mod record;
pub mod registry;
pub mod report;
pub mod revision;
pub mod runner;
pub mod scenario;
pub mod shard;
pub mod transport;
pub mod vectors;
pub mod verdict;
pub mod world;
pub mod yaml;
