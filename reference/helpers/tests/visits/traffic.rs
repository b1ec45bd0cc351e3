//! What an exchange costs, counted by hand.

use remote_log::store::Ns;
use remote_log_helpers::{Acks, Traffic};
use remote_log_mvds::Mode;

use crate::actor::Kind;
use crate::world::*;

/// A message with a body of 10 bytes: group, timestamp and body with a tag of 3 bytes each, and lengths.
const MESSAGE: u64 = (3 + 1 + 32) + (3 + 5) + (3 + 1 + 10);
/// A payload with that message, and what the test's seal adds to it.
const ITEM: u64 = (3 + 1 + MESSAGE) + 32 + 1;
/// A payload with one acknowledgement, and what the seal adds.
const ACK: u64 = (3 + 1 + 32) + 32 + 1;
/// An opaque address.
const ADDRESS: u64 = 32;
const ALICE: u64 = 5;
const BOB: u64 = 3;

#[test]
fn the_exchange_with_a_mailbox_is_counted() {
    let mut world = World::new(Kind::Mail(Acks::Carried), Mode::Batch);
    world.append(A, "one");
    let alice = world.run(&[A]).remove(0).traffic;
    let collected = Traffic {
        calls: 1,
        bytes_up: ALICE,
        ..Traffic::default()
    };
    let mut expected = collected;
    expected.calls += 1;
    expected.bytes_up += BOB + ITEM + ALICE;
    expected.messages_up = 1;
    assert_eq!(alice, expected);

    let bob = world.run(&[B]).remove(0).traffic;
    let expected = Traffic {
        calls: 3,
        // Collected; confirmed, with eight bytes; and an acknowledgement left.
        bytes_up: BOB + (BOB + 8) + (ALICE + ACK + BOB),
        bytes_down: ITEM + ALICE,
        messages_down: 1,
        acks_up: 1,
        ..Traffic::default()
    };
    assert_eq!(bob, expected);
    assert_eq!(world.run(&[A]).remove(0).traffic.acks_down, 1);
}

#[test]
fn the_exchange_with_a_log_is_counted() {
    let mut world = World::new(Kind::Log { own: true }, Mode::Batch);
    let fetch = |name: u64| Traffic {
        calls: 1,
        bytes_up: name,
        ..Traffic::default()
    };
    world.append(A, "one");
    let alice = world.run(&[A]).remove(0).traffic;
    let head = world.services.ns.service().fetch("alice").unwrap().len() as u64;
    let mut expected = fetch(BOB);
    // Her own name is fetched before it is updated. What is embedded in the head goes up with it.
    expected += fetch(ALICE);
    expected += Traffic {
        calls: 1,
        bytes_up: ALICE + head,
        messages_up: 1,
        ..Traffic::default()
    };
    assert_eq!(alice, expected);

    let bob = world.run(&[B]).remove(0).traffic;
    let expected = Traffic {
        bytes_down: head,
        messages_down: 1,
        ..fetch(ALICE)
    };
    assert_eq!(
        bob, expected,
        "his log is empty and embedded content is at hand"
    );

    // The content that is no longer embedded goes to the content store.
    world.append(A, "two");
    let alice = world.run(&[A]).remove(0).traffic;
    let longer = world.services.ns.service().fetch("alice").unwrap().len() as u64;
    let mut expected = fetch(BOB);
    expected += Traffic {
        bytes_down: head,
        ..fetch(ALICE)
    };
    expected += Traffic {
        calls: 2,
        bytes_up: MESSAGE + ALICE + longer,
        bytes_down: ADDRESS,
        messages_up: 1,
        ..Traffic::default()
    };
    assert_eq!(alice, expected);
}

#[test]
fn traffic_adds_up() {
    let one = Traffic {
        calls: 1,
        bytes_up: 2,
        bytes_down: 3,
        messages_up: 4,
        messages_down: 5,
        acks_up: 6,
        acks_down: 7,
    };
    let mut sum = one;
    sum += one;
    let twice = Traffic {
        calls: 2,
        bytes_up: 4,
        bytes_down: 6,
        messages_up: 8,
        messages_down: 10,
        acks_up: 12,
        acks_down: 14,
    };
    assert_eq!(sum, twice);
}
