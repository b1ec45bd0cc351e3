//! Histories of the model, as cases that an adapter can be asked and as a person would tell them.

mod history;
mod matter;
mod names;
mod play;
mod reading;
mod words;
mod writing;

pub use history::{History, ReadingSettings, WritingSettings};
