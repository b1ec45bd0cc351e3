//! What holds of the codecs for every value: what is written is read, as it was, and a message is known by its id.

use std::fmt::Debug;

use quickcheck::{Arbitrary, QuickCheck};
use remote_log::message::{Message, Metadata, Numbering, check};
use remote_log::page::{self, Page, Pair};
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use remote_log::wire::Reason;

use crate::generate::generator;

pub const NUMBERINGS: [Numbering; 2] = [Numbering::Spec, Numbering::Legacy];

/// Tries a law on a thousand values.
pub fn law<A: Arbitrary + Debug>(law: fn(A) -> bool) {
    QuickCheck::new()
        .rng(generator())
        .tests(1_000)
        .quickcheck(law);
}

/// The parts of a message, owned: group, timestamp, body and, if there is metadata, parents and ephemeral.
pub type Parts = (Vec<u8>, i64, Vec<u8>, Option<(Vec<Vec<u8>>, bool)>);

pub fn message((group_id, timestamp, body, metadata): &Parts) -> Message<'_> {
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
pub type Entry = ([u8; 32], Vec<u8>, Vec<u8>);

pub fn pair((local, remote, data): &Entry) -> Pair<'_> {
    Pair {
        local,
        remote,
        data,
    }
}

/// RL-WIRE-2.
#[test]
fn a_page_is_read_as_it_was_written() {
    law(|(entries, tail): (Vec<Entry>, Vec<u8>)| {
        let pairs: Vec<_> = entries.iter().map(pair).collect();
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
fn what_services_exchange_is_read_as_it_was_written() {
    /// Whether a message is read as it was written.
    macro_rules! is_read {
        ($type:ident { $($field:ident),* }) => {{
            let mut bytes = Vec::new();
            $type { $($field),* }.encode(&mut bytes);
            $type::decode(&bytes) == Ok($type { $($field),* })
        }};
    }
    law(|(name, content): (String, Vec<u8>)| {
        let (name, content) = (&*name, &*content);
        let (data, id) = (content, content);
        is_read!(Content { data })
            && is_read!(Address { id })
            && is_read!(NameUpdate { name, content })
            && is_read!(Query { name })
            && is_read!(Response { data })
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

/// RL-MSG-2, RL-MSG-5: the id is that of group, timestamp and body, and of nothing else.
#[test]
fn metadata_has_no_part_in_an_id_and_everything_else_has() {
    law(|(parts, other): (Parts, Parts)| {
        let id = message(&parts).id();
        let with = |change: fn(&mut Parts, Parts)| {
            let mut changed = parts.clone();
            change(&mut changed, other.clone());
            message(&changed).id() == id
        };
        with(|parts, other| parts.3 = other.3)
            && with(|parts, other| parts.0 = other.0) == (parts.0 == other.0)
            && with(|parts, other| parts.1 = other.1) == (parts.1 == other.1)
            && with(|parts, other| parts.2 = other.2) == (parts.2 == other.2)
    });
}
