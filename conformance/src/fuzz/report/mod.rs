//! What a fuzzing run looks like to a person and to a machine: one file a format.

pub mod jsonl;
pub mod progress;
pub mod terminal;
