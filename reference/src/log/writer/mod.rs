//! The writer: it lists what is appended, and publishes it under a name once everything that the head points to is
//! in the content store.

mod append;
mod fact;
mod pages;
mod publish;
mod remote;
mod settings;
mod state;
mod status;
mod writer;

pub use append::{Append, AppendError, NewItem};
pub use publish::Publish;
pub use settings::{Embed, Head, Layout, LayoutError, Settings};
pub use status::{Appended, Published};
pub use writer::Writer;
