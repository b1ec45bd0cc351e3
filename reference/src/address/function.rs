//! The hash functions that are checked.

use multihash::Multihash;
use sha2::{Digest, Sha256, Sha512};

/// The multicodec of sha2-256.
const SHA2_256: u64 = 0x12;
/// The multicodec of sha2-512.
const SHA2_512: u64 = 0x13;

/// The hash of `content` by the function with this multicodec, or `None` if the function is not among those that are
/// checked (RL-ADDR-9).
///
/// Two functions and no table of them: a table brings more crates than the rest of the library has.
pub(super) fn hash(code: u64, content: &[u8]) -> Option<Multihash<64>> {
    match code {
        SHA2_256 => Some(sha2_256(content)),
        SHA2_512 => Some(wrap(SHA2_512, &Sha512::digest(content))),
        _ => None,
    }
}

/// The hash of `content` by the function that every implementation has.
pub(super) fn sha2_256(content: &[u8]) -> Multihash<64> {
    wrap(SHA2_256, &Sha256::digest(content))
}

fn wrap(code: u64, digest: &[u8]) -> Multihash<64> {
    Multihash::wrap(code, digest).expect("no digest here is longer than 64 bytes")
}
