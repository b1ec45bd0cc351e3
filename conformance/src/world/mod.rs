//! What the harness plays for an adapter: the content store, the name system, the mailboxes and the disk.

mod calls;
mod content;
mod disk;
mod hold;
mod mail;
mod names;
mod observation;
mod state;
mod stores;
mod walk;

pub use state::{Called, World};
