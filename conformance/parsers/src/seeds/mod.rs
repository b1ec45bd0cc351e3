//! Inputs that mean something: from the suite's vectors, and from what the reference says and saves when it is asked them.

mod bytes;
mod heard;
mod material;
mod texts;

pub use bytes::{addresses, messages, pages, payloads, services};
pub use heard::{answers, conversations, mailboxes, nodes, readers, transcripts, writers};
pub use material::{Material, material};
pub use texts::{ledgers, registries, vectors};
