//! The helpers of an MVDS node behind one interface, so that they can be compared (`spec/sync.md`).
//!
//! Whenever a node is online, [`visit`] takes what its [`Helper`] has for it, lets the node speak, and gives the helper
//! what it lacks. There are three: [`Alone`] is no helper, [`StoreAndForward`] leaves messages in the recipient's
//! [`Mailbox`], and [`RemoteLog`] publishes the node's log and follows those of its peers. Whatever a helper does, the
//! payloads of a [`Visit`] go to the peers directly, so that delivery never depends on it.
//!
//! Nothing here has a clock or a socket. The stores, the mailbox and the disk are traits; calls block.

mod alone;
mod helper;
mod keep;
mod log;
mod mail;
mod online;
mod shared;
mod traffic;
mod visit;

pub use alone::Alone;
pub use helper::Helper;
pub use keep::{Keep, Unkept};
pub use log::{OpenError, RemoteLog, bring};
pub use mail::{
    Acks, Batch, MOST_BATCHES, MailError, MailLimits, Mailbox, Outbox, PostOffice, Seal, Sealed,
    StoreAndForward, Token, Unopened, ack_item, message_item,
};
pub use online::Online;
pub use shared::Shared;
pub use traffic::Traffic;
pub use visit::{Report, Visit, visit};
