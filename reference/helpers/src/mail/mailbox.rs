//! What a node needs of a service that stores and forwards.

use remote_log_mvds::PeerId;

use super::{MailError, Sealed};

/// A service that keeps items for recipients who are offline, until they confirm that they have them. It carries bytes
/// that it cannot read.
pub trait Mailbox {
    /// Puts an item into the mailbox of a recipient. Once this has answered, [`Mailbox::collect`] finds the item, after a
    /// crash too. An item that is put there twice lies there twice.
    fn deposit(&mut self, recipient: &PeerId, item: &Sealed) -> Result<(), MailError>;

    /// Takes away everything up to what `confirmed` stands for, and hands out what comes next, the oldest first, as much
    /// as the service hands out at once. That the caller is the recipient is the transport's promise. Without a token
    /// nothing is taken away, and it begins with the oldest again.
    fn collect(&mut self, recipient: &PeerId, confirmed: Option<Token>)
    -> Result<Batch, MailError>;
}

/// Items of one mailbox. There are no more behind an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The items, the oldest first.
    pub items: Vec<Sealed>,
    /// What confirms them all.
    pub token: Token,
}

/// A place in a mailbox: how many items were put in before it, since there is the mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(pub u64);
