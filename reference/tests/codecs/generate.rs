//! Bytes of a schema's shape, sound or damaged. What is written here is written without the crate's own encoder, and
//! as oddly as the wire format allows: fields in any order and several times, numbers longer than need be, unknown
//! fields of every wire type, groups within groups.

use quickcheck::{Arbitrary, Gen};

/// The seed of every generator in these tests: a failure comes again until it is mended.
pub const SEED: u64 = 0x5eed_0006;

/// What a field holds.
#[derive(Clone, Copy)]
pub enum Kind {
    Bytes,
    /// Bytes that are most often 32.
    Hash,
    Text,
    Int,
    Nested(&'static [(u32, Kind)]),
}

/// A generator of its own for every test.
pub fn generator() -> Gen {
    Gen::from_size_and_seed(40, SEED)
}

/// A number below `bound`.
pub fn below(g: &mut Gen, bound: usize) -> usize {
    usize::arbitrary(g) % bound
}

fn one_in(g: &mut Gen, n: usize) -> bool {
    below(g, n) == 0
}

/// The bytes of a message of this shape.
pub fn message(g: &mut Gen, shape: &[(u32, Kind)]) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..below(g, 5) {
        if one_in(g, 6) {
            unknown_field(g, &mut out, 0);
        } else {
            let &(number, kind) = g.choose(shape).expect("a message has fields");
            known_field(g, &mut out, number, kind);
        }
    }
    out
}

fn known_field(g: &mut Gen, out: &mut Vec<u8>, number: u32, kind: Kind) {
    let value = match kind {
        Kind::Bytes => {
            let len = below(g, 200);
            bytes(g, len)
        }
        Kind::Hash => {
            let len = if one_in(g, 40) { below(g, 40) } else { 32 };
            bytes(g, len)
        }
        Kind::Text => String::arbitrary(g).into_bytes(),
        Kind::Int => {
            tag(g, out, number, 0);
            let value = u64::arbitrary(g);
            return varint(g, out, value);
        }
        Kind::Nested(shape) => message(g, shape),
    };
    delimited(g, out, number, &value);
}

fn unknown_field(g: &mut Gen, out: &mut Vec<u8>, depth: usize) {
    let number = *g
        .choose(&[7, 15, 16, 99, 2047, 2048, 7000, (1 << 29) - 1])
        .expect("there are some");
    match below(g, if depth < 4 { 5 } else { 4 }) {
        0 => {
            tag(g, out, number, 0);
            let value = u64::arbitrary(g);
            varint(g, out, value);
        }
        1 => {
            tag(g, out, number, 1);
            out.extend(bytes(g, 8));
        }
        2 => {
            let len = below(g, 20);
            let value = bytes(g, len);
            delimited(g, out, number, &value);
        }
        3 => {
            tag(g, out, number, 5);
            out.extend(bytes(g, 4));
        }
        _ => {
            tag(g, out, number, 3);
            for _ in 0..below(g, 3) {
                unknown_field(g, out, depth + 1);
            }
            tag(g, out, number, 4);
        }
    }
}

fn delimited(g: &mut Gen, out: &mut Vec<u8>, number: u32, value: &[u8]) {
    tag(g, out, number, 2);
    varint(g, out, value.len() as u64);
    out.extend_from_slice(value);
}

fn tag(g: &mut Gen, out: &mut Vec<u8>, number: u32, wire_type: u64) {
    varint(g, out, u64::from(number) << 3 | wire_type);
}

/// A number, once in a while longer than it need be.
fn varint(g: &mut Gen, out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    if one_in(g, 20) {
        let len = out.len() - start;
        for _ in 0..below(g, 11 - len) {
            *out.last_mut().expect("a number has bytes") |= 0x80;
            out.push(0);
        }
    }
}

/// Bytes without a meaning.
pub fn bytes(g: &mut Gen, len: usize) -> Vec<u8> {
    (0..len).map(|_| u8::arbitrary(g)).collect()
}

/// Damages `input` in one to three places.
pub fn damage(g: &mut Gen, input: &mut Vec<u8>) {
    for _ in 0..=below(g, 3) {
        if input.is_empty() {
            input.push(u8::arbitrary(g));
        }
        // Most of a message is content, where damage shows nothing: half of it goes to the first bytes, which are not.
        let reach = if bool::arbitrary(g) {
            input.len()
        } else {
            input.len().min(12)
        };
        let at = below(g, reach);
        match below(g, 6) {
            0 => input[at] ^= 1 << below(g, 8),
            1 => {
                input[at] = *g
                    .choose(&[0x00, 0x01, 0x07, 0x0b, 0x0c, 0x7f, 0x80, 0xff])
                    .expect("there are some")
            }
            2 => input.insert(at, u8::arbitrary(g)),
            3 => drop(input.remove(at)),
            4 => input.truncate(at),
            _ => {
                let end = at + below(g, input.len() - at + 1);
                let copy = input[at..end].to_vec();
                input.splice(at..at, copy);
            }
        }
    }
}
