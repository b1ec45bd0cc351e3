//! Bytes of the format, spoilt or varied: bits, lengths, fields and numbers.

use remote_log::wire::{WireType, put_bytes, put_varint};

use super::schema::{Field, Kind, Schema, fields, kind};
use crate::fuzz::chance::Chance;

/// The bytes after one to three changes. `other` are bytes of the same kind to splice with.
pub(super) fn mutated(chance: &mut Chance, bytes: &[u8], other: &[u8], schema: Schema) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..chance.weighted(&[(5, 1), (3, 2), (1, 3)]) {
        bytes = match fields(&bytes) {
            Some(fields) if !fields.is_empty() && !chance.one_in(3) => {
                in_fields(chance, &bytes, &fields, schema)
            }
            _ => raw(chance, &bytes, other),
        };
    }
    bytes
}

/// A change that knows nothing of fields.
fn raw(chance: &mut Chance, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let at = chance.below(bytes.len());
    match chance.below(7) {
        0 if !out.is_empty() => out[at] ^= 1 << chance.below(8),
        1 if !out.is_empty() => out[at] = *chance.pick(&[0, 1, 0x7f, 0x80, 0xff]),
        2 => out.truncate(at),
        3 => {
            let end = (at + 1 + chance.below(4)).min(out.len());
            out.drain(at..end);
        }
        4 => {
            let count = 1 + chance.below(3);
            let more = chance.bytes(count);
            out.splice(at..at, more);
        }
        // Half of it, and half of something else.
        5 => {
            out.truncate(at);
            out.extend(&other[chance.below(other.len())..]);
        }
        _ => out.extend(unknown(chance)),
    }
    out
}

/// A change that keeps to fields, or spoils just one of them.
fn in_fields(chance: &mut Chance, bytes: &[u8], fields: &[Field], schema: Schema) -> Vec<u8> {
    let field = chance.pick(fields);
    // Half of what happens to a message within happens inside it, and its length follows.
    if let Some(Kind::Message(inner, _)) = kind(schema, field.number)
        && field.wire_type == WireType::Len
        && chance.one_in(2)
    {
        let content = &bytes[field.content.clone()];
        let changed = match super::schema::fields(content) {
            Some(within) if !within.is_empty() => in_fields(chance, content, &within, inner),
            _ => raw(chance, content, &[]),
        };
        let mut whole = Vec::new();
        put_bytes(&mut whole, field.number, &changed);
        return replaced(bytes, field, &whole);
    }
    let whole = &bytes[field.whole.clone()];
    match chance.below(8) {
        0 => replaced(bytes, field, &[]),
        1 => replaced(bytes, field, &[whole, whole].concat()),
        2 => {
            let more = unknown(chance);
            replaced(bytes, field, &[&more, whole].concat())
        }
        3 => replaced(bytes, field, &longer(chance, bytes, field)),
        4 => replaced(bytes, field, &other_length(chance, bytes, field)),
        5 => {
            let mut empty = Vec::new();
            put_bytes(&mut empty, field.number, &[]);
            replaced(bytes, field, &[&empty, whole].concat())
        }
        6 => {
            let mut another = Vec::new();
            let count = chance.below(4);
            put_bytes(&mut another, field.number, &chance.bytes(count));
            replaced(bytes, field, &another)
        }
        _ => moved(chance, bytes, fields, field),
    }
}

fn replaced(bytes: &[u8], field: &Field, whole: &[u8]) -> Vec<u8> {
    let (before, after) = (&bytes[..field.whole.start], &bytes[field.whole.end..]);
    [before, whole, after].concat()
}

/// The field stands somewhere else among the others.
fn moved(chance: &mut Chance, bytes: &[u8], fields: &[Field], field: &Field) -> Vec<u8> {
    let mut wholes: Vec<&[u8]> = fields
        .iter()
        .filter(|other| other.whole != field.whole)
        .map(|other| &bytes[other.whole.clone()])
        .collect();
    wholes.insert(chance.below(fields.len()), &bytes[field.whole.clone()]);
    wholes.concat()
}

/// The field with its tag, or what follows the tag, in a longer form of the same number.
fn longer(chance: &mut Chance, bytes: &[u8], field: &Field) -> Vec<u8> {
    let mut whole = bytes[field.whole.clone()].to_vec();
    let (tag, head) = (field.head.start, field.head.end);
    let number = matches!(field.wire_type, WireType::Len | WireType::Varint);
    let end = if number && chance.one_in(2) {
        head
    } else {
        tag
    } - field.whole.start;
    whole[end - 1] |= 0x80;
    let more = chance.weighted(&[(4, 1), (1, 9), (1, 3)]);
    whole.splice(end..end, std::iter::repeat_n(0x80, more - 1).chain([0]));
    whole
}

/// The field with a length that is not its own.
fn other_length(chance: &mut Chance, bytes: &[u8], field: &Field) -> Vec<u8> {
    let length = field.content.len() as u64;
    let wrong = match chance.below(4) {
        0 => length + 1,
        1 => length.saturating_sub(1),
        2 => u64::MAX,
        _ => 1 << (7 * (1 + chance.below(8))),
    };
    let mut whole = bytes[field.whole.start..field.head.start].to_vec();
    put_varint(&mut whole, wrong);
    whole.extend(&bytes[field.content.clone()]);
    whole
}

/// A field that no message of the format has.
fn unknown(chance: &mut Chance) -> Vec<u8> {
    let number = match chance.below(4) {
        0 => 5 + chance.below(11) as u64,
        1 => (1 << 29) - 1,
        _ => 16 + chance.below(4000) as u64,
    };
    let tag = |wire_type: u64| {
        let mut tag = Vec::new();
        put_varint(&mut tag, number << 3 | wire_type);
        tag
    };
    let byte = chance.byte();
    match chance.below(6) {
        0 => [tag(0), vec![byte & 0x7f]].concat(),
        1 => [tag(1), chance.bytes(8)].concat(),
        2 => [tag(5), chance.bytes(4)].concat(),
        3 => [tag(3), tag(4)].concat(),
        4 => [tag(3), vec![0x08, byte & 0x7f], tag(4)].concat(),
        _ => {
            let count = chance.below(5);
            [tag(2), vec![count as u8], chance.bytes(count)].concat()
        }
    }
}
