//! Store and forward as a helper: mailboxes, the office that keeps them, and the node's side.

mod error;
mod fact;
mod helper;
mod limits;
mod mailbox;
mod office;
mod outbox;
mod sealed;
mod state;

pub use error::MailError;
pub use helper::{Acks, MOST_BATCHES, StoreAndForward};
pub use limits::MailLimits;
pub use mailbox::{Batch, Mailbox, Token};
pub use office::PostOffice;
pub use outbox::{Outbox, ack_item, message_item};
pub use sealed::{Seal, Sealed, Unopened};
