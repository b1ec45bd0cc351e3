//! What a matrix looks like to a person, to a machine and in a document: one file a format.

pub mod jsonl;
pub mod markdown;
mod replay;
pub mod terminal;
mod words;
