//! Message ids.

use std::fmt;

use sha2::{Digest, Sha256};

use super::sha256::{BLOCK, sha256};

/// The native hash of a message, by which a log lists it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub [u8; 32]);

/// The id of the message with these parts (RL-MSG-2): sha256 over `MESSAGE_ID`, the group as it is (RL-MSG-3), the
/// timestamp as eight bytes, the lowest first, and the body. Metadata has no part in it (RL-MSG-5).
pub fn message_id(group: &[u8], timestamp: i64, body: &[u8]) -> MessageId {
    if let (Ok(group), Some((start, rest))) = (group.try_into(), body.split_first_chunk()) {
        return MessageId(sha256(&first_block(group, timestamp, start), rest));
    }
    // A group of another length, or a body too short for the first block.
    let hash = Sha256::new()
        .chain_update(PREFIX)
        .chain_update(group)
        .chain_update(timestamp.to_le_bytes())
        .chain_update(body);
    MessageId(hash.finalize().into())
}

const PREFIX: [u8; 10] = *b"MESSAGE_ID";
/// How much of the body is in the first block that is hashed, where the group has its 32 bytes.
const START: usize = BLOCK - PREFIX.len() - 32 - 8;

fn first_block(group: &[u8; 32], timestamp: i64, start: &[u8; START]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..10].copy_from_slice(&PREFIX);
    block[10..42].copy_from_slice(group);
    block[42..50].copy_from_slice(&timestamp.to_le_bytes());
    block[50..].copy_from_slice(start);
    block
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The ways through the code are chosen by lengths; the id must not show which one was taken.
    #[test]
    fn the_id_is_the_hash_of_the_joined_parts_at_every_length() {
        let body: Vec<u8> = (0..200).collect();
        for group in [&[7; 0][..], &[7; 31], &[7; 32], &[7; 33]] {
            for len in 0..=body.len() {
                let joined = [&PREFIX[..], group, &(-2i64).to_le_bytes(), &body[..len]].concat();
                let id = message_id(group, -2, &body[..len]);
                assert_eq!(id.0[..], Sha256::digest(joined)[..], "{len}");
            }
        }
    }
}
