//! Parents: what a message follows, and waiting for them.

use remote_log::message::MessageId;
use remote_log_mvds::{Delivery, Limits, Node, Settings};

use crate::world::*;

fn buffered() -> Settings {
    Settings {
        delivery: Delivery::Buffered,
        ..settings("b")
    }
}

/// The parents of the message that the node appends next. Its log shows them.
fn next_parents(node: &mut Node, body: &str) -> Vec<MessageId> {
    append(node, body);
    let data = node.to_publish().last().unwrap().data;
    parents_of(&data)
}

fn with_log(name: &str) -> Settings {
    Settings {
        log: true,
        ..settings(name)
    }
}

/// RL-SYNC-20.
#[test]
fn the_parents_are_the_messages_that_nothing_follows() {
    let mut bob = node(with_log("b"), &["a", "c"]);
    assert_eq!(next_parents(&mut bob, "root"), []);
    let root = *ids(&bob.to_publish().collect::<Vec<_>>()).first().unwrap();
    let (left, right) = (made("left", &[root]), made("right", &[root]));
    receive(&mut bob, "a", &left.payload(), 1);
    receive(&mut bob, "c", &right.payload(), 1);
    assert_eq!(next_parents(&mut bob, "join"), [left.id(), right.id()]);
    let join = ids(&bob.to_publish().collect::<Vec<_>>())[1];
    assert_eq!(next_parents(&mut bob, "tip"), [join]);
}

/// RL-SYNC-20: a parent that comes after its child is followed already, and other groups have their own.
#[test]
fn the_order_of_arrival_does_not_matter_nor_do_other_groups() {
    let mut bob = node(with_log("b"), &["a"]);
    bob.set_peers(H, [peer("a")]);
    let parent = made("parent", &[]);
    let child = made("child", &[parent.id()]);
    let elsewhere = Made {
        group: H,
        ..made("elsewhere", &[])
    };
    for one in [&child, &elsewhere, &parent] {
        receive(&mut bob, "a", &one.payload(), 1);
    }
    assert_eq!(next_parents(&mut bob, "mine"), [child.id()]);
}

/// RL-SYNC-20: nothing follows itself.
#[test]
fn a_message_that_names_itself_is_still_one_that_nothing_follows() {
    let mut bob = node(with_log("b"), &["a"]);
    let itself = made("own", &[made("own", &[]).id()]);
    receive(&mut bob, "a", &itself.payload(), 1);
    assert_eq!(next_parents(&mut bob, "mine"), [itself.id()]);
}

/// RL-SYNC-20: at most so many; the others are left for the next message.
#[test]
fn too_many_parents_are_spread_over_messages() {
    let limits = Limits {
        parents: 2,
        ..Limits::default()
    };
    let mut bob = node(
        Settings {
            log: true,
            ..limited("b", limits)
        },
        &["a"],
    );
    let roots: Vec<_> = ["1", "2", "3"].map(|body| made(body, &[])).to_vec();
    for root in &roots {
        receive(&mut bob, "a", &root.payload(), 1);
    }
    assert_eq!(next_parents(&mut bob, "x"), [roots[0].id(), roots[1].id()]);
    assert_eq!(next_parents(&mut bob, "y")[0], roots[2].id());
}

/// RL-SYNC-22, and RL-SYNC-9: what waits is acknowledged, for it is kept.
#[test]
fn a_message_waits_for_its_parents_and_theirs() {
    let mut bob = node(buffered(), &["a"]);
    let a = made("a", &[]);
    let b = made("b", &[a.id()]);
    let c = made("c", &[b.id(), a.id()]);
    assert_eq!(receive(&mut bob, "a", &c.payload(), 1).delivered, []);
    assert_eq!(receive(&mut bob, "a", &b.payload(), 1).delivered, []);
    let mut acks = sends(&mut bob, 1, "a").acks;
    acks.sort_unstable();
    let mut both = vec![b.id(), c.id()];
    both.sort_unstable();
    assert_eq!(acks, both);
    let received = receive(&mut bob, "a", &a.payload(), 2);
    assert_eq!(ids(&received.delivered), [a.id(), b.id(), c.id()]);
    assert_eq!(
        receive(&mut bob, "a", &c.payload(), 3).delivered,
        [],
        "RL-SYNC-29"
    );
}

/// Eventual delivery: as they come.
#[test]
fn a_node_that_does_not_buffer_delivers_at_once() {
    let mut bob = node(settings("b"), &["a"]);
    let parent = made("parent", &[]);
    let child = made("child", &[parent.id()]);
    assert_eq!(
        ids(&receive(&mut bob, "a", &child.payload(), 1).delivered),
        [child.id()]
    );
    assert_eq!(
        ids(&receive(&mut bob, "a", &parent.payload(), 1).delivered),
        [parent.id()]
    );
}

/// RL-SYNC-24.
#[test]
fn missing_parents_are_asked_of_who_sent_the_child() {
    for settings in [settings("b"), buffered()] {
        let mut bob = node(settings, &["a", "c"]);
        let parent = made("parent", &[]);
        let child = made("child", &[parent.id()]);
        receive(&mut bob, "a", &child.payload(), 1);
        let sent = bob.epoch(1, 1).payloads;
        assert_eq!(sent.len(), 1, "c is not asked");
        assert_eq!(look(&sent[0].bytes).requests, [parent.id()]);
        receive(&mut bob, "c", &parent.payload(), 2);
        assert_eq!(
            sends(&mut bob, 5, "a").requests,
            [],
            "it came from elsewhere"
        );
    }
}

/// RL-SYNC-24: whoever keeps a history answers from it; the parent is acknowledged like any message.
#[test]
fn a_request_for_what_was_acknowledged_long_ago_is_handed_to_the_application() {
    let (mut alice, mut bob) = (node(with_log("a"), &["b"]), node(settings("b"), &["a"]));
    let id = append(&mut alice, "old");
    let history = alice.to_publish().last().unwrap().data;
    receive(&mut alice, "b", &payload(&[id], &[], &[]), 1);
    let received = receive(&mut alice, "b", &payload(&[], &[], &[id]), 2);
    assert_eq!(received.wanted, [id]);
    assert_eq!(alice.resend(&peer("b"), &history), Ok(id));
    assert_eq!(
        ids(&carry(&mut alice, "a", &mut bob, "b", 2).delivered),
        [id]
    );
    carry(&mut bob, "b", &mut alice, "a", 2);
    assert!(alice.is_silent());
}

/// RL-SYNC-23: parents that never come, and parents in a circle, which nothing hashes and so anyone can make.
#[test]
fn a_wait_ends_in_time_and_nothing_is_lost() {
    let mut bob = node(buffered(), &["a"]);
    let seconds = Limits::default().buffer_seconds;
    let (one, two) = (made("one", &[]), made("two", &[]));
    let circle = [made("one", &[two.id()]), made("two", &[one.id()])];
    let own = made("own", &[]).id();
    let orphan = made("orphan", &[made("never", &[]).id()]);
    for message in [&circle[0], &circle[1], &orphan] {
        assert_eq!(receive(&mut bob, "a", &message.payload(), 5).delivered, []);
    }
    let itself = made("own", &[own]);
    assert_eq!(
        ids(&receive(&mut bob, "a", &itself.payload(), 5).delivered),
        [own]
    );
    assert_eq!(bob.epoch(4 + seconds, 6).delivered, []);
    let delivered = bob.epoch(5 + seconds, 7).delivered;
    assert_eq!(ids(&delivered), [one.id(), two.id(), orphan.id()]);
    assert_eq!(bob.epoch(6 + seconds, 8).delivered, []);
}

/// RL-SYNC-23.
#[test]
fn one_too_many_in_the_buffer_ends_the_longest_wait() {
    let limits = Limits {
        buffered: 2,
        ..Limits::default()
    };
    let mut bob = node(
        Settings {
            limits,
            ..buffered()
        },
        &["a"],
    );
    let never = made("never", &[]).id();
    let waiting: Vec<_> = ["1", "2", "3"].map(|body| made(body, &[never])).to_vec();
    for (message, delivered) in waiting.iter().zip([vec![], vec![], vec![waiting[0].id()]]) {
        assert_eq!(
            ids(&receive(&mut bob, "a", &message.payload(), 1).delivered),
            delivered
        );
    }
}

/// RL-SYNC-37.
#[test]
fn a_message_that_names_another_as_its_parent_is_as_good_as_an_acknowledgement() {
    let mut alice = node(settings("a"), &["b", "c"]);
    let id = append(&mut alice, "hello");
    alice.epoch(1, 1);
    receive(&mut alice, "b", &made("answer", &[id]).payload(), 2);
    assert_eq!(sends(&mut alice, 3, "b").messages, []);
    let mut alice = node(settings("a"), &["b", "c"]);
    append(&mut alice, "hello");
    alice.epoch(1, 1);
    receive(&mut alice, "b", &made("answer", &[id]).payload(), 2);
    assert_eq!(sends(&mut alice, 3, "c").messages, [id], "c named nothing");
}

/// RL-SYNC-30: what is no id is no parent, and the message is taken.
#[test]
fn a_parent_of_another_length_is_passed_over() {
    use remote_log::message::{Message, Metadata, Numbering};
    use remote_log::payload::Payload;
    let mut bob = node(buffered(), &["a"]);
    let metadata = Metadata {
        parents: vec![&[], &[1; 31], &[1; 33]],
        ephemeral: false,
    };
    let message = Message {
        group_id: &G.0,
        timestamp: 0,
        body: b"odd",
        metadata: Some(metadata),
    };
    let mut bytes = Vec::new();
    let payload = Payload {
        messages: vec![message.clone()],
        ..Payload::default()
    };
    payload.encode(Numbering::Spec, &mut bytes);
    assert_eq!(
        ids(&receive(&mut bob, "a", &bytes, 1).delivered),
        [message.id()]
    );
}
