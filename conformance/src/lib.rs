//! The conformance suite of the remote log, and the harness that asks an adapter its cases.

pub mod diagnostic;
pub mod judge;
pub mod protocol;
pub mod registry;
pub mod runner;
pub mod transport;
pub mod vectors;
pub mod verdict;
pub mod world;
pub mod yaml;
