//! Pages, written to bytes.

use super::Pair;
use super::decode::{PAIR, TAIL};
use super::pair::{DATA, LOCAL_HASH, REMOTE_HASH};
use crate::wire;

/// Writes a page in its canonical encoding (RL-WIRE-2, RL-WIRE-7): the pairs, the newest first, and the address of the
/// next older page, which is empty where the log ends.
pub fn encode<'a>(pairs: impl IntoIterator<Item = Pair<'a>>, tail: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for pair in pairs {
        wire::put_len(
            &mut out,
            PAIR,
            fields(&pair)
                .map(|(number, value)| field_len(number, value))
                .iter()
                .sum(),
        );
        for (number, value) in fields(&pair) {
            put(&mut out, number, value);
        }
    }
    put(&mut out, TAIL, tail);
    out
}

/// A pair's fields in the order of their numbers.
const fn fields<'a>(pair: &Pair<'a>) -> [(u32, &'a [u8]); 3] {
    [
        (REMOTE_HASH, pair.remote),
        (LOCAL_HASH, pair.local),
        (DATA, pair.data),
    ]
}

const fn field_len(number: u32, value: &[u8]) -> usize {
    if value.is_empty() {
        0
    } else {
        wire::bytes_len(number, value.len())
    }
}

fn put(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    if !value.is_empty() {
        wire::put_bytes(out, number, value);
    }
}
