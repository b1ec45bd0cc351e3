//! What holds for every value: of the codecs, and of addresses, these with the generators that their crates bring.

use std::fmt::Debug;

use cid::{Cid, Version};
use multihash::Multihash;
use multihash_codetable::{Code, MultihashDigest};
use quickcheck::{Arbitrary, QuickCheck};
use remote_log::address::{self, AddressError, AddressKind, Checked};
use remote_log::message::{Message, Metadata, Numbering, check};
use remote_log::page::{self, Page, Pair};
use remote_log::payload::Payload;
use remote_log::service::NameUpdate;
use remote_log::wire::Reason;

use crate::generate::{damage, generator};

const NUMBERINGS: [Numbering; 2] = [Numbering::Spec, Numbering::Legacy];
const HASHED: [AddressKind; 2] = [AddressKind::Multihash, AddressKind::Cid];

/// Tries a law on a thousand values.
fn law<A: Arbitrary + Debug>(law: fn(A) -> bool) {
    QuickCheck::new()
        .rng(generator())
        .tests(1_000)
        .quickcheck(law);
}

/// The parts of a message, owned: group, timestamp, body and, if there is metadata, parents and ephemeral.
type Parts = (Vec<u8>, i64, Vec<u8>, Option<(Vec<Vec<u8>>, bool)>);

fn message((group_id, timestamp, body, metadata): &Parts) -> Message<'_> {
    let metadata = metadata.as_ref().map(|(parents, ephemeral)| Metadata {
        parents: parents.iter().map(Vec::as_slice).collect(),
        ephemeral: *ephemeral,
    });
    Message {
        group_id,
        timestamp: *timestamp,
        body,
        metadata,
    }
}

/// The parts of a pair, owned: local hash, address and content.
type Entry = ([u8; 32], Vec<u8>, Vec<u8>);

/// RL-WIRE-2.
#[test]
fn a_page_is_read_as_it_was_written() {
    law(|(pairs, tail): (Vec<Entry>, Vec<u8>)| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(local, remote, data)| Pair {
                local,
                remote,
                data,
            })
            .collect();
        let bytes = page::encode(pairs.iter().copied(), &tail);
        let page = Page::decode(&bytes).expect("a page");
        page.pairs() == pairs && page.tail() == tail
    });
}

/// RL-MSG-1, RL-MSG-9, RL-MSG-12.
#[test]
fn a_message_is_read_as_it_was_written() {
    law(|parts: Parts| {
        NUMBERINGS.into_iter().all(|numbering| {
            let mut bytes = Vec::new();
            message(&parts).encode(numbering, &mut bytes);
            Message::decode(&bytes, numbering) == Ok(message(&parts))
        })
    });
}

/// RL-MSG-8, RL-MSG-12.
#[test]
fn a_payload_is_read_as_it_was_written() {
    law(
        |([acks, offers, requests], messages): ([Vec<Vec<u8>>; 3], Vec<Parts>)| {
            let payload = Payload {
                acks: acks.iter().map(Vec::as_slice).collect(),
                offers: offers.iter().map(Vec::as_slice).collect(),
                requests: requests.iter().map(Vec::as_slice).collect(),
                messages: messages.iter().map(message).collect(),
            };
            NUMBERINGS.into_iter().all(|numbering| {
                let mut bytes = Vec::new();
                payload.encode(numbering, &mut bytes);
                Payload::decode(&bytes, numbering).as_ref() == Ok(&payload)
            })
        },
    );
}

/// RL-WIRE-8.
#[test]
fn an_update_is_read_as_it_was_written() {
    law(|(name, content): (String, Vec<u8>)| {
        let update = NameUpdate {
            name: &name,
            content: &content,
        };
        let mut bytes = Vec::new();
        update.encode(&mut bytes);
        NameUpdate::decode(&bytes) == Ok(update)
    });
}

/// RL-MSG-5, RL-MSG-6: whatever its metadata, a message passes under its id, and under no other.
#[test]
fn a_message_is_itself_and_no_other() {
    law(|(group_id, mut parts): ([u8; 32], Parts)| {
        parts.0 = group_id.to_vec();
        let message = message(&parts);
        let mut bytes = Vec::new();
        message.encode(Numbering::Spec, &mut bytes);
        let mut other = message.id();
        other.0[31] ^= 1;
        let bare = Message {
            metadata: None,
            ..message.clone()
        };
        check(&bytes, &bare.id(), Some(&group_id)) == Ok(message)
            && check(&bytes, &other, Some(&group_id))
                .is_err_and(|error| error.reason() == Reason::Mismatch)
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
