//! The writer: it lists what is appended, and publishes it under a name once everything that the head points to is
//! in the content store.

mod append;
mod publish;
mod settings;
mod writer;

pub use append::{Append, AppendError, Appended, NewItem};
pub use publish::{Publish, Published};
pub use settings::{Embed, Head, Layout, LayoutError, Settings};
pub use writer::Writer;
