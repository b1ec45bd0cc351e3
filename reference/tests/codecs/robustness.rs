//! Whatever the bytes, a decoder answers. It doesn't panic, and bytes that were cut are never taken for whole.

use quickcheck::Arbitrary;
use remote_log::page::{self, Page, Pair};
use remote_log::wire::DecodeError;

use crate::decoders::SUBJECTS;
use crate::generate::{bytes, generator};

#[test]
fn meaningless_bytes_never_panic() {
    let g = &mut generator();
    for _ in 0..20_000 {
        let len = usize::arbitrary(g) % 64;
        let input = bytes(g, len);
        for subject in SUBJECTS {
            // Whether it is accepted is for the differential tests; here only that there is an answer.
            drop((subject.ours)(&input));
        }
    }
}

#[test]
fn a_page_cut_anywhere_inside_a_field_is_truncated() {
    let pair = Pair {
        local: &[7; 32],
        remote: &[8; 36],
        data: &[9; 300],
    };
    let bare = Pair {
        remote: &[],
        data: &[],
        ..pair
    };
    // The ends of the fields, where a shorter page is a page all the same.
    let ends = [
        0,
        page::encode([pair], &[]).len(),
        page::encode([pair, bare], &[]).len(),
        page::encode([pair, bare], &[6; 36]).len(),
    ];
    let whole = page::encode([pair, bare], &[6; 36]);
    for len in 0..=whole.len() {
        match Page::decode(&whole[..len]) {
            Ok(page) => assert_eq!(
                ends.get(page.len() + usize::from(!page.tail().is_empty())),
                Some(&len)
            ),
            Err(error) => {
                assert!(
                    matches!(error, DecodeError::Truncated { .. }),
                    "cut at {len}: {error}"
                );
                assert!(!ends.contains(&len), "cut at {len}");
            }
        }
    }
}
