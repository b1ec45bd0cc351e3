//! What holds of addresses for every value, with the generators that the crates of multihash and CID bring.

use cid::{Cid, Version};
use multihash::Multihash;
use multihash_codetable::{Code, MultihashDigest};
use quickcheck::Arbitrary;
use remote_log::address::{self, AddressError, AddressKind, Checked};
use remote_log::wire::Reason;

use crate::generate::{damage, generator};
use crate::laws::law;

const HASHED: [AddressKind; 2] = [AddressKind::Multihash, AddressKind::Cid];

/// RL-ADDR-3, RL-ADDR-4: what is made here is what is made there.
#[test]
fn an_address_is_the_one_that_its_crate_makes() {
    law(|content: Vec<u8>| {
        let hash = Code::Sha2_256.digest(&content);
        address::make(AddressKind::Multihash, &content) == hash.to_bytes()
            && address::make(AddressKind::Cid, &content) == Cid::new_v1(0x55, hash).to_bytes()
    });
}

/// RL-ADDR-3, RL-ADDR-4: content passes under its address, and with one bit flipped it does not.
#[test]
fn content_is_verified_to_the_last_bit() {
    law(|(content, bit): (Vec<u8>, usize)| {
        HASHED.into_iter().all(|kind| {
            let address = address::make(kind, &content);
            let mut other = content.clone();
            match other.len() {
                0 => other.push(0),
                len => other[bit / 8 % len] ^= 1 << (bit % 8),
            }
            address::check(kind, &address, &content) == Ok(Checked::Verified)
                && address::check(kind, &address, &other) == Err(AddressError::DigestMismatch)
        })
    });
}

/// RL-ADDR-3: no bit of an address can change and the content still be verified; one of the digest is a mismatch.
#[test]
fn an_address_is_verified_to_the_last_bit() {
    law(|content: Vec<u8>| {
        HASHED.into_iter().all(|kind| {
            let address = address::make(kind, &content);
            let digest = (address.len() - 32) * 8;
            (0..address.len() * 8).all(|bit| {
                let mut other = address.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                let checked = address::check(kind, &other, &content);
                checked != Ok(Checked::Verified)
                    && (bit < digest || checked == Err(AddressError::DigestMismatch))
            })
        })
    });
}

/// What the requirements say of a hash of other content (RL-ADDR-6, RL-ADDR-7, RL-ADDR-9).
fn expected_of_hash(hash: &Multihash<64>, content: &[u8]) -> Result<Checked, AddressError> {
    match Code::try_from(hash.code()) {
        _ if hash.code() == 0 => Err(AddressError::IdentityHash),
        Err(_) => Ok(Checked::Unverified),
        Ok(function) => {
            let (expected, len) = (
                usize::from(function.digest(content).size()),
                usize::from(hash.size()),
            );
            Err(match len == expected {
                true => AddressError::DigestMismatch,
                false => AddressError::DigestLength {
                    code: hash.code(),
                    expected,
                    len,
                },
            })
        }
    }
}

#[test]
fn every_multihash_is_judged_by_its_function() {
    law(|(hash, content): (Multihash<64>, Vec<u8>)| {
        address::check(AddressKind::Multihash, &hash.to_bytes(), &content)
            == expected_of_hash(&hash, &content)
    });
}

/// RL-ADDR-5.
#[test]
fn every_cid_is_judged_by_its_version_and_codec() {
    law(|(cid, raw, content): (Cid, bool, Vec<u8>)| {
        let cid = match cid.version() {
            Version::V1 if raw => Cid::new_v1(0x55, *cid.hash()),
            _ => cid,
        };
        let mut address = Vec::new();
        cid.write_bytes(&mut address).expect("a Vec takes it");
        let expected = match (cid.version(), cid.codec()) {
            (Version::V1, 0x55) => expected_of_hash(cid.hash(), &content),
            _ => Ok(Checked::Unverified),
        };
        address::check(AddressKind::Cid, &address, &content) == expected
    });
}

/// RL-ADDR-8: what the crates can't read is malformed, and nothing else is.
#[test]
fn addresses_are_malformed_where_their_crates_cannot_read_them() {
    let g = &mut generator();
    let malformed = |kind, address: &[u8]| {
        address::check(kind, address, b"content")
            .is_err_and(|error| error.reason() == Reason::Malformed)
    };
    let mut seen = [0, 0];
    for _ in 0..20_000 {
        let cid = Cid::arbitrary(g);
        let mut address = Vec::new();
        cid.write_bytes(&mut address).expect("a Vec takes it");
        damage(g, &mut address);

        let mut rest = &address[..];
        let sound = cid::CidGeneric::<255>::read_bytes(&mut rest).is_ok() && rest.is_empty();
        assert_eq!(
            malformed(AddressKind::Cid, &address),
            !sound,
            "{}",
            hex::encode(&address)
        );
        let sound = Multihash::<255>::from_bytes(&address).is_ok();
        assert_eq!(
            malformed(AddressKind::Multihash, &address),
            !sound,
            "{}",
            hex::encode(&address)
        );
        seen[usize::from(sound)] += 1;
    }
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}
