//! MVDS messages, their ids, and the check that content is the message that a log lists.

mod check;
mod id;
mod metadata;
mod numbering;
mod sha256;
mod wire;

pub use check::{CheckError, check};
pub use id::{MessageId, message_id};
pub use metadata::Metadata;
pub use numbering::Numbering;
pub use wire::Message;
