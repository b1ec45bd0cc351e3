//! The liberties that the wire format gives a writer, and that a reader sees through: the order of fields, and fields
//! that nobody knows. And the one that it does not give: to stop in the middle.

use quickcheck::Arbitrary;
use remote_log::page;
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use remote_log::wire::DecodeError;

use crate::decoders::{SUBJECTS, Subject};
use crate::generate::{self, Kind, damage, generator};
use crate::laws::{Entry, NUMBERINGS, Parts, law, message, pair};

/// What the messages of every subject can be made of: pairs, messages, a name and bytes.
type Values = (Vec<Entry>, Vec<Parts>, String, Vec<u8>);

/// A message of every subject, in its canonical encoding.
fn written((entries, messages, name, bytes): &Values) -> Vec<(&'static Subject, Vec<u8>)> {
    let (data, content, id, hashes) = (bytes, bytes, bytes, vec![&**bytes, name.as_bytes()]);
    let mut all = vec![("RemoteLog", page::encode(entries.iter().map(pair), bytes))];
    let mut put = |name, encode: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        encode(&mut out);
        all.push((name, out));
    };
    put("Content", &|out| Content { data }.encode(out));
    put("Address", &|out| Address { id }.encode(out));
    put("NameUpdate", &|out| {
        NameUpdate { name, content }.encode(out)
    });
    put("Query", &|out| Query { name }.encode(out));
    put("Response", &|out| Response { data }.encode(out));
    let payload = Payload {
        acks: hashes.clone(),
        offers: Vec::new(),
        requests: hashes,
        messages: messages.iter().map(message).collect(),
    };
    for (numbering, [one, many]) in NUMBERINGS.into_iter().zip([
        ["Message", "Payload"],
        ["Message (legacy)", "Payload (legacy)"],
    ]) {
        for message in &payload.messages {
            put(one, &|out| message.encode(numbering, out));
        }
        put(many, &|out| payload.encode(numbering, out));
    }
    let subject = |name| SUBJECTS.iter().find(|subject| subject.name == name);
    let known = |(name, bytes)| (subject(name).expect("a subject of this name"), bytes);
    all.into_iter().map(known).collect()
}

/// The fields of canonically written bytes: number, and bytes with the tag.
fn fields(mut bytes: &[u8]) -> Vec<(u32, &[u8])> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let (tag, mut len) = varint(bytes);
        let (value, value_len) = varint(&bytes[len..]);
        len += value_len;
        if tag & 7 == 2 {
            len += usize::try_from(value).expect("a length");
        }
        let (field, rest) = bytes.split_at(len);
        fields.push((u32::try_from(tag >> 3).expect("a number"), field));
        bytes = rest;
    }
    fields
}

/// A number, and how many bytes it takes.
fn varint(bytes: &[u8]) -> (u64, usize) {
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (value, at + 1);
        }
    }
    panic!("what is written canonically ends its numbers");
}

/// What is left to chance, as bytes, so that it shrinks to little: where there are none left, all stays as it is.
struct Choices(std::vec::IntoIter<u8>);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(byte) % bound)
    }
}

/// A field of every wire type, of a number that no message has.
const UNKNOWN: [&[u8]; 5] = [
    &[0x98, 0x06, 0x2a],
    &[0x99, 0x06, 1, 2, 3, 4, 5, 6, 7, 8],
    &[0x9a, 0x06, 2, 0x0a, 0xff],
    &[0x9b, 0x06, 0x08, 0x01, 0x9c, 0x06],
    &[0x9d, 0x06, 1, 2, 3, 4],
];

/// The same message with its fields in another order, those of one number as they were among themselves, and with
/// unknown fields between them; so also in the messages within it.
fn jumbled(shape: &[(u32, Kind)], canonical: &[u8], choices: &mut Choices) -> Vec<u8> {
    let mut waiting = fields(canonical);
    let mut out = Vec::new();
    while !waiting.is_empty() {
        let (number, _) = waiting[choices.below(waiting.len())];
        let next = waiting.iter().position(|(other, _)| *other == number);
        let (_, field) = waiting.remove(next.expect("it was found just now"));
        match shape.iter().find(|(other, _)| *other == number) {
            Some((_, Kind::Nested(shape))) => {
                let (_, tag) = varint(field);
                let (_, len) = varint(&field[tag..]);
                let inner = jumbled(shape, &field[tag + len..], choices);
                out.extend_from_slice(&field[..tag]);
                put_varint(&mut out, inner.len());
                out.extend(inner);
            }
            _ => out.extend_from_slice(field),
        }
        if let Some(unknown) = UNKNOWN.get(choices.below(10).wrapping_sub(1)) {
            out.extend_from_slice(unknown);
        }
    }
    out
}

fn put_varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// RL-WIRE-4, RL-WIRE-5.
#[test]
fn the_order_of_fields_and_unknown_ones_change_nothing() {
    law(|(values, choices): (Values, Vec<u8>)| {
        let mut choices = Choices(choices.into_iter());
        written(&values).into_iter().all(|(subject, bytes)| {
            let jumbled = jumbled(subject.shape, &bytes, &mut choices);
            (subject.ours)(&jumbled) == Ok(bytes)
        })
    });
}

/// RL-WIRE-7: what is written is as short and as ordered as it gets, so that reading and writing it again is idle.
#[test]
fn what_was_read_and_written_once_stays_as_it_is() {
    let g = &mut generator();
    let mut read = 0;
    for _ in 0..1_000 {
        for subject in SUBJECTS {
            let mut input = generate::message(g, subject.shape);
            if bool::arbitrary(g) {
                damage(g, &mut input);
            }
            let Ok(once) = (subject.ours)(&input) else {
                continue;
            };
            assert_eq!(
                (subject.ours)(&once).as_ref(),
                Ok(&once),
                "{}",
                subject.name
            );
            read += 1;
        }
    }
    assert!(read > 3_000, "only {read} could be read");
}

/// RL-WIRE-3: bytes that end within a field are no message, wherever within it they end.
#[test]
fn what_ends_within_a_field_is_truncated() {
    law(|(values, at): (Values, usize)| {
        written(&values).into_iter().all(|(subject, bytes)| {
            let cut = at % bytes.len().max(1);
            let mut end = 0;
            let whole = fields(&bytes).iter().any(|(_, field)| {
                end += field.len();
                end == cut
            });
            let read = (subject.ours)(&bytes[..cut]);
            match read {
                Ok(_) => whole || cut == 0,
                Err(error) => !whole && matches!(error, DecodeError::Truncated { .. }),
            }
        })
    });
}
