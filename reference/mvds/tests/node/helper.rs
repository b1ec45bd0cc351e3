//! The remote log as a helper: sooner, and never instead.

use remote_log_mvds::{Backoff, Delivery, Refusal, Settings};

use crate::world::*;

fn from_log(
    node: &mut remote_log_mvds::Node,
    author: &str,
    message: &Made,
    epoch: u64,
) -> remote_log_mvds::Received {
    node.helper_delivered(epoch, epoch, &peer(author), &message.bytes())
}

/// RL-SYNC-31.
#[test]
fn what_is_appended_waits_for_the_log_until_that_has_it() {
    let with_log = Settings {
        log: true,
        ..settings("a")
    };
    let mut alice = node(with_log, &[]);
    let (one, two) = (append(&mut alice, "one"), append(&mut alice, "two"));
    let lacking: Vec<_> = alice.to_publish().collect();
    assert_eq!(ids(&lacking), [one, two]);
    assert_eq!(lacking[1].group, G);
    alice.published(&[one]);
    assert_eq!(ids(&alice.to_publish().collect::<Vec<_>>()), [two]);
    let mut without = node(settings("a"), &[]);
    append(&mut without, "one");
    assert_eq!(without.to_publish().count(), 0);
}

/// RL-SYNC-32, and RL-SYNC-29 in both orders.
#[test]
fn what_the_log_brings_is_acknowledged_to_its_author_and_delivered_once() {
    let hello = made("hello", &[]);
    let mut bob = node(settings("b"), &["a", "c"]);
    assert_eq!(
        ids(&from_log(&mut bob, "a", &hello, 1).delivered),
        [hello.id()]
    );
    let sent = bob.epoch(1, 1).payloads;
    assert_eq!(sent.len(), 1, "c is not the author");
    assert_eq!(
        (&sent[0].peer, look(&sent[0].bytes).acks),
        (&peer("a"), vec![hello.id()])
    );
    assert_eq!(receive(&mut bob, "a", &hello.payload(), 2).delivered, []);
    assert_eq!(
        sends(&mut bob, 2, "a").acks,
        [hello.id()],
        "and again: RL-SYNC-15"
    );

    let mut bob = node(settings("b"), &["a"]);
    receive(&mut bob, "a", &hello.payload(), 1);
    bob.epoch(1, 1);
    assert_eq!(from_log(&mut bob, "a", &hello, 2).delivered, []);
    assert_eq!(sends(&mut bob, 2, "a").acks, [hello.id()]);
}

/// RL-SYNC-14: what the log brought is not asked for any more.
#[test]
fn what_the_log_brings_is_not_asked_for() {
    let mut bob = node(interactive("b"), &["a"]);
    let hello = made("hello", &[]);
    receive(&mut bob, "a", &payload(&[], &[hello.id()], &[]), 1);
    from_log(&mut bob, "a", &hello, 1);
    assert_eq!(
        sends(&mut bob, 1, "a"),
        Seen {
            acks: vec![hello.id()],
            ..Seen::default()
        }
    );
    assert!(bob.is_silent());
}

/// RL-SYNC-33: parents that do not exist, and an ephemeral flag that the author never set.
#[test]
fn altered_metadata_delays_nothing_and_suppresses_nothing() {
    let buffered = Settings {
        delivery: Delivery::Buffered,
        log: true,
        ..settings("b")
    };
    let mut bob = node(buffered, &["a"]);
    let known = made("known", &[]);
    receive(&mut bob, "a", &known.payload(), 1);
    bob.epoch(1, 1);
    let parents = [known.id(), made("no such", &[]).id()];
    let altered = Made {
        ephemeral: true,
        ..made("altered", &parents)
    };
    assert_eq!(
        ids(&from_log(&mut bob, "a", &altered, 2).delivered),
        [altered.id()]
    );
    assert_eq!(
        sends(&mut bob, 2, "a"),
        Seen {
            acks: vec![altered.id()],
            ..Seen::default()
        }
    );
    append(&mut bob, "mine");
    let data = bob.to_publish().last().unwrap().data;
    assert_eq!(
        parents_of(&data),
        [known.id(), altered.id()],
        "the alleged parent has no child"
    );
}

/// RL-SYNC-34.
#[test]
fn the_metadata_of_a_direct_copy_takes_its_place() {
    let mut bob = node(
        Settings {
            log: true,
            ..settings("b")
        },
        &["a"],
    );
    let root = made("root", &[]);
    from_log(&mut bob, "a", &root, 1);
    from_log(&mut bob, "a", &made("child", &[]), 1);
    let direct = made("child", &[root.id()]);
    assert_eq!(receive(&mut bob, "a", &direct.payload(), 2).delivered, []);
    append(&mut bob, "mine");
    let data = bob.to_publish().last().unwrap().data;
    assert_eq!(parents_of(&data), [direct.id()], "root has a child now");

    let mut bob = node(
        Settings {
            log: true,
            ..settings("b")
        },
        &["a"],
    );
    from_log(&mut bob, "a", &root, 1);
    bob.epoch(1, 1);
    let fleeting = Made {
        ephemeral: true,
        ..root.clone()
    };
    assert_eq!(receive(&mut bob, "a", &fleeting.payload(), 2).delivered, []);
    assert_eq!(sends(&mut bob, 2, "a").acks, [], "RL-SYNC-25");
    append(&mut bob, "mine");
    let data = bob.to_publish().last().unwrap().data;
    assert_eq!(parents_of(&data), [], "RL-SYNC-21");
}

/// RL-SYNC-20: what came through the log is named explicitly, and so shown to be there.
#[test]
fn every_message_from_the_log_is_named_as_a_parent() {
    let mut bob = node(
        Settings {
            log: true,
            ..settings("b")
        },
        &["a"],
    );
    let one = made("one", &[]);
    let two = made("two", &[one.id()]);
    from_log(&mut bob, "a", &one, 1);
    from_log(&mut bob, "a", &two, 1);
    append(&mut bob, "mine");
    let data = bob.to_publish().last().unwrap().data;
    assert_eq!(parents_of(&data), [one.id(), two.id()]);
}

/// RL-SYNC-35.
#[test]
fn what_the_log_of_a_peer_names_rests() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    from_log(&mut alice, "b", &made("answer", &[id]), 1);
    let sent: Vec<u64> = (1..10_000)
        .filter(|epoch| sends(&mut alice, *epoch, "b").messages == [id])
        .collect();
    let parked = Backoff::default().parked;
    assert_eq!(sent, [1 + parked, 1 + 2 * parked]);
}

/// RL-SYNC-36: a helper that lies about what Bob has loses him nothing.
#[test]
fn a_lie_about_what_a_peer_has_ends_when_the_peer_is_there() {
    let (mut alice, mut bob) = (node(settings("a"), &["b"]), node(settings("b"), &["a"]));
    let id = append(&mut alice, "hello");
    from_log(&mut alice, "b", &made("a lie", &[id]), 1);
    assert_eq!(sends(&mut alice, 1, "b").messages, []);
    append(&mut bob, "are you there?");
    carry(&mut bob, "b", &mut alice, "a", 2);
    assert_eq!(
        ids(&carry(&mut alice, "a", &mut bob, "b", 2).delivered),
        [id]
    );
    carry(&mut bob, "b", &mut alice, "a", 3);
    assert!(alice.is_silent(), "and his own word ends it");
}

/// RL-SYNC-19.
#[test]
fn the_log_of_a_stranger_or_of_another_group_brings_nothing() {
    let mut bob = node(settings("b"), &["a"]);
    bob.set_peers(H, [peer("c")]);
    for (author, group) in [("mallory", G), ("a", H)] {
        let message = Made {
            group,
            ..made("hello", &[])
        };
        let received = from_log(&mut bob, author, &message, 1);
        assert_eq!(
            (received.delivered.len(), refusals(&received)),
            (0, vec![Refusal::Stranger])
        );
    }
    for (bytes, why) in [(&[0xff][..], Refusal::Malformed), (&[], Refusal::Length)] {
        let received = bob.helper_delivered(1, 1, &peer("a"), bytes);
        assert_eq!(refusals(&received), [why]);
    }
    assert!(bob.is_silent());
}
