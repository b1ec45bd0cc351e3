//! Scenes of what a reader says of a head, and of what it asks for.

use remote_log_mutants::faults::BlindReaderFault;
use remote_log_mutants::reader::HeadClass;
use remote_log_mutants::reason::Reason;
use remote_log_mutants::stores::Failure;

use super::readers::{Reader, embedded, page, pointed};
use super::shows::shows;

#[test]
fn classes() {
    let class = |fault, scene: fn(Reader) -> HeadClass, sound, faulty| {
        shows(fault, |faulty| scene(Reader::new(faulty)), sound, faulty);
    };
    class(
        BlindReaderFault::BrokenFirstHead,
        |mut reader| reader.read(embedded("a"), "gone").head,
        HeadClass::Advanced,
        HeadClass::Undetermined,
    );
    class(
        BlindReaderFault::KnownForkIsStale,
        |mut reader| {
            reader.read(embedded("ba"), "");
            reader.read(embedded("xa"), "");
            reader.sync(0).head
        },
        HeadClass::Fork,
        HeadClass::Stale,
    );
    class(
        BlindReaderFault::NameTimeoutUnavailable,
        |mut reader| {
            reader.memory.name = Err(Failure::Timeout);
            reader.sync(0).head
        },
        HeadClass::Unreadable(Reason::Timeout),
        HeadClass::Unreadable(Reason::Unavailable),
    );
    class(
        BlindReaderFault::HeadOfAnyPairs,
        |mut reader| {
            reader.settings.limits.pairs = 1;
            reader.read(embedded("ba"), "").head
        },
        HeadClass::Unreadable(Reason::TooLarge),
        HeadClass::Advanced,
    );
}

#[test]
fn findings() {
    let is_reordered = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.read(embedded("ba"), "");
        reader.read(embedded("cbxa"), "").reordered
    };
    let fault = BlindReaderFault::InsertionIsReorder;
    shows(fault, is_reordered, false, true);
    let cycles_of_two_calls = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.add_page("P2", embedded("b"), "P1");
        reader.read(embedded("c"), "P2");
        reader.add_page("P1", embedded("a"), "P2");
        reader.sync(10).cycles.len()
    };
    shows(BlindReaderFault::CycleWithinCall, cycles_of_two_calls, 1, 0);
    let still_missing = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.read(pointed('a', "gone"), "");
        reader.read(embedded("b"), "").missing.len()
    };
    shows(BlindReaderFault::DelistedDropped, still_missing, 1, 0);
}

#[test]
fn evidence() {
    let floor_of_a_fork = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.read(embedded("a"), "");
        reader.read(pointed('a', "elsewhere"), "");
        let evidence = reader.read(embedded("x"), "").evidence;
        evidence.expect("it is a fork").floor
    };
    shows(
        BlindReaderFault::SameMovesFloor,
        floor_of_a_fork,
        page(embedded("a"), ""),
        page(pointed('a', "elsewhere"), ""),
    );
    let plain = page(embedded("x"), "");
    // Field 3 is unknown.
    let with_another_field = [&*plain, &[0x18, 0x01]].concat();
    let head_of_a_fork = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.read(embedded("a"), "");
        reader.memory.name = Ok(with_another_field.clone().into());
        let evidence = reader.sync(0).evidence;
        evidence.expect("it is a fork").head
    };
    shows(
        BlindReaderFault::EvidenceReencoded,
        head_of_a_fork,
        with_another_field.clone().into(),
        plain.clone(),
    );
}

#[test]
fn requests() {
    let gets_after_a_restart = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.add_page("P1", embedded("a"), "");
        reader.read(embedded("b"), "P1");
        reader.restart();
        reader.sync(0);
        reader.memory.gets
    };
    shows(BlindReaderFault::PagesForgotten, gets_after_a_restart, 1, 2);
    let gets_at_once = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.settings.limits.gets = 1;
        reader.read(pointed('a', "content"), "P1");
        reader.memory.at_once
    };
    shows(BlindReaderFault::BoundForEachQueue, gets_at_once, 1, 2);
    let gets_after_a_full_head = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.settings.limits.call_bytes = page(embedded("a"), "P1").len() as u64;
        reader.read(embedded("a"), "P1");
        reader.memory.gets
    };
    shows(
        BlindReaderFault::HeadNotCounted,
        gets_after_a_full_head,
        0,
        1,
    );
    let updates = |faulty| {
        let mut reader = Reader::new(faulty);
        reader.read(embedded("ba"), "");
        reader.read(embedded("a"), "");
        reader.memory.updates
    };
    shows(BlindReaderFault::StaleNameMended, updates, 0, 1);
}
