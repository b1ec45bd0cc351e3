//! Items that cannot be had: told apart, kept, and tried again at every address that was listed.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::reader::{Class, Limits, Reason};
use remote_log::log::{Check, Failure};
use remote_log::message::{Numbering, message_id};
use remote_log::wire;

use crate::world::{Bob, NAME, World, id, message, of_group, pointing, single};

/// RL-READ-8, RL-READ-11, RL-READ-21, RL-MSG-11
#[test]
fn an_item_that_cannot_be_had_is_missing_with_its_reason() {
    let refused = Reason::Refused;
    let mut foreign = Vec::new();
    of_group(&[8; 32], "a").encode(Numbering::Spec, &mut foreign);
    for (failure, content, reason) in [
        (None, None, Reason::NotFound),
        (Some(Failure::Unavailable), None, Reason::Unavailable),
        (Some(Failure::Timeout), None, Reason::Timeout),
        (
            None,
            Some(Bytes::from("\u{1}")),
            refused(wire::Reason::Malformed),
        ),
        (None, Some(Bytes::new()), refused(wire::Reason::Invalid)),
        (None, Some(message("z")), refused(wire::Reason::Mismatch)),
        (None, Some(foreign.into()), refused(wire::Reason::Mismatch)),
    ] {
        let mut world = World::of_kind(AddressKind::Opaque);
        let address = world.add(&message("a"));
        world.cas.set(&address, content);
        world
            .fails
            .extend(failure.map(|failure| (address.clone(), failure)));
        let page = pointing(&[(id("a"), address)], b"");
        let page = world.add(&page);
        world.head(&["b"], &page);
        let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["b"]);
        assert_eq!(outcome.missing, [(id("a"), reason)]);
    }
}

/// RL-MSG-7: the id is right, and the group is not the log's.
#[test]
fn a_message_of_another_group_is_a_mismatch() {
    let mut world = World::new();
    let mut foreign = Vec::new();
    of_group(&[8; 32], "a").encode(Numbering::Spec, &mut foreign);
    let address = world.add(&foreign);
    let listed = message_id(&[8; 32], 1, b"a");
    world
        .ns
        .set(NAME, Some(pointing(&[(listed, address)], b"")));
    let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &[]);
    assert_eq!(
        outcome.missing,
        [(listed, Reason::Refused(wire::Reason::Mismatch))]
    );
}

/// RL-READ-13: outside mvds too.
#[test]
fn content_that_does_not_match_its_address_is_not_used() {
    let mut world = World::new();
    let address = world.add(b"right");
    world.cas.set(&address, Some("wrong".into()));
    world
        .ns
        .set(NAME, Some(pointing(&[(id("a"), address)], b"")));
    let mut bob = Bob::with(&world, Check::Core, Limits::default());
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &[]);
    assert_eq!(
        outcome.missing,
        [(id("a"), Reason::Refused(wire::Reason::Mismatch))]
    );
}

/// RL-EMBED-5
#[test]
fn a_pair_with_neither_is_missing_until_a_head_lists_more() {
    let mut world = World::new();
    world.ns.set(NAME, Some(single(id("a"), b"", b"", b"")));
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &[]);
    assert_eq!(outcome.missing, [(id("a"), Reason::Unlisted)]);
    bob.expect(&mut world, 5, Class::Same, &[]);
    assert_eq!(world.seen.saves, 0, "nothing changed");
    world
        .ns
        .set(NAME, Some(single(id("a"), b"", &message("a"), b"")));
    let outcome = bob.expect(&mut world, 5, Class::Same, &["a"]);
    assert!(outcome.missing.is_empty());
}

/// RL-READ-9, RL-READ-7, RL-READ-16
#[test]
fn missing_items_are_tried_again_with_increasing_delays() {
    let mut world = World::new();
    world.head(&["b", "a"], b"");
    let address = world.add(&message("a"));
    let lost = world.lose(&address);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["b"]);
    let mut tried = Vec::new();
    for now in 0..20 {
        bob.restart();
        bob.sync(&mut world, now);
        if !world.seen.asked.is_empty() {
            tried.push(now);
        }
    }
    assert_eq!(tried, [1, 3, 7, 15]);
    world.cas.set(&address, Some(lost));
    let outcome = bob.expect(&mut world, 31, Class::Same, &["a"]);
    assert!(outcome.missing.is_empty());
}

/// RL-READ-10: both listed in one call.
#[test]
fn the_other_candidates_are_tried_when_one_fails() {
    for right_first in [true, false] {
        let mut world = World::new();
        let right = world.add(&message("a"));
        let wrong = world.add(b"something else");
        let mut candidates = [right, wrong];
        if !right_first {
            candidates.reverse();
        }
        let pairs = candidates.map(|address| (id("a"), address));
        world.ns.set(NAME, Some(pointing(&pairs, b"")));
        Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["a"]);
        assert_eq!(world.seen.asked.len(), if right_first { 1 } else { 2 });
    }
}

/// RL-READ-10: a candidate of an earlier call is kept.
#[test]
fn candidates_of_earlier_calls_are_kept() {
    let mut world = World::new();
    let first = world.add(&message("a"));
    let lost = world.lose(&first);
    world.head(&["a"], b"");
    world.lose(&first);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &[]);
    let second = Bytes::from("elsewhere");
    world
        .ns
        .set(NAME, Some(pointing(&[(id("a"), second.clone())], b"")));
    bob.expect(&mut world, 0, Class::Same, &[]);
    assert_eq!(world.seen.asked, std::slice::from_ref(&second));
    world.cas.set(&first, Some(lost));
    bob.restart();
    bob.expect(&mut world, 1, Class::Same, &["a"]);
    assert_eq!(world.seen.asked, [first]);
}

/// RL-READ-20: a new address is asked at once, an old one when it is due.
#[test]
fn a_new_candidate_is_tried_at_once() {
    let mut world = World::of_kind(AddressKind::Opaque);
    world
        .ns
        .set(NAME, Some(pointing(&[(id("a"), Bytes::from("one"))], b"")));
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &[]);
    bob.expect(&mut world, 0, Class::Same, &[]);
    assert!(world.seen.asked.is_empty(), "not due");
    world.cas.set(b"two", Some(message("a")));
    world
        .ns
        .set(NAME, Some(pointing(&[(id("a"), Bytes::from("two"))], b"")));
    bob.expect(&mut world, 0, Class::Same, &["a"]);
    assert_eq!(world.seen.asked, ["two"]);
}

/// RL-READ-10: of very many addresses that lead nowhere, one page brings so many and no more, and they wait like any.
#[test]
fn a_page_brings_64_candidates_for_an_item_at_most() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let mut bob = Bob::new(&world);
    let candidates: Vec<_> = (0..100u8).map(|n| Bytes::copy_from_slice(&[n])).collect();
    let pairs: Vec<_> = candidates
        .iter()
        .map(|address| (id("a"), address.clone()))
        .collect();
    world.ns.set(NAME, Some(pointing(&pairs, b"")));
    bob.expect(&mut world, 0, Class::Advanced, &[]);
    assert_eq!(world.seen.asked, candidates[..64]);
    bob.expect(&mut world, 0, Class::Same, &[]);
    assert!(world.seen.asked.is_empty(), "none is due");
}

/// RL-READ-10: the last that were listed are kept, and memory is bounded.
#[test]
fn the_last_64_candidates_are_kept() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let mut bob = Bob::new(&world);
    let candidates: Vec<_> = (0..100u8).map(|n| Bytes::copy_from_slice(&[n])).collect();
    for half in candidates.chunks(50) {
        let pairs: Vec<_> = half
            .iter()
            .map(|address| (id("a"), address.clone()))
            .collect();
        world.ns.set(NAME, Some(pointing(&pairs, b"")));
        bob.sync(&mut world, 0);
        assert_eq!(world.seen.asked, half);
    }
    world.ns.set(NAME, None);
    bob.sync(&mut world, 1);
    assert_eq!(world.seen.asked, candidates[36..]);
}
