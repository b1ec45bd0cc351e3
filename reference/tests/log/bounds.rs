//! What a reader does at its bounds: less, and the next call goes on.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::Check;
use remote_log::log::reader::{Class, Head, Limits, Reason};
use remote_log::message::MessageId;
use remote_log::wire;

use crate::world::{Bob, GROUP, NAME, World, id, message, pointing, single};

const TOO_LARGE: wire::Reason = wire::Reason::TooLarge;

fn bob(world: &World, limits: Limits) -> Bob {
    Bob::with(world, Check::Mvds { group: GROUP }, limits)
}

/// RL-LIMIT-1, RL-LIMIT-6: exactly at the bound is within it.
#[test]
fn a_page_beyond_page_bytes_is_too_large() {
    let mut world = World::new();
    let page = world.page(&["b", "a"], b"");
    world.head(&["c"], &page);
    let len = world.bytes(&["b", "a"], b"").len() as u64;
    let at = |page_bytes| Limits {
        page_bytes,
        ..Limits::default()
    };
    bob(&world, at(len)).expect(&mut world, 0, Class::Advanced, &["a", "b", "c"]);
    let outcome = bob(&world, at(len - 1)).expect(&mut world, 0, Class::Advanced, &["c"]);
    assert_eq!(outcome.gaps, [(page, Reason::Refused(TOO_LARGE))]);
    world.head(&["b", "a"], b"");
    let outcome = bob(&world, at(len - 1)).sync(&mut world, 0);
    assert_eq!(outcome.head, Head::Refused(TOO_LARGE));
    assert!(outcome.delivered.is_empty());
}

/// RL-LIMIT-4
#[test]
fn a_page_with_too_many_pairs_is_too_large() {
    let mut world = World::new();
    let page = world.page(&["b", "a"], b"");
    world.head(&["c"], &page);
    let at = |pairs| Limits {
        pairs,
        ..Limits::default()
    };
    bob(&world, at(2)).expect(&mut world, 0, Class::Advanced, &["a", "b", "c"]);
    let outcome = bob(&world, at(1)).expect(&mut world, 0, Class::Advanced, &["c"]);
    assert_eq!(outcome.gaps, [(page, Reason::Refused(TOO_LARGE))]);
    let outcome = bob(&world, at(0)).sync(&mut world, 0);
    assert_eq!(outcome.head, Head::Refused(TOO_LARGE));
}

/// RL-LIMIT-3
#[test]
fn content_beyond_content_bytes_is_too_large() {
    let mut world = World::new();
    world.head(&["long", "a"], b"");
    let limits = Limits {
        content_bytes: message("a").len() as u64,
        ..Limits::default()
    };
    let outcome = bob(&world, limits).expect(&mut world, 0, Class::Advanced, &["a"]);
    assert_eq!(outcome.missing, [(id("long"), Reason::Refused(TOO_LARGE))]);
}

/// RL-LIMIT-2, RL-LIMIT-7: empty pages count; the next call goes on from the gap, at once.
#[test]
fn a_call_reads_so_many_pages_and_the_next_goes_on() {
    let mut world = World::new();
    let mut tail = world.page(&["a"], b"");
    let last = tail.clone();
    for _ in 0..5 {
        // Empty pages with tails of their own.
        tail = world.page(&[], &tail);
    }
    world.head(&["b"], &tail);
    let limits = Limits {
        pages: 2,
        ..Limits::default()
    };
    let mut bob = bob(&world, limits);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["b"]);
    assert_eq!(outcome.gaps[0].1, Reason::Bound);
    assert_eq!(world.seen.asked.len(), 3, "two pages and a content");
    bob.restart();
    let outcome = bob.expect(&mut world, 0, Class::Same, &[]);
    assert_eq!(world.seen.asked.len(), 2);
    assert_eq!(outcome.gaps.len(), 1);
    let outcome = bob.expect(&mut world, 0, Class::Same, &["a"]);
    assert_eq!(world.seen.asked[1], last);
    assert!(outcome.gaps.is_empty());
}

/// RL-LIMIT-8: what is left of pages and items is kept and comes with the next calls.
#[test]
fn a_call_receives_so_many_bytes_and_the_next_goes_on() {
    let mut world = World::new();
    let page = world.page(&["c", "b", "a"], b"");
    world.head(&["d"], &page);
    for call_bytes in [1, 100, 300] {
        let limits = Limits {
            call_bytes,
            gets: 1,
            ..Limits::default()
        };
        let mut bob = bob(&world, limits);
        let outcome = bob.sync(&mut world, 0);
        assert!(
            !outcome.gaps.is_empty() || !outcome.missing.is_empty(),
            "something is left"
        );
        let mut delivered = outcome.delivered.len();
        for _ in 0..10 {
            delivered += bob.sync(&mut world, 0).delivered.len();
            assert!(world.seen.asked.len() as u64 <= 1 + call_bytes / 50);
            bob.restart();
        }
        assert_eq!(delivered, 4, "every call gets something done");
    }
}

/// RL-LIMIT-8: what was not tried is told from what failed.
#[test]
fn a_bound_is_the_reason_only_of_what_was_never_tried() {
    let mut world = World::new();
    let gap = world.page(&["a"], b"");
    world.lose(&gap);
    world.head(&["b"], &gap);
    let content = world.add(&message("b"));
    let lost = world.lose(&content);
    let nothing = Limits {
        call_bytes: 0,
        ..Limits::default()
    };
    let outcome = bob(&world, nothing).sync(&mut world, 0);
    assert_eq!(outcome.gaps, [(gap.clone(), Reason::Bound)]);
    assert_eq!(outcome.missing, [(id("b"), Reason::Bound)]);
    let mut bob = bob(&world, Limits::default());
    bob.sync(&mut world, 0);
    // Both are due again, and there is no room to try them.
    bob.settings.limits = nothing;
    bob.restart();
    let outcome = bob.sync(&mut world, 1);
    assert_eq!(outcome.gaps, [(gap, Reason::NotFound)]);
    assert_eq!(outcome.missing, [(id("b"), Reason::NotFound)]);
    assert_eq!(world.seen.saves, 0, "nothing changed");
    world.cas.set(&content, Some(lost));
    bob.settings.limits = Limits::default();
    bob.restart();
    bob.expect(&mut world, 1, Class::Same, &["b"]);
}

/// RL-LIMIT-8, RL-READ-10: each address is tried once before one is tried again, and what failed waits.
#[test]
fn a_bound_between_candidates_starves_none() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let candidates = ["junk", "more junk", "content"].map(Bytes::from);
    for junk in &candidates[..2] {
        world.cas.set(junk, Some(vec![0; 600].into()));
    }
    world.cas.set(&candidates[2], Some(message("a")));
    let pairs = candidates.clone().map(|address| (id("a"), address));
    world.ns.set(NAME, Some(pointing(&pairs, b"")));
    let mut bob = bob(&world, one_by_one());
    for (n, candidate) in candidates[..2].iter().enumerate() {
        let outcome = bob.sync(&mut world, 0);
        assert_eq!(world.seen.asked, [candidate], "in call {n}");
        assert_eq!(outcome.missing, [(id("a"), Reason::Bound)]);
        bob.restart();
    }
    bob.expect(&mut world, 0, Class::Same, &["a"]);
    assert_eq!(world.seen.asked, candidates[2..]);
}

/// RL-LIMIT-8: an item or a page that was left comes before one that failed, however long both have been due.
#[test]
fn junk_starves_neither_items_nor_pages() {
    let junk = MessageId([0; 32]);
    let large = Bytes::from(vec![0; 600]);
    // An item before it, a page before it, and an item before a page below it.
    for (pairs, tail, good) in [
        (vec![(junk, "large")], "", "item"),
        (vec![], "large", "item"),
        (vec![(junk, "large")], "page", "page"),
    ] {
        let mut world = World::of_kind(AddressKind::Opaque);
        world.cas.set(b"large", Some(large.clone()));
        let listed = (good == "item").then_some((id("a"), "item"));
        world.cas.set(b"item", Some(message("a")));
        let page = single(id("a"), b"", &message("a"), b"");
        world.cas.set(b"page", Some(page));
        let pairs: Vec<_> = pairs
            .into_iter()
            .chain(listed)
            .map(|(id, address)| (id, Bytes::from(address)))
            .collect();
        world.ns.set(NAME, Some(pointing(&pairs, tail.as_bytes())));
        let mut bob = bob(&world, one_by_one());
        let mut delivered = 0;
        for call in 0..4 {
            delivered += bob.sync(&mut world, call * 4000).delivered.len();
            bob.restart();
        }
        assert_eq!(delivered, 1, "{good}");
    }
}

/// One get after the other, until one of the large contents came.
fn one_by_one() -> Limits {
    Limits {
        call_bytes: 600,
        gets: 1,
        ..Limits::default()
    }
}

/// RL-LIMIT-5
#[test]
fn no_more_gets_are_under_way_than_the_bound() {
    let mut world = World::new();
    let page = world.page(&["f", "e", "d", "c", "b", "a"], b"");
    world.head(&["j", "i", "h", "g"], &page);
    for (gets, most) in [(0, 1), (1, 1), (3, 3)] {
        let limits = Limits {
            gets,
            ..Limits::default()
        };
        let outcome = bob(&world, limits).sync(&mut world, 0);
        assert_eq!(outcome.delivered.len(), 10);
        assert_eq!(world.seen.most_gets, most);
    }
}
