use multihash_codetable::{Code, MultihashDigest};

use super::parse::{self, Cid, Multihash};
use super::{AddressError, AddressKind};

/// The multicodec of an identity hash.
const IDENTITY: u64 = 0x00;
/// The multicodec of content that is nothing but bytes.
pub(super) const RAW: u64 = 0x55;

/// What a check of content against an address found, where it found nothing wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Checked {
    /// The content hashes to the address.
    Verified,
    /// The address does not say, in a way known here, what the content hashes to.
    Unverified,
}

/// Checks `content` against the address that it was got from.
///
/// Nothing is checked under the kind opaque (RL-ADDR-2), nor for a CIDv0 or a codec other than raw, whose hash covers
/// an encoding that the store does not hand out (RL-ADDR-5).
pub fn check(kind: AddressKind, address: &[u8], content: &[u8]) -> Result<Checked, AddressError> {
    match kind {
        AddressKind::Opaque => Ok(Checked::Unverified),
        AddressKind::Multihash => check_hash(parse::multihash(address)?, content),
        AddressKind::Cid => match parse::cid(address)? {
            Cid::V1 { codec: RAW, hash } => check_hash(hash, content),
            Cid::V0 | Cid::V1 { .. } => Ok(Checked::Unverified),
        },
    }
}

fn check_hash(hash: Multihash<'_>, content: &[u8]) -> Result<Checked, AddressError> {
    if hash.code == IDENTITY {
        return Err(AddressError::IdentityHash);
    }
    let Ok(function) = Code::try_from(hash.code) else {
        return Ok(Checked::Unverified);
    };
    let found = function.digest(content);
    let (expected, len) = (found.digest().len(), hash.digest.len());
    if len != expected {
        return Err(AddressError::DigestLength {
            code: hash.code,
            expected,
            len,
        });
    }
    if found.digest() != hash.digest {
        return Err(AddressError::DigestMismatch);
    }
    Ok(Checked::Verified)
}
