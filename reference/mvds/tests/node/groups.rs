//! Groups are independent, and strangers change nothing.

use remote_log_mvds::{Appended, Received, Refusal};

use crate::world::*;

/// RL-SYNC-18.
#[test]
fn a_message_goes_to_the_peers_of_its_group_only() {
    let mut alice = node(settings("a"), &["b", "c"]);
    alice.set_peers(H, [peer("c"), peer("d")]);
    let in_g = append(&mut alice, "hello");
    let Ok(Appended::New(in_h)) = alice.append(&H, 0, b"hello", false) else {
        panic!()
    };
    let sent = alice.epoch(1, 1).payloads;
    let seen: Vec<_> = sent
        .iter()
        .map(|one| (one.peer.clone(), look(&one.bytes).messages))
        .collect();
    assert_eq!(
        seen,
        [
            (peer("b"), vec![in_g]),
            (peer("c"), vec![in_g, in_h]),
            (peer("d"), vec![in_h])
        ]
    );
    // Nor by a request: d is not in G.
    let received = receive(&mut alice, "d", &payload(&[], &[], &[in_g]), 2);
    assert_eq!(received.wanted, []);
    assert_eq!(sends(&mut alice, 2, "d"), Seen::default());
}

/// RL-SYNC-18: who leaves gets nothing more of that group, and who comes gets what follows.
#[test]
fn members_come_and_go() {
    let mut alice = node(settings("a"), &["b"]);
    alice.set_peers(H, [peer("b")]);
    let before = append(&mut alice, "before");
    let Ok(Appended::New(in_h)) = alice.append(&H, 0, b"in h", false) else {
        panic!()
    };
    alice.set_peers(G, [peer("c")]);
    let after = append(&mut alice, "after");
    assert_eq!(sends(&mut alice, 1, "b").messages, [in_h]);
    assert_eq!(sends(&mut alice, 3, "c").messages, [after], "not {before}");
}

/// RL-SYNC-18: the node itself is no peer.
#[test]
fn a_node_among_its_own_peers_sends_itself_nothing() {
    let mut alice = node(settings("a"), &["a"]);
    append(&mut alice, "hello");
    assert!(alice.is_silent());
}

/// RL-SYNC-19.
#[test]
fn a_stranger_changes_nothing() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    for bytes in [made("junk", &[]).payload(), payload(&[id], &[id], &[id])] {
        let received = receive(&mut alice, "mallory", &bytes, 1);
        assert_eq!(
            received,
            Received {
                refused: received.refused.clone(),
                ..Received::default()
            }
        );
        assert_eq!(refusals(&received), [Refusal::Stranger]);
    }
    assert_eq!(sends(&mut alice, 1, "mallory"), Seen::default());
    assert_eq!(sends(&mut alice, 3, "b").messages, [id]);
}

/// RL-SYNC-19: who left the last group is a stranger too.
#[test]
fn who_left_is_a_stranger() {
    let mut alice = node(settings("a"), &["b"]);
    receive(&mut alice, "b", &made("hello", &[]).payload(), 1);
    alice.set_peers(G, []);
    let offer = payload(&[], &[made("offered", &[]).id()], &[]);
    for bytes in [made("again", &[]).payload(), offer] {
        assert_eq!(
            refusals(&receive(&mut alice, "b", &bytes, 1)),
            [Refusal::Stranger]
        );
    }
    assert_eq!(
        alice.epoch(1, 1).payloads,
        [],
        "nor is the first acknowledged"
    );
}

/// RL-SYNC-19.
#[test]
fn a_message_of_a_group_that_the_sender_is_not_in_is_refused_and_the_others_are_taken() {
    let mut alice = node(settings("a"), &["b"]);
    alice.set_peers(H, [peer("c")]);
    let (foreign, unknown, good) = (
        Made {
            group: H,
            ..made("foreign", &[])
        },
        Made {
            group: remote_log_mvds::GroupId([9; 32]),
            ..made("unknown", &[])
        },
        made("good", &[]),
    );
    let received = receive(&mut alice, "b", &messages(&[&foreign, &unknown, &good]), 1);
    assert_eq!(ids(&received.delivered), [good.id()]);
    let refused: Vec<_> = received
        .refused
        .iter()
        .map(|one| (one.id, one.why))
        .collect();
    assert_eq!(
        refused,
        [
            (Some(foreign.id()), Refusal::Stranger),
            (Some(unknown.id()), Refusal::Stranger)
        ]
    );
    assert_eq!(sends(&mut alice, 1, "b").acks, [good.id()]);
}

/// A message in a group that nobody described goes nowhere.
#[test]
fn appending_to_an_unknown_group_is_refused() {
    let mut alice = node(settings("a"), &["b"]);
    let error = alice.append(&H, 0, b"hello", false).unwrap_err();
    assert!(
        error.to_string().contains("say who is in it first"),
        "{error}"
    );
}

/// RL-SYNC-48.
#[test]
fn what_the_application_does_not_believe_is_neither_delivered_nor_acknowledged() {
    let mut bob = node(settings("b"), &["a"]);
    let (forged, good) = (made("forged", &[]), made("good", &[]));
    let bytes = messages(&[&forged, &good]);
    let received = bob.receive(1, 1, &peer("a"), &bytes, &mut |message| {
        message.body != b"forged"
    });
    assert_eq!(ids(&received.delivered), [good.id()]);
    assert_eq!(refusals(&received), [Refusal::Unauthentic]);
    assert_eq!(sends(&mut bob, 1, "a").acks, [good.id()]);
    // Nor is it a parent.
    append(&mut bob, "mine");
    let data = look_data(&mut bob, 2);
    assert_eq!(parents_of(&data), [good.id()]);
}

/// The first message that goes to a, serialized.
fn look_data(node: &mut remote_log_mvds::Node, epoch: u64) -> Vec<u8> {
    use remote_log::{message::Numbering, payload::Payload};
    let bytes = bytes_for(node, epoch, "a").unwrap();
    let payload = Payload::decode(&bytes, Numbering::Spec).unwrap();
    let mut data = Vec::new();
    payload.messages[0].encode(Numbering::Spec, &mut data);
    data
}
