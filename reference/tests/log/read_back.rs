//! RL-WRITE-17: what a writer makes of the name after an update without compare-and-set.

use bytes::Bytes;
use remote_log::log::Failure;
use remote_log::log::writer::{Embed, Head, Published};

use crate::world::{Alice, World, ids, listed};

/// A log of a and b, published, to which c was appended.
fn grown(compare_and_set: bool) -> (World, Alice) {
    let mut world = World::new();
    world.compare_and_set = compare_and_set;
    let mut alice = Alice::new(4, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a", "b"]);
    assert_eq!(alice.publish(&mut world), Published::Published);
    alice.append(&mut world, &["c"]);
    (world, alice)
}

/// What a publish answers, if this is what it finds in the name afterwards.
fn published_over(make: impl FnOnce(&mut World) -> Bytes) -> (Published, World, Alice) {
    let (mut world, mut alice) = grown(false);
    let found = make(&mut world);
    world.race_after = Some(Ok(found));
    let published = alice.publish(&mut world);
    (published, world, alice)
}

#[test]
fn its_own_head_is_published() {
    let (mut world, mut alice) = grown(false);
    assert_eq!(alice.publish(&mut world), Published::Published);
    assert_eq!(world.seen.order.last(), Some(&"save"));
    let network = world.seen.order.iter().filter(|op| **op != "save");
    let network: Vec<_> = network.copied().collect();
    assert_eq!(network, ["fetch", "add", "update", "update", "fetch"]);
    assert_eq!(alice.publish(&mut world), Published::Unchanged);
}

#[test]
fn a_name_system_that_compares_is_not_asked_again() {
    let (mut world, mut alice) = grown(true);
    assert_eq!(alice.publish(&mut world), Published::Published);
    let fetches = world.seen.order.iter().filter(|op| **op == "fetch");
    assert_eq!(fetches.count(), 1);
}

#[test]
fn a_race_that_was_lost_is_a_conflict_and_refused_from_then_on() {
    for restart in [false, true] {
        let (published, mut world, mut alice) =
            published_over(|world| world.bytes(&["x", "a"], b""));
        assert_eq!(published, Published::Conflict);
        if restart {
            alice.restart();
        }
        assert_eq!(alice.publish(&mut world), Published::Refused);
        // Nothing that was appended is lost.
        alice.append(&mut world, &["x"]);
        assert_eq!(alice.publish(&mut world), Published::Published);
        let ids_listed: Vec<_> = listed(&mut world)
            .concat()
            .iter()
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(ids_listed, ids(&["x", "c", "b", "a"]));
    }
}

#[test]
fn an_older_state_of_its_own_log_is_published() {
    let (published, ..) = published_over(|world| world.bytes(&["a"], b""));
    assert_eq!(published, Published::Published);
    let (published, ..) = published_over(|_| Bytes::new());
    assert_eq!(published, Published::Published);
}

#[test]
fn what_cannot_be_fetched_says_nothing_against_the_update() {
    for failure in [Failure::NotFound, Failure::Unavailable, Failure::Timeout] {
        let (mut world, mut alice) = grown(false);
        world.race_after = Some(Err(failure));
        assert_eq!(
            alice.publish(&mut world),
            Published::Published,
            "{failure:?}"
        );
        // It is known to be published, after a restart too.
        world.fetches_fail = None;
        alice.restart();
        assert_eq!(alice.publish(&mut world), Published::Unchanged);
    }
}

#[test]
fn a_page_below_is_looked_at() {
    let below = |world: &mut World, items: &[&str]| {
        let page = world.page(items, b"");
        (world.bytes(&["b"], &page), page)
    };
    let (published, ..) = published_over(|world| below(world, &["a"]).0);
    assert_eq!(published, Published::Published);
    let (published, ..) = published_over(|world| below(world, &["x"]).0);
    assert_eq!(published, Published::Conflict);
    // One that is gone is not known to be the writer's; one that does not answer says nothing.
    for (failure, expected) in [
        (Failure::NotFound, Published::Conflict),
        (Failure::Timeout, Published::Published),
        (Failure::Unavailable, Published::Published),
    ] {
        let (published, ..) = published_over(|world| {
            let (head, page) = below(world, &["x"]);
            world.fails.insert(page, failure);
            head
        });
        assert_eq!(published, expected, "{failure:?}");
    }
}
