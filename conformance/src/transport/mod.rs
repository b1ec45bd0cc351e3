//! The edge of the harness: how lines reach an adapter and come back.

mod source;

pub use source::{AdapterSource, Serve};
