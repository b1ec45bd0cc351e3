//! Bounds, and bytes that cannot be used.

use remote_log::message::Numbering;
use remote_log::payload::Payload;
use remote_log_mvds::{AppendError, Limits, Received, Refusal, Settings};

use crate::world::*;

/// RL-SYNC-30, RL-SYNC-41: nothing of the payload is taken, and the peer has shown no sign of life.
#[test]
fn a_payload_that_cannot_be_used_changes_nothing() {
    let limits = Limits {
        payload_bytes: 200,
        payload_items: 3,
        ..Limits::default()
    };
    let hello = made("hello", &[]);
    let mut torn = hello.payload();
    torn.pop();
    let huge = made(&"x".repeat(200), &[]);
    let ids = [hello.id(); 4];
    let cases = [
        (torn, Refusal::Malformed),
        (vec![0xff; 20], Refusal::Malformed),
        (huge.payload(), Refusal::TooLarge),
        (payload(&ids, &[], &[]), Refusal::TooLarge),
        (payload(&ids[..1], &ids[..1], &ids[..2]), Refusal::TooLarge),
    ];
    for (bytes, why) in cases {
        let mut bob = node(limited("b", limits), &["a"]);
        append(&mut bob, "mine");
        let mut before = Vec::new();
        save(&mut bob, &mut before);
        let received = receive(&mut bob, "a", &bytes, 0);
        assert_eq!(refusals(&received), [why]);
        assert_eq!(
            received,
            Received {
                refused: received.refused.clone(),
                ..Received::default()
            }
        );
        assert_eq!(bob.save(), None, "{why}");
    }
}

/// RL-SYNC-41: exactly at the bound is within it.
#[test]
fn what_is_at_the_bound_is_taken() {
    let hello = made("hello", &[]);
    let bytes = hello.payload();
    let limits = Limits {
        payload_bytes: bytes.len(),
        payload_items: 1,
        ..Limits::default()
    };
    let mut bob = node(limited("b", limits), &["a"]);
    assert_eq!(
        ids(&receive(&mut bob, "a", &bytes, 1).delivered),
        [hello.id()]
    );
}

/// RL-SYNC-30.
#[test]
fn ids_and_groups_of_another_length_are_refused_and_the_rest_is_taken() {
    let mut bob = node(settings("b"), &["a"]);
    let hello = made("hello", &[]);
    let mut short_group = hello.message();
    short_group.group_id = &G.0[..31];
    let payload = Payload {
        acks: vec![&[]],
        offers: vec![&[1; 31]],
        requests: vec![&[1; 33]],
        messages: vec![short_group, hello.message()],
    };
    let mut bytes = Vec::new();
    payload.encode(Numbering::Spec, &mut bytes);
    let received = receive(&mut bob, "a", &bytes, 1);
    assert_eq!(refusals(&received), [Refusal::Length; 4]);
    assert_eq!(ids(&received.delivered), [hello.id()]);
    assert_eq!(
        sends(&mut bob, 1, "a"),
        Seen {
            acks: vec![hello.id()],
            ..Seen::default()
        }
    );
}

/// RL-SYNC-42.
#[test]
fn what_does_not_fit_goes_out_in_the_next_epoch() {
    let limits = Limits {
        payload_bytes: 400,
        payload_items: 3,
        ..Limits::default()
    };
    let mut alice = node(limited("a", limits), &["b"]);
    let mut bob = node(limited("b", limits), &["a"]);
    for body in ["x", "y", "z"] {
        receive(&mut alice, "b", &made(body, &[]).payload(), 0);
    }
    let appended: Vec<_> = (0..20)
        .map(|n| append(&mut alice, &format!("{n}{}", "-".repeat(100))))
        .collect();
    let (mut got, mut acks) = (Vec::new(), 0);
    for epoch in 1..40 {
        let Some(bytes) = bytes_for(&mut alice, epoch, "b") else {
            break;
        };
        assert!(bytes.len() <= 400, "{}", bytes.len());
        let seen = look(&bytes);
        assert!(seen.acks.len() + seen.messages.len() <= 3);
        acks += seen.acks.len();
        got.extend(ids(&receive(&mut bob, "a", &bytes, epoch).delivered));
        carry(&mut bob, "b", &mut alice, "a", epoch);
    }
    assert_eq!((got, acks), (appended, 3));
    assert!(alice.is_silent());
}

/// RL-SYNC-42: a message that no payload could carry.
#[test]
fn a_message_that_is_too_large_is_not_appended() {
    let limits = Limits {
        payload_bytes: 200,
        ..Limits::default()
    };
    let mut alice = node(limited("a", limits), &["b"]);
    let error = alice.append(&G, 0, &[0; 200], false).unwrap_err();
    assert!(
        matches!(error, AppendError::TooLarge { most: 200, .. }),
        "{error}"
    );
    assert!(alice.is_silent());
}

/// RL-SYNC-43: for messages, for offers, and for acknowledgements, which come again.
#[test]
fn the_records_of_a_peer_are_bounded() {
    let limits = Limits {
        records: 2,
        ..Limits::default()
    };
    let mut alice = node(limited("a", limits), &["b", "c"]);
    append(&mut alice, "1");
    append(&mut alice, "2");
    let error = alice.append(&G, 0, b"3", false).unwrap_err();
    assert_eq!(
        error,
        AppendError::Full {
            peer: peer("b"),
            records: 2
        }
    );
    alice.epoch(1, 1);
    assert_eq!(
        sends(&mut alice, 3, "c").messages.len(),
        2,
        "nothing of the third"
    );

    let mut bob = node(limited("b", limits), &["a"]);
    let offered = ["1", "2", "3"].map(|body| made(body, &[]));
    let received = receive(
        &mut bob,
        "a",
        &payload(&[], &offered.clone().map(|one| one.id()), &[]),
        1,
    );
    assert_eq!(refusals(&received), [Refusal::Full]);
    assert_eq!(
        sends(&mut bob, 1, "a").requests,
        [offered[0].id(), offered[1].id()]
    );
    let received = receive(
        &mut bob,
        "a",
        &messages(&[&offered[0], &offered[1], &offered[2]]),
        1,
    );
    assert_eq!(received.delivered.len(), 3);
    assert_eq!(sends(&mut bob, 2, "a").acks.len(), 2);
    receive(&mut bob, "a", &offered[0].payload(), 3);
    assert_eq!(sends(&mut bob, 3, "a").acks, [offered[0].id()]);
}

/// A message is there once: G27.
#[test]
fn the_same_message_twice_is_one() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    let again = alice.append(&G, 0, b"hello", false).unwrap();
    assert_eq!(again, remote_log_mvds::Appended::Duplicate(id));
    assert_eq!(sends(&mut alice, 1, "b").messages, [id]);
}

/// RL-SYNC-47.
#[test]
fn a_node_speaks_the_legacy_numbers_when_told_to() {
    let legacy = |name| Settings {
        numbering: Numbering::Legacy,
        ..settings(name)
    };
    let (mut alice, mut bob) = (node(legacy("a"), &["b"]), node(legacy("b"), &["a"]));
    let id = append(&mut alice, "hello");
    let bytes = bytes_for(&mut alice, 1, "b").unwrap();
    let decoded = Payload::decode(&bytes, Numbering::Legacy).unwrap();
    assert_eq!(decoded.messages[0].body, b"hello");
    let received = receive(&mut bob, "a", &bytes, 1);
    assert_eq!(ids(&received.delivered), [id]);
    let stored = remote_log::message::Message::decode(&received.delivered[0].data, Numbering::Spec);
    assert_eq!(
        stored.unwrap().body,
        b"hello",
        "what is delivered has the numbers of the specification"
    );
    let mut other = node(settings("b"), &["a"]);
    assert_eq!(receive(&mut other, "a", &bytes, 1).delivered, []);
}
