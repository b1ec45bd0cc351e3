//! Our decoders against prost's and buffa's: whatever the bytes, they agree on the value or agree that there is none.
//! Where they don't, the disagreement is one of those that `disagreements` lists.

use remote_log::wire::DecodeError;

use crate::decoders::{SUBJECTS, Subject};
use crate::generate::{SEED, damage, generator, message};

/// How many inputs every message of the schema is tried with, sound and damaged.
const CASES: usize = 2_500;

/// What the comparison has seen, so that a generator that has gone blind is noticed.
#[derive(Default)]
struct Seen {
    accepted: usize,
    refused: usize,
    short_hashes: usize,
}

fn compare(subject: &Subject, input: &[u8], seen: &mut Seen) {
    let ours = (subject.ours)(input);
    match &ours {
        Ok(_) => seen.accepted += 1,
        Err(_) => seen.refused += 1,
    }
    for (name, other) in &subject.others {
        match (&ours, other(input)) {
            (Ok(ours), Some(theirs)) if *ours == theirs => {}
            (Err(_), None) => {}
            // The case `local-hash-length`.
            (Err(DecodeError::LocalHashLength { .. }), Some(_)) => seen.short_hashes += 1,
            (ours, theirs) => panic!(
                "{} of {}, seed {SEED:#x}: we answer {ours:x?}, {name} answers {theirs:x?}",
                subject.name,
                hex::encode(input),
            ),
        }
    }
}

#[test]
fn sound_messages_are_read_alike() {
    let g = &mut generator();
    for subject in SUBJECTS {
        let mut seen = Seen::default();
        for _ in 0..CASES {
            compare(subject, &message(g, subject.shape), &mut seen);
        }
        assert!(
            seen.accepted > CASES / 2,
            "{}: {} accepted",
            subject.name,
            seen.accepted
        );
        assert_eq!(
            seen.refused * 3,
            seen.short_hashes,
            "{}: only a local hash may be refused",
            subject.name
        );
    }
}

#[test]
fn damaged_messages_are_refused_alike() {
    let g = &mut generator();
    for subject in SUBJECTS {
        let mut seen = Seen::default();
        for _ in 0..CASES {
            let mut input = message(g, subject.shape);
            damage(g, &mut input);
            compare(subject, &input, &mut seen);
        }
        let least = CASES / 10;
        assert!(
            seen.accepted > least,
            "{}: {} accepted",
            subject.name,
            seen.accepted
        );
        assert!(
            seen.refused > least,
            "{}: {} refused",
            subject.name,
            seen.refused
        );
    }
}
