//! Bytes that chance makes of seeds: some changes to one of them, or nothing but chance. A failure shrinks to fewer changes.

use proptest::prelude::*;
use proptest::sample::Index;

/// One change. A place is a part of however many bytes there are by then.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Put(Index, u8),
    Cut(Index),
    Drop(Index, usize),
    Insert(Index, Vec<u8>),
    Double(Index, usize),
    /// Goes on like this seed from this place.
    Splice(Index, Index, Index),
}

/// What was made, in pieces that can be left out.
#[derive(Debug, Clone)]
pub struct Made {
    seed: Option<Index>,
    changes: Vec<Change>,
}

impl Made {
    /// The bytes, of these seeds.
    pub fn bytes(&self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let seed = self.seed.map(|seed| seed.get(seeds).clone());
        let made = seed.unwrap_or_default();
        self.changes
            .iter()
            .fold(made, |bytes, change| change.made(bytes, seeds))
    }
}

/// One in ten times no seed is taken.
pub fn made() -> impl Strategy<Value = Made> {
    let seed = proptest::option::weighted(0.9, any::<Index>());
    (seed, prop::collection::vec(change(), 1..6)).prop_map(|(seed, changes)| Made { seed, changes })
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    // The borders of what a byte says as a number, a length and the beginning of a longer number, and of JSON and YAML.
    let telling = prop::sample::select(
        &[
            0, 1, 0x7f, 0x80, 0xff, b'"', b'{', b'[', b':', b'-', b' ', b'\n',
        ][..],
    );
    prop_oneof![
        (at(), 0..8u8).prop_map(|(at, bit)| Change::Flip(at, 1 << bit)),
        (at(), telling).prop_map(|(at, byte)| Change::Put(at, byte)),
        at().prop_map(Change::Cut),
        (at(), 1..40usize).prop_map(|(at, count)| Change::Drop(at, count)),
        (at(), prop::collection::vec(any::<u8>(), 1..12))
            .prop_map(|(at, more)| Change::Insert(at, more)),
        (at(), 1..200usize).prop_map(|(at, count)| Change::Double(at, count)),
        (at(), at(), at()).prop_map(|(at, seed, from)| Change::Splice(at, seed, from)),
    ]
}

impl Change {
    fn made(&self, mut bytes: Vec<u8>, seeds: &[Vec<u8>]) -> Vec<u8> {
        let place = |at: &Index| at.index(bytes.len() + 1);
        match self {
            Self::Flip(at, bits) => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= bits);
            }
            Self::Put(at, new) => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte = *new);
            }
            Self::Cut(at) => bytes.truncate(place(at)),
            Self::Drop(at, count) => {
                let at = place(at);
                bytes.drain(at..bytes.len().min(at + count));
            }
            Self::Insert(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
            Self::Double(at, count) => {
                let at = place(at);
                let again = bytes[at..bytes.len().min(at + count)].to_vec();
                bytes.splice(at..at, again);
            }
            Self::Splice(at, seed, from) => {
                bytes.truncate(place(at));
                let seed = seed.get(seeds);
                bytes.extend(&seed[from.index(seed.len() + 1)..]);
            }
        }
        bytes
    }
}
