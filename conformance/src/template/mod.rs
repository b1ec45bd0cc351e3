//! Adapters to start from: the files of each language, and how they come into a directory.

mod files;
mod language;
mod write;

pub use files::TemplateFile;
pub use language::Language;
pub use write::{TemplateError, write};
