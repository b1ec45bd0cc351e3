//! An executable model of the remote log, to be read beside `spec/remote-log.md`.
//!
//! It is pure: a call takes a state and answers with a new one. It knows nothing of bytes, hashes or protobuf. The
//! store is content-addressed, so an address stands for exactly one page, and the model uses the page itself.

pub mod alphabet;
mod classify;
mod cover;
#[cfg(feature = "explore")]
pub mod explore;
mod page;
mod publish;
mod reader;
pub mod reading;
mod search;
mod store;
pub mod transition;
mod walk;
mod writer;
pub mod writing;

pub use classify::Class;
pub use cover::{Covering, History, cover};
pub use page::{Address, Message, Offer, Page, Pair};
pub use publish::{Publish, Status};
pub use reader::{Answer, LeftOpen, Limits, Missing, Reader};
pub use store::{Blob, Fetched, Reason, World};
pub use writer::{Embed, Expect, Layout, Writer};
