//! Pages that cannot be had: told apart, kept, tried again, and walked on from.

use remote_log::address::AddressKind;
use remote_log::log::reader::{Class, Limits, Reason};
use remote_log::log::{Check, Failure};
use remote_log::wire;

use crate::world::{Bob, NAME, World, id, message, pointing, single};

/// RL-READ-5, RL-READ-21, RL-READ-13, RL-PAGE-7
#[test]
fn a_page_that_cannot_be_had_is_a_gap_with_its_reason() {
    let refused = Reason::Refused;
    for (failure, content, reason) in [
        (None, None, Reason::NotFound),
        (Some(Failure::Unavailable), None, Reason::Unavailable),
        (Some(Failure::Timeout), None, Reason::Timeout),
        (None, Some(&b"\x0a"[..]), refused(wire::Reason::Malformed)),
        (None, Some(b"\x0a\x00"), refused(wire::Reason::Invalid)),
    ] {
        let mut world = World::of_kind(AddressKind::Opaque);
        let page = world.page(&["a"], b"");
        world.cas.set(&page, content.map(Into::into));
        world
            .fails
            .extend(failure.map(|failure| (page.clone(), failure)));
        world.head(&["b"], &page);
        let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["b"]);
        assert_eq!(outcome.gaps, [(page, reason)]);
    }
}

/// RL-READ-13: other bytes than the address says are a gap, although they are a page.
#[test]
fn a_page_that_does_not_match_its_address_is_a_gap() {
    let mut world = World::new();
    let page = world.page(&["a"], b"");
    let other = world.bytes(&["z"], b"");
    world.cas.set(&page, Some(other));
    world.head(&["b"], &page);
    let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["b"]);
    assert_eq!(
        outcome.gaps,
        [(page, Reason::Refused(wire::Reason::Mismatch))]
    );
}

/// RL-PAGE-7: a page with a field that nobody knows is checked under the bytes as fetched.
#[test]
fn a_page_with_unknown_fields_matches_its_address() {
    let mut world = World::new();
    let mut bytes = world.bytes(&["a"], b"").to_vec();
    bytes.extend_from_slice(b"\x7a\x01x");
    let page = world.add(&bytes);
    world.head(&[], &page);
    Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["a"]);
}

/// RL-READ-6: the walk goes on beneath a gap that was filled.
#[test]
fn what_a_gap_hid_is_delivered_when_it_is_filled() {
    let mut world = World::new();
    let p1 = world.page(&["a"], b"");
    let p2 = world.page(&["b"], &p1);
    let p3 = world.page(&["c"], &p2);
    let (lost1, lost2) = (world.lose(&p1), world.lose(&p2));
    world.head(&["d"], &p3);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c", "d"]);
    world.cas.set(&p2, Some(lost2));
    let outcome = bob.expect(&mut world, 1, Class::Same, &["b"]);
    assert_eq!(outcome.gaps, [(p1.clone(), Reason::NotFound)]);
    world.cas.set(&p1, Some(lost1));
    let outcome = bob.expect(&mut world, 2, Class::Same, &["a"]);
    assert!(outcome.gaps.is_empty());
}

/// RL-READ-6: a gap is tried again where the name can't be fetched, or was turned back.
#[test]
fn gaps_heal_without_a_head() {
    let mut world = World::new();
    let p1 = world.page(&["b", "a"], b"");
    let lost = world.lose(&p1);
    world.head(&["c"], &p1);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c"]);
    world.fetches_fail = Some(Failure::Unavailable);
    world.cas.set(&p1, Some(lost));
    let outcome = bob.sync(&mut world, 1);
    let delivered: Vec<_> = outcome.delivered.iter().map(|item| item.id).collect();
    assert_eq!(delivered, [id("a"), id("b")]);
}

/// RL-READ-7: after 1, 2, 4 seconds and so on, and not before.
#[test]
fn gaps_are_tried_again_with_increasing_delays() {
    let mut world = World::new();
    let p1 = world.page(&["a"], b"");
    world.lose(&p1);
    world.head(&["b"], &p1);
    let mut bob = Bob::new(&world);
    let mut tried = Vec::new();
    for now in 0..40 {
        bob.sync(&mut world, now);
        if world.seen.asked.contains(&p1) {
            tried.push(now);
        }
        bob.restart();
    }
    assert_eq!(tried, [0, 1, 3, 7, 15, 31]);
}

/// RL-READ-6: where a bound leaves room for one, the gap that has waited longest has its turn.
#[test]
fn every_gap_has_its_turn() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let limits = Limits {
        pages: 1,
        ..Limits::default()
    };
    let mut bob = Bob::with(&world, Check::Core, limits);
    // Three heads, each with a tail that leads nowhere. At 20 it is the turn of b, and a is left for the next call.
    for (now, tail) in [(0, "c"), (10, "b"), (20, "a")] {
        world.ns.set(NAME, Some(pointing(&[], tail.as_bytes())));
        bob.sync(&mut world, now);
    }
    let mut asked = Vec::new();
    for call in 1..=3 {
        // By then all of them are due again.
        bob.sync(&mut world, call * 7200);
        asked.append(&mut world.seen.asked);
    }
    assert_eq!(asked, ["c", "a", "b"]);
}

/// RL-READ-14: a page that fills a gap may be led back to by pages that were read long before.
#[test]
fn a_cycle_through_a_filled_gap_is_reported() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let (one, two) = (&[1u8; 32][..], &[2u8; 32][..]);
    let first = world.bytes(&["b"], two);
    world.cas.set(one, Some(first));
    world.head(&["c"], one);
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["b", "c"]);
    assert!(outcome.cycles.is_empty());
    let second = world.bytes(&["a"], one);
    world.cas.set(two, Some(second));
    let outcome = bob.expect(&mut world, 1, Class::Same, &["a"]);
    assert_eq!(outcome.cycles, [one]);
}

/// RL-READ-14: a cycle is reported when it is found, and not again when a gap elsewhere is filled.
#[test]
fn a_cycle_is_reported_once() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let (own, gap) = (&[1u8; 32][..], &[2u8; 32][..]);
    let first = world.bytes(&["a"], own);
    world.cas.set(own, Some(first));
    world.head(&["b"], own);
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["a", "b"]);
    assert_eq!(outcome.cycles, [own]);
    world.head(&["c"], gap);
    bob.expect(&mut world, 0, Class::Undetermined, &["c"]);
    let filled = world.bytes(&["b"], own);
    world.cas.set(gap, Some(filled));
    let outcome = bob.expect(&mut world, 1, Class::Advanced, &[]);
    assert!(outcome.cycles.is_empty());
}

/// RL-READ-2: what the head's chain doesn't reach comes before what it does.
#[test]
fn an_abandoned_branch_comes_first() {
    let mut world = World::new();
    let old = world.page(&["b", "a"], b"");
    let lost = world.lose(&old);
    world
        .ns
        .set(NAME, Some(single(id("c"), b"", &message("c"), &old)));
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c"]);
    world.cas.set(&old, Some(lost));
    let new = world.page(&["y", "x"], b"");
    world.head(&["z"], &new);
    bob.expect(&mut world, 1, Class::Fork, &["a", "b", "x", "y", "z"]);
}
