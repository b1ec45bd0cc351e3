//! Every decoder, with its seeds and with bytes that chance makes of them. The chances are the same each time.

mod change;
mod guard;
mod search;
mod watch;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use remote_log_parsers::TARGETS;

/// A test for each decoder. How many inputs are made is in proportion to their cost.
macro_rules! decoders {
    ($($name:ident: $inputs:expr),* $(,)?) => {
        $(#[test]
        fn $name() {
            search::search(stringify!($name), $inputs);
        })*

        const TRIED: &[&str] = &[$(stringify!($name)),*];
    };
}

decoders! {
    page: 20_000,
    message: 20_000,
    payload: 20_000,
    service: 20_000,
    address: 10_000,
    request: 500,
    answer: 10_000,
    run: 100,
    vectors: 1_000,
    ledger: 1_000,
    registry: 1_000,
    reader: 5_000,
    writer: 5_000,
    mailboxes: 5_000,
    node: 5_000,
}

#[test]
fn every_decoder_is_tried() {
    assert_eq!(TRIED, TARGETS.map(|target| target.name));
}

#[test]
fn every_decoder_is_a_program_of_cargo_fuzz() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let files = fs::read_dir(directory).expect("the programs of cargo-fuzz");
    let names = files.map(|file| file.expect("a program").file_name());
    let expected = TRIED.iter().map(|name| format!("{name}.rs").into());
    assert_eq!(names.collect::<BTreeSet<_>>(), expected.collect());
}
