//! The writer: it lists what is appended, and publishes it under a name once everything that the head points to is
//! in the content store.

mod append;
mod fact;
mod instance;
mod pages;
mod publish;
mod remote;
mod settings;
mod state;
mod status;

pub use append::{Append, AppendError, NewItem};
pub use instance::Writer;
pub use publish::Publish;
pub use settings::{Embed, Head, Layout, LayoutError, Settings};
pub use status::{Appended, Published};
