//! Store and forward as a helper: mailboxes, the office that keeps them, and the node's side.

mod error;
mod fact;
mod helper;
mod limits;
mod mailbox;
mod office;
mod sealed;
mod state;

pub use error::MailError;
pub use helper::{Acks, StoreAndForward};
pub use limits::MailLimits;
pub use mailbox::{Batch, Mailbox, Token};
pub use office::PostOffice;
pub use sealed::{Seal, Sealed, Unopened};
