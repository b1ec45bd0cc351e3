//! Addresses: what kind they are of, and content checked against them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::bytes::Bytes;
use crate::reason::Reason;

/// The kind that the descriptor of a CAS declares (`RL-ADDR-2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Any bytes.
    Opaque,
    /// A hash function, a length and a digest.
    Multihash,
    /// A binary CID.
    Cid,
}

/// What a check comes to, where it is no rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// The content hashes to the address.
    Verified,
    /// There is nothing to check it with.
    Unverified,
}

const IDENTITY: u64 = 0x00;
const SHA2_256: u64 = 0x12;
const RAW: u64 = 0x55;

/// Checks content against an address of a kind. Rejected are content that doesn't match, and addresses that are
/// malformed or invalid (`RL-ADDR-3` to `RL-ADDR-9`).
pub fn check(kind: Kind, address: &[u8], content: &[u8]) -> Result<Checked, Reason> {
    match kind {
        Kind::Opaque => Ok(Checked::Unverified),
        Kind::Multihash => multihash(address)?.check(content),
        Kind::Cid if address.starts_with(&[0x12, 0x20]) => match address.len() {
            34 => Ok(Checked::Unverified),
            _ => Err(Reason::Malformed),
        },
        Kind::Cid => {
            let mut rest = address;
            if varint(&mut rest)? != 1 {
                return Err(Reason::Malformed);
            }
            let codec = varint(&mut rest)?;
            let hash = multihash(rest)?;
            match codec {
                RAW => hash.check(content),
                _ => Ok(Checked::Unverified),
            }
        }
    }
}

/// The sha2-256 multihash of content: the address that a store of this kind gives it.
pub fn sha2_256(content: &[u8]) -> Bytes {
    let digest = Sha256::digest(content);
    [&[0x12, 0x20], digest.as_slice()].concat().into()
}

struct Multihash<'a> {
    function: u64,
    digest: &'a [u8],
}

impl Multihash<'_> {
    fn check(&self, content: &[u8]) -> Result<Checked, Reason> {
        match self.function {
            IDENTITY => Err(Reason::Invalid),
            SHA2_256 if self.digest.len() != 32 => Err(Reason::Invalid),
            SHA2_256 if Sha256::digest(content).as_slice() == self.digest => Ok(Checked::Verified),
            SHA2_256 => Err(Reason::Mismatch),
            _ => Ok(Checked::Unverified),
        }
    }
}

fn multihash(mut rest: &[u8]) -> Result<Multihash<'_>, Reason> {
    let function = varint(&mut rest)?;
    let length = varint(&mut rest)?;
    match rest.len() as u64 == length {
        true => Ok(Multihash {
            function,
            digest: rest,
        }),
        false => Err(Reason::Malformed),
    }
}

/// A varint of multiformats: nine bytes at most, and never longer than need be.
fn varint(rest: &mut &[u8]) -> Result<u64, Reason> {
    let mut value = 0;
    for place in 0..9 {
        let (byte, left) = rest.split_first().ok_or(Reason::Malformed)?;
        *rest = left;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if *byte < 0x80 {
            return match *byte == 0 && place > 0 {
                true => Err(Reason::Malformed),
                false => Ok(value),
            };
        }
    }
    Err(Reason::Malformed)
}
