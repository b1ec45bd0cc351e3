//! The MVDS messages that the generated vectors speak of.

use sha2::{Digest, Sha256};

use super::wire;

/// The group of nearly all messages: 00 01 02 … 1f.
pub const GROUP: [u8; 32] = {
    let mut group = [0; 32];
    let mut at = 0;
    while at < group.len() {
        group[at] = at as u8;
        at += 1;
    }
    group
};

/// A message before it is serialized.
pub struct Message<'a> {
    pub group: &'a [u8],
    pub timestamp: i64,
    pub body: &'a str,
    pub ephemeral: bool,
}

impl Message<'_> {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = wire::bytes(6001, self.group);
        out.extend(wire::number(6002, self.timestamp));
        out.extend(wire::bytes(6003, self.body.as_bytes()));
        if self.ephemeral {
            out.extend(wire::bytes(6004, &wire::number(2, 1)));
        }
        out
    }

    pub fn id(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(b"MESSAGE_ID");
        hash.update(self.group);
        hash.update(self.timestamp.to_le_bytes());
        hash.update(self.body);
        hash.finalize().to_vec()
    }
}

/// The sha2-256 multihash of some content, which is how the harness's store addresses it.
pub fn multihash(content: &[u8]) -> Vec<u8> {
    let mut address = vec![0x12, 0x20];
    address.extend(Sha256::digest(content));
    address
}

/// The CIDv1 of some content with the given codec.
pub fn cid(codec: u8, content: &[u8]) -> Vec<u8> {
    let mut address = vec![0x01, codec];
    address.extend(multihash(content));
    address
}
