//! Payloads that only their recipient can read.

use bytes::Bytes;
use remote_log_mvds::PeerId;

/// A payload that only its recipient can open. To everybody else it is bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(pub Bytes);

/// How an application seals what goes through other people's hands. Encryption is its business, and so is everything
/// that [`Seal::open`] promises.
pub trait Seal {
    /// Seals a payload of this node for a recipient.
    fn seal(&self, recipient: &PeerId, payload: &[u8]) -> Sealed;

    /// The payload, and the peer that sealed it. It answers only what that peer sealed for this very node, unaltered: a
    /// mailbox is no transport that vouches for the sender, and an acknowledgement that it made up would end the sending
    /// of a message that nobody has (RL-SYNC-51).
    fn open(&self, sealed: &Sealed) -> Result<(PeerId, Bytes), Unopened>;
}

/// What lies in the mailbox was not sealed for the node by a peer that it knows, or was altered since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an item of the mailbox cannot be opened, and is dropped; its sender will send directly")]
pub struct Unopened;
