//! Histories of the model, as cases that an adapter can be asked and as a person would tell them.

mod history;

pub use history::{History, ReadingSettings, WritingSettings};
