//! Pages, read from bytes.

use super::Pair;
use super::pair::{DATA, LOCAL_HASH, REMOTE_HASH};
use crate::wire::{DecodeError, Reader};

// The schema's field numbers of a page (RL-WIRE-1).
pub(super) const PAIR: u32 = 1;
pub(super) const TAIL: u32 = 2;

/// A page, read and found valid, borrowed from the bytes that it came in.
///
/// There is deliberately no way to write a decoded page again: a page is named by the bytes as fetched (RL-PAGE-7),
/// and these may hold fields that this crate does not know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page<'a> {
    pairs: Vec<Pair<'a>>,
    tail: &'a [u8],
}

impl<'a> Page<'a> {
    /// Reads a page (RL-WIRE-1). Zero bytes are the empty page (RL-PAGE-5).
    ///
    /// Bytes that are both malformed and hold a local hash of a wrong length are malformed, wherever the two stand: a
    /// decoder made of a stock library and a check behind it can't tell otherwise.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        let mut fields = Reader::new(input);
        let mut page = Page::default();
        let mut invalid = None;
        let mut index = 0;
        while let Some(tag) = fields.tag()? {
            match tag.number {
                PAIR => {
                    let pair = fields.message(tag)?;
                    if page.pairs.is_empty() {
                        page.pairs
                            .reserve(likely_pairs(pair.remaining(), fields.remaining()));
                    }
                    match read_pair(pair)? {
                        Ok(pair) => page.pairs.push(pair),
                        Err(len) => {
                            invalid = invalid.or(Some(DecodeError::LocalHashLength { index, len }));
                        }
                    }
                    index += 1;
                }
                TAIL => page.tail = fields.bytes(tag)?,
                _ => fields.skip(tag)?,
            }
        }
        invalid.map_or(Ok(page), Err)
    }

    /// The pairs, the newest first (RL-PAGE-2).
    pub fn pairs(&self) -> &[Pair<'a>] {
        &self.pairs
    }

    /// The address of the next older page; empty where the log ends (RL-PAGE-3).
    pub const fn tail(&self) -> &'a [u8] {
        self.tail
    }

    /// How many pairs there are.
    pub const fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are no pairs; there may be a tail all the same.
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether the page does nothing but point to another (RL-PAGE-6).
    pub const fn is_pure_pointer(&self) -> bool {
        self.pairs.is_empty() && !self.tail.is_empty()
    }
}

/// How many pairs to make room for, which are most often as long as the `first`, with `rest` bytes behind it.
fn likely_pairs(first: usize, rest: usize) -> usize {
    // A local hash with its tag and length takes 34 bytes, so that what a hostile page makes us reserve stays in
    // proportion to its own size.
    1 + rest / first.max(34)
}

/// Reads a pair, or answers the length of its local hash where that is not 32 bytes (RL-PAGE-4).
#[inline(always)]
fn read_pair(mut fields: Reader<'_>) -> Result<Result<Pair<'_>, usize>, DecodeError> {
    // Nearly every pair begins so. The loop reads whatever else there is, in whatever order.
    let mut remote = fields.short_bytes(REMOTE_HASH).unwrap_or_default();
    let mut local = fields.short_bytes(LOCAL_HASH).unwrap_or_default();
    let mut data = &[][..];
    while let Some(tag) = fields.tag()? {
        match tag.number {
            REMOTE_HASH => remote = fields.bytes(tag)?,
            LOCAL_HASH => local = fields.bytes(tag)?,
            DATA => data = fields.bytes(tag)?,
            _ => fields.skip(tag)?,
        }
    }
    Ok(match local.try_into() {
        Ok(local) => Ok(Pair {
            local,
            remote,
            data,
        }),
        Err(_) => Err(local.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::encode;

    const PAIR: Pair<'static> = Pair {
        local: &[5; 32],
        remote: &[6; 36],
        data: b"content",
    };

    #[test]
    fn the_three_shapes_without_messages_are_told_apart() {
        let empty = Page::decode(&[]).expect("RL-PAGE-5");
        assert!(empty.is_empty() && empty.tail().is_empty() && !empty.is_pure_pointer());
        let bytes = encode([], b"older");
        let pointer = Page::decode(&bytes).expect("RL-PAGE-6");
        assert!(pointer.is_empty() && pointer.tail() == b"older" && pointer.is_pure_pointer());
        let bytes = encode([PAIR], b"older");
        let full = Page::decode(&bytes).expect("a page");
        assert!(full.pairs() == [PAIR] && full.len() == 1 && !full.is_pure_pointer());
    }

    #[test]
    fn the_last_of_a_repeated_field_counts() {
        let once = encode([PAIR], b"older");
        let twice = [&encode([], b"newer")[..], &once].concat();
        assert_eq!(Page::decode(&twice), Page::decode(&once));
        // A short local hash, and then one that replaces it.
        let mended = [&[0x0a, 37, 0x12, 1, 7, 0x12, 32][..], &[5; 32]].concat();
        assert_eq!(
            Page::decode(&mended).expect("a page").pairs(),
            [Pair {
                remote: &[],
                data: &[],
                ..PAIR
            }]
        );
    }

    /// RL-PAGE-4: the first of several is named, and bytes that are malformed behind it are malformed first of all.
    #[test]
    fn a_local_hash_of_another_length_is_invalid() {
        let good = encode([PAIR], &[]);
        let page = [
            &good[..],
            &[0x0a, 0x03, 0x12, 0x01, 0xaa],
            &good,
            &[0x0a, 0x00],
        ]
        .concat();
        assert_eq!(
            Page::decode(&page),
            Err(DecodeError::LocalHashLength { index: 1, len: 1 })
        );
        let page = [&page[..], &[0x00]].concat();
        assert_eq!(
            Page::decode(&page),
            Err(DecodeError::FieldZero {
                offset: page.len() - 1
            })
        );
    }
}
