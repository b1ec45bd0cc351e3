//! What a reader delivers, asks for and how often.

use remote_log::address::AddressKind;
use remote_log::log::reader::{Class, Head, ItemCheck, Limits, Reason};
use remote_log::log::{Check, Failure};
use remote_log::message::MessageId;
use remote_log::wire;

use crate::world::{Bob, GROUP, NAME, World, id, ids, message, pointing, single};

/// RL-READ-1, RL-READ-2
#[test]
fn follows_the_tails_and_delivers_the_oldest_first() {
    let mut world = World::new();
    let oldest = world.page(&["b", "a"], b"");
    let middle = world.page(&["d", "c"], &oldest);
    world.head(&["f", "e"], &middle);
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(
        &mut world,
        0,
        Class::Advanced,
        &["a", "b", "c", "d", "e", "f"],
    );
    assert_eq!(outcome.delivered[5].data, message("f"));
    assert!(outcome.missing.is_empty() && outcome.gaps.is_empty());
    let outcome = bob.expect(&mut world, 0, Class::Same, &[]);
    assert!(
        world.seen.asked.is_empty() && world.seen.saves == 0,
        "{outcome:?}"
    );
}

/// RL-READ-17: name and page embedded; name, page and contents pointed to. RL-LIMIT-5 bounds the gets.
#[test]
fn a_hundred_new_items_take_two_rounds_embedded_and_three_pointed_to() {
    let bodies: Vec<String> = (0..100).map(|n| format!("{n}")).collect();
    for (embedded, rounds) in [(true, 2), (false, 3)] {
        let mut world = World::new();
        let page = if embedded {
            let pairs: Vec<_> = bodies
                .iter()
                .map(|body| (id(body), message(body)))
                .collect();
            let pairs = pairs.iter().map(|(id, data)| remote_log::page::Pair {
                local: &id.0,
                remote: &[],
                data,
            });
            remote_log::page::encode(pairs, b"").into()
        } else {
            let pairs: Vec<_> = bodies
                .iter()
                .map(|body| (id(body), world.add(&message(body))))
                .collect();
            pointing(&pairs, b"")
        };
        let page = world.add(&page);
        world.head(&[], &page);
        let limits = Limits {
            gets: 100,
            ..Limits::default()
        };
        let mut bob = Bob::with(&world, Check::Mvds { group: [7; 32] }, limits);
        assert_eq!(bob.sync(&mut world, 0).delivered.len(), 100);
        assert_eq!(world.seen.rounds, rounds);
        assert_eq!(world.seen.asked.len(), if embedded { 1 } else { 101 });
    }
}

/// RL-READ-4, RL-READ-18: the walk stops at a recorded tail, and not at a known id.
#[test]
fn a_known_id_does_not_end_a_walk() {
    let mut world = World::new();
    world.head(&["b"], b"");
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["b"]);
    // The same id on a page of its own, with a past beneath that the reader never saw.
    let past = world.page(&["a"], b"");
    let known = world.page(&["b"], &past);
    world.head(&["c"], &known);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["a", "c"]);
    assert_eq!(outcome.inserted, ids(&["a"]));
    world.head(&["d", "c"], &known);
    bob.expect(&mut world, 0, Class::Advanced, &["d"]);
    let content = world.add(&message("d"));
    assert_eq!(world.seen.asked, [content]);
}

/// RL-READ-3
#[test]
fn an_id_listed_often_is_delivered_and_asked_for_once() {
    let mut world = World::new();
    let page = world.page(&["b", "a", "a"], b"");
    world.head(&["b", "b"], &page);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["a", "b"]);
    assert_eq!(world.seen.asked.len(), 3);
}

/// RL-READ-14: the tail that leads back is reported, and nothing is asked for twice.
#[test]
fn a_cycle_ends_the_walk() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let (one, two) = (&[1u8; 32][..], &[2u8; 32][..]);
    let first = world.bytes(&["b"], two);
    let second = world.bytes(&["a"], one);
    world.cas.set(one, Some(first));
    world.cas.set(two, Some(second));
    world.head(&["c"], one);
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["a", "b", "c"]);
    assert_eq!(outcome.cycles, [one]);
    // Over a floor that does not have it, a cycle leaves the head undetermined (RL-NAME-10).
    let mut other = Bob::new(&world);
    world.head(&["z"], b"");
    other.expect(&mut world, 0, Class::Advanced, &["z"]);
    world.head(&["c"], one);
    let outcome = other.expect(&mut world, 0, Class::Undetermined, &["a", "b", "c"]);
    assert_eq!(outcome.cycles, [one]);
}

/// RL-READ-14
#[test]
fn a_page_that_is_its_own_tail_is_a_cycle() {
    let mut world = World::of_kind(AddressKind::Opaque);
    let own = &[1u8; 32][..];
    let page = world.bytes(&["a"], own);
    world.cas.set(own, Some(page));
    world.head(&[], own);
    let mut bob = Bob::new(&world);
    let outcome = bob.expect(&mut world, 0, Class::Advanced, &["a"]);
    assert_eq!(outcome.cycles, [own]);
}

/// RL-READ-13: what does not match its address is nothing else besides.
#[test]
fn a_page_is_checked_against_its_address_before_it_is_decoded() {
    let mut world = World::new();
    let page = world.page(&["a"], b"");
    world.head(&["b"], &page);
    for (content, reason) in [
        (vec![0xff], wire::Reason::Mismatch),
        (vec![0xff; 2000], wire::Reason::TooLarge),
    ] {
        world.cas.set(&page, Some(content.into()));
        let limits = Limits {
            page_bytes: 1000,
            ..Limits::default()
        };
        let mut bob = Bob::with(&world, Check::Mvds { group: GROUP }, limits);
        let outcome = bob.expect(&mut world, 0, Class::Advanced, &["b"]);
        assert_eq!(outcome.gaps, [(page.clone(), Reason::Refused(reason))]);
    }
}

/// RL-READ-22, RL-PAGE-5
#[test]
fn a_page_of_zero_bytes_is_an_empty_page() {
    let mut world = World::new();
    let empty = world.add(b"");
    world.head(&["a"], &empty);
    let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["a"]);
    assert!(outcome.gaps.is_empty());
}

/// RL-NAME-3, RL-NAME-15, RL-READ-21
#[test]
fn a_name_without_a_head_to_read_is_told_apart() {
    let mut world = World::new();
    let mut bob = Bob::new(&world);
    assert_eq!(bob.sync(&mut world, 0).head, Head::None);
    world.ns.set(NAME, Some(b"\x0a\x05".as_slice().into()));
    assert_eq!(
        bob.sync(&mut world, 0).head,
        Head::Refused(wire::Reason::Malformed)
    );
    world.ns.set(NAME, Some(b"\x0a\x00".as_slice().into()));
    assert_eq!(
        bob.sync(&mut world, 0).head,
        Head::Refused(wire::Reason::Invalid)
    );
    world.head(&["a"], b"");
    bob.expect(&mut world, 0, Class::Advanced, &["a"]);
    world.ns.set(NAME, None);
    assert_eq!(bob.sync(&mut world, 0).head, Head::Unavailable);
    world.fetches_fail = Some(Failure::Timeout);
    assert_eq!(bob.sync(&mut world, 0).head, Head::Timeout);
    world.fetches_fail = None;
    world.head(&["b", "a"], b"");
    bob.expect(&mut world, 0, Class::Advanced, &["b"]);
}

/// RL-READ-12
#[test]
fn outside_mvds_what_cannot_be_checked_is_opaque() {
    let mut world = World::new();
    let any = MessageId([9; 32]);
    let address = world.add(b"anything");
    let empty = MessageId([8; 32]);
    let nothing = world.add(b"");
    let real = (id("m"), world.add(&message("m")));
    let head = pointing(&[(any, address), (empty, nothing), real], b"");
    world.ns.set(NAME, Some(head));
    let mut bob = Bob::with(&world, Check::Core, Limits::default());
    let outcome = bob.sync(&mut world, 0);
    let checks: Vec<_> = outcome
        .delivered
        .iter()
        .map(|item| (item.id, item.check))
        .collect();
    let expected = [
        (id("m"), ItemCheck::Verified),
        (empty, ItemCheck::Opaque),
        (any, ItemCheck::Opaque),
    ];
    assert_eq!(checks, expected);
}

/// RL-EMBED-1, RL-EMBED-3, RL-EMBED-4
#[test]
fn embedded_content_is_taken_if_it_is_the_message_and_the_address_is_asked_if_not() {
    let mut world = World::new();
    let address = world.add(&message("a"));
    world
        .ns
        .set(NAME, Some(single(id("a"), &address, &message("a"), b"")));
    Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["a"]);
    assert!(world.seen.asked.is_empty());
    world
        .ns
        .set(NAME, Some(single(id("a"), &address, &message("b"), b"")));
    Bob::new(&world).expect(&mut world, 0, Class::Advanced, &["a"]);
    assert_eq!(world.seen.asked, [address]);
    world
        .ns
        .set(NAME, Some(single(id("a"), b"", &message("b"), b"")));
    let outcome = Bob::new(&world).expect(&mut world, 0, Class::Advanced, &[]);
    let mismatch = Reason::Refused(wire::Reason::Mismatch);
    assert_eq!(outcome.missing, [(id("a"), mismatch)]);
}
