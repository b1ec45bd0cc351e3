//! Content held against the address that it was got from.

use super::function;
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
    let Some(found) = function::hash(hash.code, content) else {
        return Ok(Checked::Unverified);
    };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::make;
    use crate::wire::Reason;

    const CONTENT: &[u8] = b"hello";

    fn refused(kind: AddressKind, address: &[u8]) -> (Reason, &'static str) {
        let error = check(kind, address, CONTENT).expect_err("it is not the address");
        (error.reason(), error.detail())
    }

    #[test]
    fn what_a_store_makes_is_verified_where_its_kind_says_how() {
        let checked = |kind| check(kind, &make(kind, CONTENT), CONTENT);
        assert_eq!(checked(AddressKind::Opaque), Ok(Checked::Unverified));
        assert_eq!(checked(AddressKind::Multihash), Ok(Checked::Verified));
        assert_eq!(checked(AddressKind::Cid), Ok(Checked::Verified));
    }

    /// RL-ADDR-2: an opaque address is not looked into, even where it is a multihash of other content.
    #[test]
    fn an_opaque_address_is_not_looked_into() {
        let other = make(AddressKind::Multihash, b"other");
        for address in [&other[..], &[], &[0x00, 0x00]] {
            assert_eq!(
                check(AddressKind::Opaque, address, CONTENT),
                Ok(Checked::Unverified)
            );
        }
    }

    #[test]
    fn each_fault_of_a_multihash_is_named() {
        let kind = AddressKind::Multihash;
        let good = make(kind, CONTENT);
        let with_digest = |digest: &[u8]| [&[0x12, digest.len() as u8], digest].concat();

        assert_eq!(
            refused(kind, &make(kind, b"other")),
            (Reason::Mismatch, "digest-mismatch")
        );
        assert_eq!(
            refused(kind, &with_digest(&good[2..33])),
            (Reason::Invalid, "digest-length")
        );
        assert_eq!(
            refused(kind, &with_digest(&[])),
            (Reason::Invalid, "digest-length")
        );
        // Longer than the multihash crate can hold, and still a multihash.
        let long = [&[0x12, 0xac, 0x02][..], &[7; 300]].concat();
        assert_eq!(refused(kind, &long), (Reason::Invalid, "digest-length"));
        assert_eq!(
            refused(kind, &[&[0x00, 5], CONTENT].concat()),
            (Reason::Invalid, "identity-hash")
        );
        assert_eq!(
            refused(kind, &[&good[..], &[0]].concat()),
            (Reason::Malformed, "trailing-bytes")
        );
        assert_eq!(
            refused(kind, &good[..33]),
            (Reason::Malformed, "not-a-multihash")
        );
        assert_eq!(refused(kind, &[]), (Reason::Malformed, "not-a-multihash"));
    }

    /// RL-ADDR-9: murmur3, which nobody should have here, and the highest code there is.
    #[test]
    fn an_unknown_function_verifies_nothing() {
        let highest = [&[0xff; 8][..], &[0x7f, 1, 7]].concat();
        for address in [&[0x22, 1, 7][..], &highest] {
            assert_eq!(
                check(AddressKind::Multihash, address, CONTENT),
                Ok(Checked::Unverified)
            );
        }
    }

    /// RL-ADDR-8: multiformats bound a number to nine bytes, which the multihash crate doesn't heed.
    #[test]
    fn a_number_of_ten_bytes_is_malformed() {
        let address = [&[0xff; 9][..], &[0x01, 1, 7]].concat();
        assert_eq!(
            refused(AddressKind::Multihash, &address),
            (Reason::Malformed, "not-a-multihash")
        );
    }

    /// RL-ADDR-5: not even where the digest is of other content, or short, or the content itself.
    #[test]
    fn only_raw_cids_are_checked() {
        let hash = make(AddressKind::Multihash, b"other");
        let kind = AddressKind::Cid;
        for address in [
            &hash[..],
            &[&[1, 0x70], &hash[..]].concat(),
            &[1, 0x71, 0x12, 1, 7],
            &[1, 0x71, 0x00, 1, 7],
        ] {
            assert_eq!(
                check(kind, address, CONTENT),
                Ok(Checked::Unverified),
                "{address:x?}"
            );
        }
        assert_eq!(
            refused(kind, &[&[1, 0x55], &hash[..]].concat()),
            (Reason::Mismatch, "digest-mismatch")
        );
        assert_eq!(
            refused(kind, &[2, 0x55, 0x12, 0]),
            (Reason::Malformed, "not-a-cid")
        );
        assert_eq!(
            refused(kind, &[&hash[..], &[0]].concat()),
            (Reason::Malformed, "trailing-bytes")
        );
    }
}
