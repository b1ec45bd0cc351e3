//! Generated questions to the codecs, each of about 64 bytes, with the answer known from how it was made.

use std::fmt::Arguments;
use std::io::Write;

use hex::{Buffer, const_encode};
use remote_log_conformance::runner::Question;

/// The bytes of an address: with these, a page of one pair takes 64.
const ADDRESS: usize = 26;
/// The bytes of a body: with these, a message takes 60.
const BODY: usize = 16;

/// Fills in the question of this number; the same number gives the same question.
pub fn fill(number: u64, question: &mut Question) {
    let parts = Parts::random(number);
    let (op, input, ok): (_, Put, Option<Put>) = match number % 4 {
        0 => ("page.decode", Parts::page_bytes, Some(Parts::page_fields)),
        1 => ("page.encode", Parts::page_fields, Some(Parts::page_bytes)),
        2 => ("page.decode", Parts::page_cut_short, None),
        _ => (
            "message.decode",
            Parts::message_bytes,
            Some(Parts::message_fields),
        ),
    };
    question.op = op;
    question.input.clear();
    input(&parts, &mut question.input);
    question.expected.clear();
    question.rejects = match ok {
        Some(ok) => {
            ok(&parts, &mut question.expected);
            None
        }
        None => Some("malformed"),
    };
}

/// Appends an input or an `ok`.
type Put = fn(&Parts, &mut Vec<u8>);

/// What a question is put together from, in hex.
struct Parts {
    /// The local hash of a page's pair, or the group of a message.
    hash: Buffer<32>,
    address: Buffer<ADDRESS>,
    body: Buffer<BODY>,
    /// From 1 to 127, so that it takes one byte.
    timestamp: u64,
}

impl Parts {
    fn random(seed: u64) -> Self {
        let mut random = Random(seed);
        Parts {
            hash: const_encode(&random.bytes()),
            address: const_encode(&random.bytes()),
            body: const_encode(&random.bytes()),
            timestamp: random.next() % 127 + 1,
        }
    }

    fn page_bytes(&self, out: &mut Vec<u8>) {
        let (hash, address) = (self.hash.as_str(), self.address.as_str());
        put(
            out,
            format_args!(r#"{{"bytes":"0a3e0a1a{address}1220{hash}"}}"#),
        );
    }

    /// The same without the last byte.
    fn page_cut_short(&self, out: &mut Vec<u8>) {
        let (hash, address) = (&self.hash.as_str()[2..], self.address.as_str());
        put(
            out,
            format_args!(r#"{{"bytes":"0a3e0a1a{address}1220{hash}"}}"#),
        );
    }

    fn page_fields(&self, out: &mut Vec<u8>) {
        let (hash, address) = (self.hash.as_str(), self.address.as_str());
        put(
            out,
            format_args!(
                r#"{{"pairs":[{{"local":"{hash}","remote":"{address}","data":""}}],"tail":""}}"#
            ),
        );
    }

    fn message_bytes(&self, out: &mut Vec<u8>) {
        let (group, body) = (self.hash.as_str(), self.body.as_str());
        let timestamp = self.timestamp;
        put(
            out,
            format_args!(
                r#"{{"bytes":"8af70220{group}90f702{timestamp:02x}9af70210{body}","numbers":"spec"}}"#
            ),
        );
    }

    fn message_fields(&self, out: &mut Vec<u8>) {
        let (group, body) = (self.hash.as_str(), self.body.as_str());
        let timestamp = self.timestamp;
        put(
            out,
            format_args!(
                r#"{{"group":"{group}","timestamp":"{timestamp}","body":"{body}","metadata":null}}"#
            ),
        );
    }
}

fn put(out: &mut Vec<u8>, text: Arguments<'_>) {
    out.write_fmt(text)
        .expect("a Vec takes whatever is written to it");
}

/// SplitMix64: small, and random enough to make no two questions alike.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for eight in bytes.chunks_mut(8) {
            eight.copy_from_slice(&self.next().to_le_bytes()[..eight.len()]);
        }
        bytes
    }
}
