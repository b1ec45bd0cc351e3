//! The registry of requirements: what `spec/requirements.yaml` says, strictly read.

mod entry;
mod read;

pub use entry::{Level, Registry, Requirement, Status};
