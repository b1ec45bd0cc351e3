//! Batch mode: a message goes out until it is acknowledged.

use remote_log_mvds::{Backoff, Settings};

use crate::world::*;

/// RL-SYNC-8, RL-SYNC-9, RL-SYNC-10, RL-SYNC-2.
#[test]
fn a_message_goes_out_and_one_acknowledgement_ends_it() {
    let (mut alice, mut bob) = (node(settings("a"), &["b"]), node(settings("b"), &["a"]));
    let id = append(&mut alice, "hello");
    let received = carry(&mut alice, "a", &mut bob, "b", 1);
    assert_eq!(ids(&received.delivered), [id]);
    let answer = bytes_for(&mut bob, 1, "a").unwrap();
    assert_eq!(
        look(&answer),
        Seen {
            acks: vec![id],
            ..Seen::default()
        }
    );
    assert!(receive(&mut alice, "b", &answer, 1).refused.is_empty());
    assert!(alice.is_silent() && bob.is_silent());
    for epoch in 2..2000 {
        assert_eq!(alice.epoch(epoch, epoch).payloads, []);
        assert_eq!(bob.epoch(epoch, epoch).payloads, []);
    }
}

/// RL-SYNC-4, RL-SYNC-5, RL-SYNC-6.
#[test]
fn what_is_not_answered_goes_out_ever_more_rarely_and_then_begins_again() {
    let backoff = Backoff {
        first: 1,
        most: 4,
        parked: 100,
    };
    let mut alice = node(
        Settings {
            backoff,
            ..settings("a")
        },
        &["b"],
    );
    let id = append(&mut alice, "hello");
    let epochs: Vec<u64> = (1..=20)
        .filter(|epoch| sends(&mut alice, *epoch, "b").messages == [id])
        .collect();
    assert_eq!(epochs, [1, 2, 4, 8, 9, 11, 15, 16, 18]);
}

/// RL-SYNC-7: not before the shortest delay has passed since the last send, and once for each contact.
#[test]
fn a_sign_of_life_makes_what_rests_due() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    let mut last = 0;
    for epoch in 1..=130 {
        if sends(&mut alice, epoch, "b").messages == [id] {
            last = epoch;
        }
    }
    assert_eq!(last, 127, "the next would be at 255");
    let sign = payload(&[], &[], &[]);
    receive(&mut alice, "b", &sign, 131);
    assert_eq!(sends(&mut alice, 131, "b").messages, [id]);
    receive(&mut alice, "b", &sign, 131);
    assert_eq!(sends(&mut alice, 132, "b").messages, []);
    assert_eq!(sends(&mut alice, 133, "b").messages, [id]);
}

/// RL-SYNC-7: a peer that talks all the time is not sent the same thing all the time.
#[test]
fn a_sign_of_life_makes_nothing_due_before_the_shortest_delay_has_passed() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    let mut sent = Vec::new();
    for epoch in 1..=8 {
        if sends(&mut alice, epoch, "b").messages == [id] {
            sent.push(epoch);
        }
        receive(&mut alice, "b", &payload(&[], &[], &[]), epoch);
    }
    assert_eq!(sent, [1, 3, 5, 7]);
}

/// RL-SYNC-15: and it is not delivered again (RL-SYNC-29).
#[test]
fn a_repeated_message_is_acknowledged_again() {
    let (mut alice, mut bob) = (node(settings("a"), &["b"]), node(settings("b"), &["a"]));
    let id = append(&mut alice, "hello");
    let bytes = bytes_for(&mut alice, 1, "b").unwrap();
    for (epoch, delivered) in [(1, vec![id]), (2, vec![]), (3, vec![])] {
        assert_eq!(
            ids(&receive(&mut bob, "a", &bytes, epoch).delivered),
            delivered
        );
        assert_eq!(sends(&mut bob, epoch, "a").acks, [id]);
    }
    assert_eq!(sends(&mut bob, 4, "a"), Seen::default());
}

/// RL-SYNC-3.
#[test]
fn everything_for_a_peer_goes_out_in_one_payload_and_once_an_epoch() {
    let mut alice = node(settings("a"), &["b", "c"]);
    let first = append(&mut alice, "one");
    let second = append(&mut alice, "two");
    let theirs = made("theirs", &[]);
    receive(&mut alice, "b", &theirs.payload(), 1);
    let sent = alice.epoch(1, 1).payloads;
    assert_eq!(sent.len(), 2);
    assert_eq!(
        look(&sent[0].bytes),
        Seen {
            acks: vec![theirs.id()],
            messages: vec![first, second],
            ..Seen::default()
        }
    );
    receive(&mut alice, "b", &made("more", &[]).payload(), 1);
    assert_eq!(
        alice.epoch(1, 1).payloads,
        [],
        "the epoch has had its payload"
    );
    assert_eq!(sends(&mut alice, 2, "b").acks, [made("more", &[]).id()]);
}

/// RL-SYNC-3: the order in which messages were appended is the one in which they go out.
#[test]
fn parents_go_out_before_their_children() {
    let mut alice = node(settings("a"), &["b"]);
    let appended: Vec<_> = (0..50)
        .map(|n| append(&mut alice, &n.to_string()))
        .collect();
    assert_eq!(sends(&mut alice, 1, "b").messages, appended);
}
