//! What a node asks of a mailbox service.

use serde::Deserialize;

use crate::bytes::Bytes;
use crate::decimal::number;
use crate::stores::{Answered, Stores};

/// The world of a node that uses mailboxes.
pub trait Mailboxes: Stores {
    /// Puts a payload into the mailbox of a peer, sealed for that peer.
    fn deposit(&mut self, to: &Bytes, bytes: &Bytes) -> Answered<()>;
    /// Takes away all that came with a token and before it; the answer is what comes next in the node's own mailbox.
    fn collect(&mut self, token: Option<u64>) -> Answered<Collected>;
}

/// The oldest items of a mailbox. There are none where it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Collected {
    /// The items, the oldest first.
    pub items: Vec<Item>,
    /// What stands for them and for all before them.
    #[serde(deserialize_with = "number")]
    pub token: u64,
}

/// What the application finds in an item. Where it is not sealed, anybody may have made it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Whom it says that it is from.
    pub from: Bytes,
    /// Whom it says that it was sealed for.
    pub to: Bytes,
    /// The payload.
    pub bytes: Bytes,
    /// Whether all that is as it was sealed.
    pub sealed: bool,
}
