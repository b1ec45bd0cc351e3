//! The inputs on which decoders are known to disagree, with what each of ours makes of them. They are the rows of
//! `spec/errata-decoders.md`, in its order.

use crate::decoders::{PAGE, Subject, UPDATE};

/// One row: does the reference accept the input, prost, and buffa?
struct Case {
    name: &'static str,
    subject: &'static Subject,
    input: Vec<u8>,
    accepted: [bool; 3],
}

const YES: bool = true;
const NO: bool = false;

/// Groups of number 7 within each other.
fn groups(depth: usize) -> Vec<u8> {
    [vec![0x3b; depth], vec![0x3c; depth]].concat()
}

/// Groups of number 7 within each other around a field of number 7.
fn groups_around_a_field(depth: usize) -> Vec<u8> {
    [vec![0x3b; depth], vec![0x38, 0x01], vec![0x3c; depth]].concat()
}

/// A page of one pair that holds a local hash and more.
fn page_of(more: &[u8]) -> Vec<u8> {
    let pair = [&[0x12, 32][..], &[5; 32], more].concat();
    let mut page = vec![
        0x0a,
        (pair.len() & 0x7f) as u8 | 0x80,
        (pair.len() >> 7) as u8,
    ];
    page.extend(pair);
    page
}

fn cases() -> Vec<Case> {
    let case = |name, subject, input: &[u8], accepted| Case {
        name,
        subject,
        input: input.to_vec(),
        accepted,
    };
    vec![
        // RL-WIRE-9: a decoder that took the value for a length would find as many bytes, and accept.
        case("wrong-wire-type", &PAGE, &[0x10, 0x00], [NO, NO, NO]),
        case(
            "wrong-wire-type-nested",
            &PAGE,
            &page_of(&[0x18, 0x00]),
            [NO, NO, NO],
        ),
        case(
            "known-field-as-group",
            &PAGE,
            &[0x13, 0x08, 0x01, 0x18, 0x01, 0x18, 0x01, 0x18, 0x01, 0x14],
            [NO, NO, NO],
        ),
        // RL-WIRE-10
        case("field-zero", &PAGE, &[0x02, 0x01, 0x00], [NO, NO, NO]),
        case(
            "field-zero-in-group",
            &PAGE,
            &[0x3b, 0x00, 0x00, 0x3c],
            [NO, NO, NO],
        ),
        case("wire-type-6", &PAGE, &[0x3e], [NO, NO, NO]),
        case("wire-type-7", &PAGE, &[0x3f], [NO, NO, NO]),
        case(
            "tag-beyond-32-bits",
            &PAGE,
            &[0xba, 0x80, 0x80, 0x80, 0x10, 0x00],
            [NO, NO, NO],
        ),
        // RL-WIRE-11
        case(
            "tag-in-five-bytes",
            &PAGE,
            &[0x92, 0x80, 0x80, 0x80, 0x00, 0x00],
            [YES, YES, YES],
        ),
        case(
            "tag-in-seven-bytes",
            &PAGE,
            &[0x92, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00],
            [YES, YES, YES],
        ),
        case(
            "length-longer-than-need-be",
            &PAGE,
            &[0x12, 0x81, 0x80, 0x00, 0xaa],
            [YES, YES, YES],
        ),
        case(
            "varint-of-eleven-bytes",
            &PAGE,
            &[&[0x38][..], &[0x80; 10], &[0x00]].concat(),
            [NO, NO, NO],
        ),
        case(
            "varint-beyond-64-bits",
            &PAGE,
            &[&[0x38][..], &[0xff; 9], &[0x02]].concat(),
            [NO, NO, NO],
        ),
        // RL-WIRE-12
        case("group-of-32-levels", &PAGE, &groups(32), [YES, YES, YES]),
        case("group-of-100-levels", &PAGE, &groups(100), [YES, YES, YES]),
        case(
            "group-of-100-levels-around-a-field",
            &PAGE,
            &groups_around_a_field(100),
            [YES, NO, YES],
        ),
        case(
            "group-of-100-levels-in-a-pair",
            &PAGE,
            &page_of(&groups(100)),
            [YES, NO, NO],
        ),
        case("group-of-101-levels", &PAGE, &groups(101), [NO, NO, NO]),
        case(
            "group-end-of-another-number",
            &PAGE,
            &[0x3b, 0x44],
            [NO, NO, NO],
        ),
        case("group-end-alone", &PAGE, &[0x3c], [NO, NO, NO]),
        case("group-without-end", &PAGE, &[0x3b], [NO, NO, NO]),
        case(
            "group-cut-by-its-pair",
            &PAGE,
            &[&page_of(&[0x3b])[..], &[0x3c]].concat(),
            [NO, NO, NO],
        ),
        // RL-WIRE-13
        case("name-not-utf8", &UPDATE, &[0x0a, 0x01, 0xff], [NO, NO, NO]),
        case(
            "name-not-utf8-then-another",
            &UPDATE,
            &[0x0a, 0x01, 0xff, 0x0a, 0x01, b'n'],
            [NO, NO, NO],
        ),
        // RL-PAGE-4
        case(
            "local-hash-length",
            &PAGE,
            &[0x0a, 0x03, 0x12, 0x01, 0xaa],
            [NO, YES, YES],
        ),
        case("local-hash-absent", &PAGE, &[0x0a, 0x00], [NO, YES, YES]),
    ]
}

#[test]
fn each_decoder_does_what_the_errata_say() {
    for case in cases() {
        let [ours, prost, buffa] = case.accepted;
        assert_eq!(
            (case.subject.ours)(&case.input).is_ok(),
            ours,
            "{}: the reference",
            case.name
        );
        for ((name, other), accepted) in case.subject.others.iter().zip([prost, buffa, buffa]) {
            assert_eq!(
                other(&case.input).is_some(),
                accepted,
                "{}: {name}",
                case.name
            );
        }
    }
}

#[test]
fn the_errata_list_the_same_cases() {
    let text = include_str!("../../../spec/errata-decoders.md");
    let rows: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let names: Vec<_> = cases().iter().map(|case| case.name).collect();
    assert_eq!(rows, names);
}
