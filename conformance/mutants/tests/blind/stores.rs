//! Scenes of a store.

use remote_log_mutants::bytes::Bytes;
use remote_log_mutants::faults::BlindStoreFault;
use remote_log_mutants::store::Store;
use remote_log_mutants::stores::Expect;

use super::shows::shows;

fn bytes(text: &str) -> Bytes {
    text.as_bytes().into()
}

#[test]
fn contents() {
    let share_an_address = |faulty| {
        let mut store = Store::new(faulty);
        let ending_in = |last: &str| bytes(&format!("{}{last}", "x".repeat(1024)));
        store.add(ending_in("a")) == store.add(ending_in("b"))
    };
    let fault = BlindStoreFault::FirstBlockHashed;
    shows(fault, share_an_address, false, true);
}

#[test]
fn names() {
    let second_fetch = |faulty| {
        let mut store = Store::new(faulty);
        for content in ["one", "two"] {
            store.update("alice", bytes(content), &Expect::Any);
            store.fetch("alice");
        }
        store.fetch("alice")
    };
    let (one, two) = (Some(bytes("one")), Some(bytes("two")));
    shows(BlindStoreFault::FetchCached, second_fetch, two, one);
    let creates_again = |faulty| {
        let mut store = Store::new(faulty);
        store.update("alice", bytes(""), &Expect::Absent);
        store.update("alice", bytes("one"), &Expect::Absent)
    };
    let fault = BlindStoreFault::EmptyTakenForAbsent;
    shows(fault, creates_again, false, true);
    let finds_the_other = |faulty| {
        let mut store = Store::new(faulty);
        let ending_in = |last: &str| format!("{}{last}", "x".repeat(63));
        store.update(&ending_in("a"), bytes("one"), &Expect::Any);
        store.fetch(&ending_in("b")).is_some()
    };
    shows(BlindStoreFault::NamesOf63, finds_the_other, false, true);
}
