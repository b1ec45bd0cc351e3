//! How a head is classified beside the floor: a worked history for each class and each case that is easy to get wrong.
//!
//! The floor is `[e] -> P2[d c] -> P1[b a]` throughout.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::reader::{Class, Outcome};

use crate::world::{Bob, NAME, World, id, ids, message, pointing, single};

struct Floor {
    world: World,
    bob: Bob,
    p1: Bytes,
    p2: Bytes,
}

fn floor() -> Floor {
    let mut world = World::new();
    let p1 = world.page(&["b", "a"], b"");
    let p2 = world.page(&["d", "c"], &p1);
    world.head(&["e"], &p2);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["a", "b", "c", "d", "e"]);
    Floor { world, bob, p1, p2 }
}

impl Floor {
    /// Publishes a head and expects its class, what it delivers, and that only an advanced one moves the floor
    /// (RL-NAME-11).
    #[track_caller]
    fn expect(&mut self, head: &[&str], tail: &[u8], class: Class, delivered: &[&str]) -> Outcome {
        self.world.head(head, tail);
        let outcome = self.bob.expect(&mut self.world, 0, class, delivered);
        let again = if class == Class::Advanced {
            Class::Same
        } else {
            class
        };
        let second = self.bob.expect(&mut self.world, 0, again, &[]);
        assert_eq!(second.evidence, outcome.evidence, "the floor stayed");
        outcome
    }
}

/// RL-NAME-6, RL-NAME-12
#[test]
fn the_same_ids_are_the_same() {
    let Floor {
        mut world,
        mut bob,
        p2,
        ..
    } = floor();
    bob.expect(&mut world, 0, Class::Same, &[]);
    // The same id, embedded.
    world
        .ns
        .set(NAME, Some(single(id("e"), b"", &message("e"), &p2)));
    bob.expect(&mut world, 0, Class::Same, &[]);
    // At another address.
    world.ns.set(
        NAME,
        Some(pointing(&[(id("e"), Bytes::from("elsewhere"))], &p2)),
    );
    bob.expect(&mut world, 0, Class::Same, &[]);
    assert!(
        world.seen.asked.is_empty(),
        "a delivered item is not asked for"
    );
    // On other pages, of another size.
    let last = world.page(&["a"], b"");
    let tail = world.page(&["c", "b"], &last);
    world.head(&["e", "d"], &tail);
    bob.expect(&mut world, 0, Class::Same, &[]);
    assert_eq!(world.seen.asked.len(), 2, "the pages, and no contents");
}

/// RL-NAME-7
#[test]
fn more_ids_are_advanced() {
    let mut floor = floor();
    let p3 = floor.world.page(&["f", "e"], &floor.p2);
    let outcome = floor.expect(&["g"], &p3, Class::Advanced, &["f", "g"]);
    assert!(outcome.inserted.is_empty() && !outcome.reordered);
}

/// RL-NAME-7: pages cut anew cost one walk, and no contents.
#[test]
fn repagination_is_advanced() {
    let mut floor = floor();
    let empty = floor.world.add(b"");
    let q2 = floor.world.page(&["b", "a"], &empty);
    let q1 = floor.world.page(&["d", "c"], &q2);
    let outcome = floor.expect(&["f", "e"], &q1, Class::Advanced, &["f"]);
    assert!(!outcome.reordered, "{outcome:?}");
}

/// RL-NAME-7: an id that stands beneath the stop as well counts on neither side.
#[test]
fn overlap_changes_no_class() {
    let p2 = floor().p2;
    floor().expect(&["f", "e", "d"], &p2, Class::Advanced, &["f"]);
    floor().expect(&["e", "d"], &p2, Class::Same, &[]);
    floor().expect(&["d"], &p2, Class::Stale, &[]);
}

/// RL-NAME-7: so does one that the floor lists twice, and the head only beneath.
#[test]
fn overlap_of_the_floor_changes_no_class() {
    let Floor {
        mut world,
        mut bob,
        p2,
        ..
    } = floor();
    world.head(&["f", "e", "d"], &p2);
    bob.expect(&mut world, 0, Class::Advanced, &["f"]);
    world.head(&["g", "f", "e"], &p2);
    bob.expect(&mut world, 0, Class::Advanced, &["g"]);
    world.head(&["g", "f", "e", "d"], &p2);
    bob.expect(&mut world, 0, Class::Same, &[]);
}

/// RL-NAME-8
#[test]
fn fewer_ids_are_stale() {
    let (p1, p2) = (floor().p1, floor().p2);
    floor().expect(&["c"], &p1, Class::Stale, &[]);
    floor().expect(&["e", "d"], b"", Class::Stale, &[]);
    floor().expect(&[], &p2, Class::Stale, &[]);
}

/// RL-NAME-4
#[test]
fn the_empty_log_is_stale_over_a_floor_and_the_same_over_none() {
    let Floor {
        mut world, mut bob, ..
    } = floor();
    world.ns.set(NAME, Some(Bytes::new()));
    bob.expect(&mut world, 0, Class::Stale, &[]);
    Bob::new(&world).expect(&mut world, 0, Class::Same, &[]);
    assert_eq!(world.seen.saves, 0);
}

/// RL-NAME-9, RL-READ-19: a fork delivers, keeps the floor and shows both heads.
#[test]
fn lacking_some_and_having_others_is_a_fork() {
    let mut floor = floor();
    let accepted = floor.world.bytes(&["e"], &floor.p2);
    let p1 = floor.p1.clone();
    let outcome = floor.expect(&["x", "c"], &p1, Class::Fork, &["x"]);
    let evidence = outcome.evidence.unwrap();
    assert_eq!(evidence.floor, accepted);
    assert_eq!(evidence.head, floor.world.bytes(&["x", "c"], &p1));
    // The log goes on from the floor.
    let p2 = floor.p2.clone();
    floor.expect(&["f", "e"], &p2, Class::Advanced, &["f"]);
}

/// RL-NAME-9: cutting the past off and going on is a fork.
#[test]
fn a_truncated_past_is_a_fork() {
    floor().expect(&["f", "e", "d"], b"", Class::Fork, &["f"]);
}

/// RL-NAME-10, RL-NAME-7: the gap heals, and the same head is advanced.
#[test]
fn a_page_missing_before_the_floor_is_undetermined() {
    let mut floor = floor();
    let p3 = floor.world.page(&["f", "e"], &floor.p2);
    let p4 = floor.world.page(&["h", "g"], &p3);
    let page = floor.world.lose(&p4);
    let outcome = floor.expect(&["i"], &p4, Class::Undetermined, &["i"]);
    assert!(outcome.inserted.is_empty() && outcome.evidence.is_none());
    floor.world.cas.set(&p4, Some(page));
    let Floor {
        mut world, mut bob, ..
    } = floor;
    bob.expect(&mut world, 9, Class::Advanced, &["f", "g", "h"]);
}

/// RL-NAME-7: over an empty floor any head that has a pair or a tail is advanced, and its gap is a stop from then on.
#[test]
fn over_an_empty_floor_a_broken_walk_is_advanced() {
    let mut world = World::new();
    let p1 = world.page(&["b", "a"], b"");
    let lost = world.lose(&p1);
    world.head(&["c"], &p1);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c"]);
    world.head(&["d", "c"], &p1);
    bob.expect(&mut world, 0, Class::Advanced, &["d"]);
    world.cas.set(&p1, Some(lost));
    bob.expect(&mut world, 9, Class::Same, &["a", "b"]);
}

/// RL-NAME-6: an id counts on neither side although this very call read the page beneath that lists it.
#[test]
fn overlap_with_what_a_gap_hid_changes_no_class() {
    let mut world = World::new();
    let p1 = world.page(&["b", "a"], b"");
    let lost = world.lose(&p1);
    world.head(&["c"], &p1);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c"]);
    world.cas.set(&p1, Some(lost));
    world.head(&["c", "b"], &p1);
    let outcome = bob.expect(&mut world, 1, Class::Same, &["a", "b"]);
    assert!(outcome.inserted.is_empty());
}

/// RL-NAME-10: what a head has besides may be what a gap of the floor hides.
#[test]
fn a_gap_in_the_floor_makes_no_fork() {
    let mut world = World::new();
    let p1 = world.page(&["b", "a"], b"");
    world.lose(&p1);
    world.head(&["d", "c"], &p1);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c", "d"]);
    world.head(&["c", "b", "a"], b"");
    bob.expect(&mut world, 0, Class::Undetermined, &["a", "b"]);
    world.head(&["d", "c", "b", "a"], b"");
    bob.expect(&mut world, 0, Class::Advanced, &[]);
}

/// RL-NAME-13
#[test]
fn insertions_and_changes_of_order_are_reported_beside_the_class() {
    let p2 = floor().p2;
    let outcome = floor().expect(&["f", "e", "x"], &p2, Class::Advanced, &["x", "f"]);
    assert_eq!(outcome.inserted, ids(&["x"]));
    assert!(!outcome.reordered);
    let mut floor = floor();
    let outcome = floor.expect(&["e", "c", "d", "b", "a"], b"", Class::Same, &[]);
    assert!(outcome.inserted.is_empty());
    assert!(outcome.reordered);
}

/// RL-NAME-9, RL-NAME-10: a cycle in the floor's own chain hides no ids, where a gap may.
#[test]
fn a_fork_over_a_floor_with_a_cycle_is_a_fork() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let own = &[1u8; 32][..];
    let page = world.bytes(&["a"], own);
    world.head(&["b"], own);
    for (below, class) in [(Some(page), Class::Fork), (None, Class::Undetermined)] {
        world.cas.set(own, below);
        world.head(&["b"], own);
        let mut bob = Bob::new(&world);
        bob.sync(&mut world, 0);
        world.head(&["x"], b"");
        bob.expect(&mut world, 0, class, &["x"]);
    }
}

/// RL-NAME-13: while the head is undetermined there is nothing to say of its order.
#[test]
fn an_undetermined_head_has_no_order() {
    let mut world = World::of_kind(AddressKind::Opaque);
    world.head(&["e", "d", "c"], &[1; 32]);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c", "d", "e"]);
    world.head(&["d", "e", "x"], b"");
    let outcome = bob.expect(&mut world, 0, Class::Undetermined, &["x"]);
    assert!(outcome.inserted.is_empty());
    assert!(!outcome.reordered);
}

/// RL-NAME-13: an id that also stands below the stop is in neither U nor R, wherever it stands above.
#[test]
fn what_stands_below_the_stop_is_not_reordered() {
    let mut world = World::new();
    let below = world.page(&["c", "e"], b"");
    let stop = world.page(&["d", "f"], &below);
    world.head(&["e", "a"], &stop);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c", "f", "d", "a", "e"]);
    world.head(&["a", "e"], &stop);
    let outcome = bob.expect(&mut world, 0, Class::Same, &[]);
    assert!(!outcome.reordered);
}

/// RL-READ-18: catching up costs what is new, in calls, rounds and bytes, and not what there is.
#[test]
fn catching_up_does_not_cost_what_is_known() {
    let mut costs = Vec::new();
    for pages in [1, 200] {
        let mut world = World::new();
        let mut tail = Bytes::new();
        for n in 0..pages {
            tail = world.page(&[&format!("{n}")], &tail);
        }
        world.head(&["x"], &tail);
        let mut bob = Bob::new(&world);
        bob.sync(&mut world, 0);
        let next = world.page(&["x"], &tail);
        world.head(&["y"], &next);
        bob.expect(&mut world, 0, Class::Advanced, &["y"]);
        let seen = &world.seen;
        costs.push((seen.asked.len(), seen.rounds, seen.saves, seen.saved_bytes));
    }
    let saved = costs[0].3;
    assert_eq!(costs, [(2, 2, 1, saved); 2]);
}
