//! Addresses: what kind they are of, and content checked against them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::bytes::Bytes;
use crate::faults::{AddrFault, BlindFormatFault, Faulty};
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
const DAG_PB: u64 = 0x70;

/// Checks content against an address of a kind. Rejected are content that doesn't match, and addresses that are
/// malformed or invalid (`RL-ADDR-3` to `RL-ADDR-9`).
pub fn check(
    kind: Kind,
    address: &[u8],
    content: &[u8],
    faulty: Faulty,
) -> Result<Checked, Reason> {
    let checked = match kind {
        Kind::Opaque if faulty.has(AddrFault::KindGuessed) && is_v0(address) => {
            multihash(address, faulty)?.check(content, faulty)
        }
        Kind::Opaque => Ok(Checked::Unverified),
        Kind::Multihash
            if faulty.has(AddrFault::CidTakenUnasked) && address.first() == Some(&1) =>
        {
            cid(address, content, faulty)
        }
        Kind::Multihash => multihash(address, faulty)?.check(content, faulty),
        Kind::Cid => cid(address, content, faulty),
    };
    match checked {
        Err(Reason::Malformed) if faulty.has(AddrFault::MalformedUnverified) => {
            Ok(Checked::Unverified)
        }
        checked => checked,
    }
}

/// Checks content against a CID: only one of version 1 and the codec raw says anything of it (`RL-ADDR-4`, `RL-ADDR-5`).
fn cid(address: &[u8], content: &[u8], faulty: Faulty) -> Result<Checked, Reason> {
    let checks_all = faulty.has(AddrFault::EveryCodecChecked);
    if address.starts_with(&[0x12, 0x20]) {
        return match address.len() {
            34 if checks_all || faulty.has(AddrFault::CidV0Checked) => {
                multihash(address, faulty)?.check(content, faulty)
            }
            34 => Ok(Checked::Unverified),
            _ => Err(Reason::Malformed),
        };
    }
    let mut rest = address;
    if varint(&mut rest, faulty)? != 1 && !faulty.has(AddrFault::AnyCidVersion) {
        return Err(Reason::Malformed);
    }
    let codec = varint(&mut rest, faulty)?;
    let hash = multihash(rest, faulty)?;
    match codec {
        RAW if faulty.has(AddrFault::RawCidUnchecked) => Ok(Checked::Unverified),
        RAW if hash.function == IDENTITY && faulty.has(BlindFormatFault::CidIdentityCompared) => {
            verified(hash.digest == content)
        }
        RAW => hash.check(content, faulty),
        codec if codec != DAG_PB && faulty.has(BlindFormatFault::OnlyDagPbUnverified) => {
            hash.check(content, faulty)
        }
        _ if checks_all => hash.check(content, faulty),
        _ => Ok(Checked::Unverified),
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
    fn check(&self, content: &[u8], faulty: Faulty) -> Result<Checked, Reason> {
        let lacks = faulty.has(AddrFault::UnknownHashInvalid) && self.digest.len() != 32;
        match self.function {
            IDENTITY if faulty.has(AddrFault::IdentityCompared) => verified(self.digest == content),
            IDENTITY if faulty.has(AddrFault::IdentityUnverified) => Ok(Checked::Unverified),
            IDENTITY => Err(Reason::Invalid),
            SHA2_256 => self.check_sha2_256(content, faulty),
            _ if faulty.has(AddrFault::UnknownHashMismatch) => Err(Reason::Mismatch),
            _ if lacks => Err(Reason::Invalid),
            _ => Ok(Checked::Unverified),
        }
    }

    fn check_sha2_256(&self, content: &[u8], faulty: Faulty) -> Result<Checked, Reason> {
        let digest = Sha256::digest(content);
        let shorter = self.digest.len() < 32 && faulty.has(AddrFault::ShortDigestAccepted);
        let any_length = faulty.has(AddrFault::AnyDigestLength) || shorter;
        if self.digest.len() != 32 && !any_length {
            return Err(Reason::Invalid);
        }
        let compared = match faulty.has(AddrFault::DigestStartCompared) {
            true => 4,
            false => self.digest.len().min(32),
        };
        let unchecked = faulty.has(AddrFault::ContentUnchecked);
        verified(unchecked || self.digest[..compared] == digest[..compared])
    }
}

fn verified(matches: bool) -> Result<Checked, Reason> {
    match matches {
        true => Ok(Checked::Verified),
        false => Err(Reason::Mismatch),
    }
}

/// Whether bytes look like a version 0.
fn is_v0(address: &[u8]) -> bool {
    address.len() == 34 && address.starts_with(&[0x12, 0x20])
}

fn multihash(mut rest: &[u8], faulty: Faulty) -> Result<Multihash<'_>, Reason> {
    let function = match varint(&mut rest, faulty)? {
        function if faulty.has(BlindFormatFault::FunctionOfOneByte) => function & 0xff,
        function => function,
    };
    let length = varint(&mut rest, faulty)?;
    let (digest, after) = usize::try_from(length)
        .ok()
        .and_then(|length| rest.split_at_checked(length))
        .ok_or(Reason::Malformed)?;
    match after.is_empty() || faulty.has(AddrFault::TrailingBytesIgnored) {
        true => Ok(Multihash { function, digest }),
        false => Err(Reason::Malformed),
    }
}

/// A varint of multiformats: nine bytes at most, and never longer than need be.
fn varint(rest: &mut &[u8], faulty: Faulty) -> Result<u64, Reason> {
    let mut value = 0;
    for place in 0..9 {
        let (byte, left) = rest.split_first().ok_or(Reason::Malformed)?;
        *rest = left;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if *byte < 0x80 {
            let longer = *byte == 0 && place > 0;
            return match longer && !faulty.has(AddrFault::LongVarintAccepted) {
                true => Err(Reason::Malformed),
                false => Ok(value),
            };
        }
    }
    Err(Reason::Malformed)
}
