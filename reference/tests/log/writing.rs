//! What a writer lists, adds and publishes.

use bytes::Bytes;
use remote_log::log::writer::{AppendError, Embed, Head, Layout, LayoutError, NewItem, Published};
use remote_log::log::{Check, Expect, Failure, Unsaved};
use remote_log::message::{CheckError, MessageId, Metadata, Numbering};
use remote_log::page::Page;
use remote_log::store::{Cas, Ns};

use crate::world::{
    Alice, GROUP, NAME, World, id, ids, listed, message, of_group, pointing, single,
};

/// The ids of the log as it stands, a list for each page, the head first.
fn pages(world: &mut World) -> Vec<Vec<MessageId>> {
    listed(world)
        .into_iter()
        .map(|page| page.into_iter().map(|(id, _)| id).collect())
        .collect()
}

fn embedded(world: &mut World) -> Vec<MessageId> {
    let pairs = listed(world).into_iter().flatten();
    pairs.filter(|(_, data)| *data).map(|(id, _)| id).collect()
}

/// RL-WRITE-2, RL-WRITE-3, RL-WRITE-4: sealed as late as can be.
#[test]
fn pages_are_sealed_when_one_more_is_needed() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    let expected: [&[&[&str]]; 5] = [
        &[&["a"]],
        &[&["b", "a"]],
        &[&["c"], &["b", "a"]],
        &[&["d", "c"], &["b", "a"]],
        &[&["e"], &["d", "c"], &["b", "a"]],
    ];
    for (body, expected) in ["a", "b", "c", "d", "e"].into_iter().zip(expected) {
        alice.append(&mut world, &[body]);
        assert_eq!(alice.publish(&mut world), Published::Published);
        let expected: Vec<_> = expected.iter().map(|page| ids(page)).collect();
        assert_eq!(pages(&mut world), expected);
    }
    // All at once it is the same.
    let mut other = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    alice.append(&mut other, &["a", "b", "c", "d", "e"]);
    alice.publish(&mut other);
    assert_eq!(world.ns.fetch(NAME), other.ns.fetch(NAME));
}

/// RL-WRITE-5
#[test]
fn later_heads_reach_the_sealed_pages() {
    for head in [Head::Inline, Head::Pointer] {
        let mut world = World::new();
        let mut alice = Alice::new(2, Embed::Last(2), head);
        let mut sealed = Vec::new();
        for body in ["a", "b", "c", "d", "e", "f", "g"] {
            alice.append(&mut world, &[body]);
            alice.publish(&mut world);
            let pages = pages(&mut world);
            let full = pages.iter().rev().take_while(|page| page.len() == 2);
            let full: Vec<_> = full.cloned().collect();
            assert!(full.starts_with(&sealed));
            sealed = full[..full.len().saturating_sub(1)].to_vec();
        }
        assert_eq!(sealed.len(), 2);
    }
}

/// RL-EMBED-6
#[test]
fn the_newest_pairs_of_the_head_are_embedded_or_all_are() {
    for (embed, expected) in [
        (Embed::Last(0), &[][..]),
        (Embed::Last(1), &["e"]),
        (Embed::Last(2), &["e", "d"]),
        // The head has two pairs, and no other page embeds.
        (Embed::Last(3), &["e", "d"]),
        (Embed::All, &["e", "d", "c", "b", "a"]),
    ] {
        for head in [Head::Inline, Head::Pointer] {
            let mut world = World::new();
            let mut alice = Alice::new(3, embed, head);
            alice.append(&mut world, &["a", "b", "c", "d", "e"]);
            alice.publish(&mut world);
            assert_eq!(embedded(&mut world), ids(expected), "{embed:?} {head:?}");
        }
    }
}

/// Empty content cannot be embedded, because a pair cannot tell it from none.
#[test]
fn empty_content_is_pointed_to() {
    let mut world = World::new();
    let mut alice = Alice::with(2, Embed::All, Head::Inline, Check::Core);
    let item = NewItem {
        id: Some(id("a")),
        data: Bytes::new(),
    };
    world
        .run(alice.writer.append(vec![item]).unwrap(), &mut alice.disk)
        .unwrap();
    assert_eq!(alice.publish(&mut world), Published::Published);
    assert_eq!(listed(&mut world), [[(id("a"), false)]]);
}

/// RL-NAME-2
#[test]
fn a_pointer_is_a_page_without_pairs() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(2), Head::Pointer);
    alice.append(&mut world, &["a", "b", "c"]);
    alice.publish(&mut world);
    let head = world.ns.fetch(NAME).unwrap();
    assert!(Page::decode(&head).unwrap().is_pure_pointer());
    assert_eq!(pages(&mut world), [ids(&[]), ids(&["c"]), ids(&["b", "a"])]);
    alice.restart();
    assert_eq!(alice.publish(&mut world), Published::Unchanged);
    assert!(world.seen.added.is_empty());
}

/// RL-WRITE-1: fetch, adds, save, update, save.
#[test]
fn everything_is_added_and_saved_before_the_update() {
    let mut world = World::new();
    let mut alice = Alice::new(1, Embed::Last(0), Head::Pointer);
    alice.append(&mut world, &["a", "b"]);
    alice.publish(&mut world);
    let order = [
        "fetch", "add", "add", "add", "add", "save", "update", "save",
    ];
    assert_eq!(world.seen.order, order);
    // Contents at once, then one page after the other.
    assert_eq!(world.seen.rounds, 5);
}

/// RL-WRITE-6, RL-WRITE-7, RL-WRITE-15
#[test]
fn duplicates_and_ephemeral_messages_are_not_listed() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    let statuses = alice.append(&mut world, &["a", "b", "a"]);
    assert_eq!(statuses, ["appended", "appended", "duplicate"]);
    alice.append(&mut world, &["c"]);
    alice.publish(&mut world);
    alice.restart();
    // One on a sealed page, one on the head.
    assert_eq!(alice.append(&mut world, &["a", "c"]), ["duplicate"; 2]);
    assert_eq!(world.seen.saves, 0);
    let mut ephemeral = of_group(&GROUP, "e");
    ephemeral.metadata = Some(Metadata {
        parents: Vec::new(),
        ephemeral: true,
    });
    let mut data = Vec::new();
    ephemeral.encode(Numbering::Spec, &mut data);
    let item = NewItem {
        id: None,
        data: data.into(),
    };
    let append = alice.writer.append(vec![item]).unwrap();
    let statuses = world.run(append, &mut alice.disk).unwrap();
    assert_eq!(statuses[0].1.name(), "ephemeral");
    assert_eq!(alice.publish(&mut world), Published::Unchanged);
}

/// RL-MSG-4, RL-MSG-7, RL-MSG-11: one bad item, and none is appended.
#[test]
fn what_is_no_message_of_the_group_is_refused() {
    let mut foreign = Vec::new();
    of_group(&[8; 32], "a").encode(Numbering::Spec, &mut foreign);
    let mut short = Vec::new();
    of_group(&[7; 31], "a").encode(Numbering::Spec, &mut short);
    for (given, data, source) in [
        (None, Bytes::new(), CheckError::Empty),
        (None, foreign.into(), CheckError::ForeignGroup),
        (None, short.into(), CheckError::GroupLength { len: 31 }),
        (
            Some(id("b")),
            message("a"),
            CheckError::IdMismatch {
                expected: id("b"),
                found: id("a"),
            },
        ),
    ] {
        let mut world = World::new();
        let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
        let good = NewItem {
            id: None,
            data: message("z"),
        };
        let bad = NewItem { id: given, data };
        let error = alice.writer.append(vec![good, bad]).unwrap_err();
        assert_eq!(error, AppendError::Refused { index: 1, source });
        assert_eq!(alice.publish(&mut world), Published::Empty);
    }
    let mut alice = Alice::with(2, Embed::Last(0), Head::Inline, Check::Core);
    let item = NewItem {
        id: None,
        data: message("z"),
    };
    let error = alice.writer.append(vec![item]).unwrap_err();
    assert_eq!(error, AppendError::NoId { index: 0 });
}

/// RL-WRITE-15
#[test]
fn an_append_that_cannot_be_saved_appends_nothing() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    world.saves_fail = true;
    let item = NewItem {
        id: None,
        data: message("a"),
    };
    let append = alice.writer.append(vec![item]).unwrap();
    let outcome = world.run(append, &mut alice.disk);
    assert_eq!(outcome, Err(Unsaved(Failure::Unavailable)));
    world.saves_fail = false;
    assert_eq!(alice.publish(&mut world), Published::Empty);
    assert_eq!(alice.append(&mut world, &["a"]), ["appended"]);
    alice.restart();
    assert_eq!(alice.append(&mut world, &["a"]), ["duplicate"]);
}

/// RL-WRITE-15, RL-WRITE-6: an append that was saved although the answer was lost is not listed twice when repeated.
#[test]
fn an_append_whose_answer_was_lost_can_be_repeated() {
    for lost in [true, false] {
        let mut world = World::new();
        let mut alice = Alice::new(4, Embed::Last(0), Head::Inline);
        alice.append(&mut world, &["a"]);
        world.saves_fail = true;
        world.saves_happen = lost;
        let item = NewItem {
            id: None,
            data: message("b"),
        };
        let append = alice.writer.append(vec![item]).unwrap();
        assert!(world.run(append, &mut alice.disk).is_err());
        world.saves_fail = false;
        assert_eq!(alice.append(&mut world, &["b", "c"]), ["appended"; 2]);
        alice.restart();
        alice.publish(&mut world);
        assert_eq!(pages(&mut world), [ids(&["c", "b", "a"])]);
    }
}

/// RL-WRITE-9
#[test]
fn an_empty_log_is_not_published() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Pointer);
    assert_eq!(alice.publish(&mut world), Published::Empty);
    assert!(world.seen.order.is_empty());
}

/// RL-WRITE-8: after a restart too; and a name that was lost or turned back is published again.
#[test]
fn publishing_again_changes_nothing() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(1), Head::Inline);
    alice.append(&mut world, &["a"]);
    alice.publish(&mut world);
    let old = world.ns.fetch(NAME).unwrap();
    alice.append(&mut world, &["b", "c"]);
    alice.publish(&mut world);
    let new = world.ns.fetch(NAME).unwrap();
    for restart in [false, true] {
        if restart {
            alice.restart();
        }
        assert_eq!(alice.publish(&mut world), Published::Unchanged);
        assert_eq!(world.seen.order, ["fetch"]);
    }
    for older in [Some(old.clone()), Some(Bytes::new()), None] {
        world.ns.set(NAME, older.clone());
        assert_eq!(alice.publish(&mut world), Published::Published);
        assert_eq!(world.ns.fetch(NAME), Ok(new.clone()));
        let expect = older.map_or(Expect::Absent, Expect::Exact);
        assert_eq!(world.seen.updates, [(new.clone(), expect)]);
        assert!(world.seen.added.is_empty());
    }
}

/// RL-WRITE-10: a writer restored from a backup does not overwrite what it has lost.
#[test]
fn a_name_that_holds_more_is_refused() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a"]);
    alice.publish(&mut world);
    let backup = alice.disk.clone();
    alice.append(&mut world, &["b", "c"]);
    alice.publish(&mut world);
    alice.disk = backup;
    alice.restart();
    alice.append(&mut world, &["x"]);
    let held = world.ns.fetch(NAME).unwrap();
    assert_eq!(alice.publish(&mut world), Published::Refused);
    assert!(world.seen.updates.is_empty() && world.seen.added.is_empty());
    world.ns.set(NAME, Some("no page".into()));
    assert_eq!(alice.publish(&mut world), Published::Refused);
    assert_ne!(world.ns.fetch(NAME).unwrap(), held);
}

/// RL-WRITE-10: what lies on pages that are not its own is looked at.
#[test]
fn the_pages_beneath_a_foreign_head_are_looked_at() {
    let mut world = World::new();
    let mut alice = Alice::new(4, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a", "b", "c"]);
    let own = world.page(&["a"], b"");
    world.head(&["b"], &own);
    assert_eq!(alice.publish(&mut world), Published::Published);
    let foreign = world.page(&["x"], b"");
    world.head(&["b"], &foreign);
    assert_eq!(alice.publish(&mut world), Published::Refused);
    world.lose(&own);
    world.head(&["b"], &own);
    assert_eq!(alice.publish(&mut world), Published::Refused);
    world.fails.insert(own, Failure::Timeout);
    assert_eq!(alice.publish(&mut world), Published::Unavailable);
}

/// RL-WRITE-10: a page that a pointer once pointed to is the writer's own, though it may be gone from the store.
#[test]
fn a_name_that_is_turned_back_to_an_own_pointer_is_published_over() {
    for rewritten in [false, true] {
        let mut world = World::new();
        let mut alice = Alice::new(3, Embed::Last(0), Head::Pointer);
        alice.append(&mut world, &["a"]);
        alice.publish(&mut world);
        let old = world.ns.fetch(NAME).unwrap();
        alice.append(&mut world, &["b"]);
        alice.publish(&mut world);
        if rewritten {
            // After a save that was given up the whole state is saved.
            let item = NewItem {
                id: None,
                data: message("c"),
            };
            let append = alice.writer.append(vec![item]).unwrap();
            world.run_some(append, 0, &mut alice.disk);
        }
        alice.append(&mut world, &["c"]);
        alice.restart();
        world.lose(Page::decode(&old).unwrap().tail());
        world.ns.set(NAME, Some(old));
        assert_eq!(alice.publish(&mut world), Published::Published);
        assert_eq!(pages(&mut world), [ids(&[]), ids(&["c", "b", "a"])]);
    }
}

/// RL-WRITE-10: a foreign page that is its own tail is asked for once, and lists nothing else.
#[test]
fn a_cycle_is_followed_once() {
    let mut world = World::new();
    let mut alice = Alice::new(4, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a", "b"]);
    let page = world.bytes(&["a"], b"own");
    world.cas.set(b"own", Some(page));
    world.head(&["b"], b"own");
    assert_eq!(alice.publish(&mut world), Published::Published);
    assert_eq!(world.seen.asked, [&b"own"[..]]);
    let foreign = world.bytes(&["x"], b"own");
    world.cas.set(b"own", Some(foreign));
    world.head(&["b"], b"own");
    assert_eq!(alice.publish(&mut world), Published::Refused);
}

/// RL-WRITE-10, within the bounds that are recommended to readers: what lies beyond them is not known to be older.
#[test]
fn what_exceeds_a_bound_is_refused() {
    let mut world = World::new();
    let mut alice = Alice::new(4, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a"]);
    let pairs = |count| {
        let pairs = vec![(id("a"), Bytes::new()); count];
        pointing(&pairs, b"")
    };
    // An embedded pair takes 3 bytes for its own header, 34 for the id and 4 for the header of the content.
    let bytes = |size: usize| single(id("a"), b"", &vec![1; size - 42], b"");
    assert_eq!(bytes(1 << 20).len(), 1 << 20);
    for (within, beyond) in [
        (pairs(4096), pairs(4097)),
        (bytes(1 << 20), bytes((1 << 20) + 1)),
    ] {
        for (page, expected) in [(beyond, Published::Refused), (within, Published::Published)] {
            world.ns.set(NAME, Some(page.clone()));
            assert_eq!(alice.publish(&mut world), expected);
            world.cas.set(b"below", Some(page));
            world.head(&["a"], b"below");
            assert_eq!(alice.publish(&mut world), expected);
        }
    }
    let tail = (1..1000).fold(Bytes::new(), |tail, _| world.page(&["a"], &tail));
    let within = world.page(&["a"], &tail);
    let beyond = world.page(&["a"], &within);
    for (tail, expected) in [(beyond, Published::Refused), (within, Published::Published)] {
        world.head(&["a"], &tail);
        assert_eq!(alice.publish(&mut world), expected);
        assert_eq!(world.seen.asked.len(), 1000);
    }
}

/// RL-WRITE-11
#[test]
fn a_lost_race_is_a_conflict() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a"]);
    alice.publish(&mut world);
    alice.append(&mut world, &["b"]);
    let theirs = world.bytes(&["x", "a"], b"");
    world.race = Some(theirs.clone());
    assert_eq!(alice.publish(&mut world), Published::Conflict);
    assert_eq!(world.ns.fetch(NAME), Ok(theirs));
    assert_eq!(alice.publish(&mut world), Published::Refused);
}

/// RL-WRITE-12
#[test]
fn without_compare_and_set_it_updates_all_the_same() {
    let mut world = World::new();
    world.compare_and_set = false;
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a"]);
    assert_eq!(alice.publish(&mut world), Published::Published);
    let expects: Vec<_> = world
        .seen
        .updates
        .iter()
        .map(|(_, expect)| expect)
        .collect();
    assert_eq!(expects, [&Expect::Absent, &Expect::Any]);
}

/// RL-WRITE-13: after a restart too, and what the store acknowledged is not added again.
#[test]
fn what_could_not_be_added_comes_with_a_later_publish() {
    for restart in [false, true] {
        let mut world = World::new();
        let mut alice = Alice::new(1, Embed::Last(0), Head::Pointer);
        alice.append(&mut world, &["a", "b", "c"]);
        world.adds_fail = Some(Failure::Timeout);
        assert_eq!(alice.publish(&mut world), Published::Unavailable);
        assert!(world.seen.updates.is_empty());
        world.adds_fail = None;
        world.updates_fail = Some(Failure::Unavailable);
        assert_eq!(alice.publish(&mut world), Published::Unavailable);
        assert_eq!(world.seen.added.len(), 6);
        if restart {
            alice.restart();
        }
        world.updates_fail = None;
        assert_eq!(alice.publish(&mut world), Published::Published);
        assert!(world.seen.added.is_empty());
        assert_eq!(pages(&mut world).concat(), ids(&["c", "b", "a"]));
    }
}

/// RL-WRITE-13: some of several adds fail; only these are repeated.
#[test]
fn only_what_was_not_acknowledged_is_added_again() {
    let mut world = World::new();
    let mut alice = Alice::new(5, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a", "b"]);
    let mut publish = alice.writer.publish();
    use remote_log::log::{Answer, Machine, Request};
    let mut waiting = Vec::new();
    let mut adds = 0;
    loop {
        publish.requests(&mut waiting);
        let Some((ticket, request)) = waiting.pop() else {
            break;
        };
        let answer = match request {
            Request::Fetch { .. } => Answer::Fails(Failure::NotFound),
            Request::Add { content } => {
                adds += 1;
                match adds {
                    1 => Answer::Address(world.cas.add(&content).unwrap()),
                    _ => Answer::Fails(Failure::Unavailable),
                }
            }
            _ => Answer::Done,
        };
        publish.answer(ticket, answer);
    }
    assert_eq!(publish.outcome(), Some(Ok(Published::Unavailable)));
    assert_eq!(alice.publish(&mut world), Published::Published);
    assert_eq!(world.seen.added.len(), 1);
}

/// RL-WRITE-15: whenever a publish is given up, the next save takes along what it added, once.
#[test]
fn a_publish_that_is_given_up_loses_nothing() {
    for (answers, saved) in (0..8).flat_map(|answers| [(answers, true), (answers, false)]) {
        let mut world = World::new();
        let mut alice = Alice::new(1, Embed::Last(0), Head::Inline);
        alice.append(&mut world, &["a", "b", "c"]);
        if !saved {
            // What is on disk is unknown from here on, and the next save writes everything.
            world.saves_fail = true;
            let item = NewItem {
                id: None,
                data: message("x"),
            };
            let append = alice.writer.append(vec![item]).unwrap();
            assert!(world.run(append, &mut alice.disk).is_err());
            world.saves_fail = false;
        }
        world.run_some(alice.writer.publish(), answers, &mut alice.disk);
        alice.append(&mut world, &["d"]);
        alice.restart();
        assert_eq!(alice.publish(&mut world), Published::Published);
        let expected = ["d", "c", "b", "a"].map(|body| ids(&[body]));
        assert_eq!(pages(&mut world), expected, "{answers} answers");
    }
}

/// RL-WRITE-14
#[test]
fn too_large_a_head_is_reported_and_nothing_is_lost() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::All, Head::Inline);
    alice.append(&mut world, &["a"]);
    world.updates_fail = Some(Failure::TooLarge);
    assert_eq!(alice.publish(&mut world), Published::TooLarge);
    world.updates_fail = None;
    alice.restart();
    assert_eq!(alice.publish(&mut world), Published::Published);
    assert_eq!(pages(&mut world).concat(), ids(&["a"]));
}

/// RL-WRITE-10: an update that was made although its answer was lost is known for its own.
#[test]
fn an_update_whose_answer_was_lost_is_known_again() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(2), Head::Pointer);
    alice.append(&mut world, &["a"]);
    world.updates_fail = Some(Failure::Timeout);
    assert_eq!(alice.publish(&mut world), Published::Unavailable);
    let made = world.seen.updates[0].0.clone();
    world.ns.set(NAME, Some(made));
    world.updates_fail = None;
    alice.restart();
    assert_eq!(alice.publish(&mut world), Published::Unchanged);
    assert!(world.seen.asked.is_empty(), "it needs no look");
    alice.append(&mut world, &["b"]);
    assert_eq!(alice.publish(&mut world), Published::Published);
}

/// RL-WRITE-13, RL-READ-21
#[test]
fn a_name_that_cannot_be_fetched_is_unavailable() {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(0), Head::Inline);
    alice.append(&mut world, &["a"]);
    world.fetches_fail = Some(Failure::Timeout);
    assert_eq!(alice.publish(&mut world), Published::Unavailable);
    assert_eq!(world.seen.order, ["fetch"]);
}

#[test]
fn layouts_that_no_log_can_have_are_refused() {
    let no_room = Layout::new(0, Embed::All, Head::Inline);
    assert_eq!(no_room, Err(LayoutError::NoRoom));
    let too_many = Layout::new(2, Embed::Last(3), Head::Inline);
    let expected = LayoutError::EmbedTooMany {
        last: 3,
        page_size: 2,
    };
    assert_eq!(too_many, Err(expected));
    assert!(Layout::new(2, Embed::Last(2), Head::Inline).is_ok());
}
