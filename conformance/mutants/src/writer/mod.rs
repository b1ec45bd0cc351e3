//! A writer: what it is told, what it knows, and its two calls.

mod append;
mod build;
mod late;
mod older;
mod publish;
mod settings;
mod state;

pub use append::{AppendItem, AppendStatus, append, list};
pub use publish::{PublishStatus, publish};
pub use settings::{Embed, HeadForm, WriterSettings};
pub use state::{Listed, Pointed, Sealed, WriterState};
