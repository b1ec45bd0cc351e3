use std::fmt;

use sha2::{Digest, Sha256};

/// The native hash of a message, by which a log lists it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub [u8; 32]);

/// The id of the message with these parts (RL-MSG-2): sha256 over `MESSAGE_ID`, the group as it is (RL-MSG-3), the
/// timestamp as eight bytes, the lowest first, and the body. Metadata has no part in it (RL-MSG-5).
pub fn message_id(group: &[u8], timestamp: i64, body: &[u8]) -> MessageId {
    // In place: the chained form moves the hash's state at each part, which costs a few percent.
    let mut hash = Sha256::new();
    hash.update(b"MESSAGE_ID");
    hash.update(group);
    hash.update(timestamp.to_le_bytes());
    hash.update(body);
    MessageId(hash.finalize().into())
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
