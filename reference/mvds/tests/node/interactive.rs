//! Interactive mode: a message is offered, asked for, sent and acknowledged.

use remote_log_mvds::Limits;

use crate::world::*;

/// RL-SYNC-11, RL-SYNC-12, RL-SYNC-13, RL-SYNC-14.
#[test]
fn a_message_is_offered_asked_for_sent_and_acknowledged() {
    let (mut alice, mut bob) = (
        node(interactive("a"), &["b"]),
        node(interactive("b"), &["a"]),
    );
    let id = append(&mut alice, "hello");
    let just = |acks: bool, offers: bool, requests: bool, messages: bool| {
        let one = |there: bool| if there { vec![id] } else { vec![] };
        Seen {
            acks: one(acks),
            offers: one(offers),
            requests: one(requests),
            messages: one(messages),
        }
    };
    let steps = [
        (
            just(false, true, false, false),
            just(false, false, true, false),
        ),
        (
            just(false, false, false, true),
            just(true, false, false, false),
        ),
        (Seen::default(), Seen::default()),
    ];
    for (epoch, (from_alice, from_bob)) in (1..).zip(steps) {
        let bytes = bytes_for(&mut alice, epoch, "b");
        assert_eq!(
            bytes.as_deref().map_or_else(Seen::default, look),
            from_alice
        );
        bytes.map(|bytes| receive(&mut bob, "a", &bytes, epoch));
        let bytes = bytes_for(&mut bob, epoch, "a");
        assert_eq!(bytes.as_deref().map_or_else(Seen::default, look), from_bob);
        bytes.map(|bytes| receive(&mut alice, "b", &bytes, epoch));
    }
    assert!(alice.is_silent() && bob.is_silent());
}

/// RL-SYNC-1: each of the three kinds of record outlives the loss of what it sent, and the exchange does not begin anew.
#[test]
fn a_loss_is_made_good_from_where_the_exchange_stood() {
    let (mut alice, mut bob) = (
        node(interactive("a"), &["b"]),
        node(interactive("b"), &["a"]),
    );
    let id = append(&mut alice, "hello");
    assert_eq!(sends(&mut alice, 1, "b").offers, [id], "lost");
    assert_eq!(sends(&mut alice, 2, "b"), Seen::default());
    carry(&mut alice, "a", &mut bob, "b", 3);
    assert_eq!(sends(&mut bob, 3, "a").requests, [id], "lost");
    carry(&mut bob, "b", &mut alice, "a", 5);
    assert_eq!(
        sends(&mut alice, 5, "b").messages,
        [id],
        "lost, and not offered again"
    );
    let received = carry(&mut alice, "a", &mut bob, "b", 7);
    assert_eq!(ids(&received.delivered), [id]);
    carry(&mut bob, "b", &mut alice, "a", 7);
    assert!(alice.is_silent() && bob.is_silent());
}

/// RL-SYNC-13: asked again, it goes out again at once.
#[test]
fn a_repeated_request_is_answered_again() {
    let mut alice = node(interactive("a"), &["b"]);
    let id = append(&mut alice, "hello");
    let request = payload(&[], &[], &[id]);
    for epoch in 1..5 {
        receive(&mut alice, "b", &request, epoch);
        assert_eq!(sends(&mut alice, epoch, "b").messages, [id]);
    }
}

/// RL-SYNC-16: without it a lost acknowledgement would be offered for ever.
#[test]
fn an_offer_of_what_is_there_is_acknowledged_and_not_asked_for() {
    let mut bob = node(interactive("b"), &["a"]);
    let hello = made("hello", &[]);
    receive(&mut bob, "a", &hello.payload(), 1);
    bob.epoch(1, 1);
    receive(&mut bob, "a", &payload(&[], &[hello.id()], &[]), 2);
    assert_eq!(
        sends(&mut bob, 2, "a"),
        Seen {
            acks: vec![hello.id()],
            ..Seen::default()
        }
    );
    assert!(bob.is_silent());
}

/// RL-SYNC-10: an acknowledgement ends an offer too.
#[test]
fn an_acknowledged_offer_is_not_repeated() {
    let mut alice = node(interactive("a"), &["b"]);
    let id = append(&mut alice, "hello");
    alice.epoch(1, 1);
    receive(&mut alice, "b", &payload(&[id], &[], &[]), 2);
    assert!(alice.is_silent());
}

/// RL-SYNC-14: whoever brings the message, nobody is asked for it any more.
#[test]
fn a_message_that_came_from_one_peer_is_not_asked_of_another() {
    let mut bob = node(interactive("b"), &["a", "c"]);
    let hello = made("hello", &[]);
    let offer = payload(&[], &[hello.id()], &[]);
    receive(&mut bob, "a", &offer, 1);
    receive(&mut bob, "c", &offer, 1);
    assert_eq!(bob.epoch(1, 1).payloads.len(), 2);
    receive(&mut bob, "c", &hello.payload(), 1);
    assert_eq!(sends(&mut bob, 2, "c").acks, [hello.id()]);
    assert!(bob.is_silent(), "a's request is gone");
}

/// RL-SYNC-17.
#[test]
fn a_request_is_given_up_after_so_many_sends_and_a_new_offer_makes_it_anew() {
    let limits = Limits {
        request_sends: 3,
        ..Limits::default()
    };
    let mut bob = node(limited("b", limits), &["a"]);
    let id = made("never sent", &[]).id();
    receive(&mut bob, "a", &payload(&[], &[id], &[]), 1);
    let asked = (1..1000).filter(|epoch| sends(&mut bob, *epoch, "a").requests == [id]);
    assert_eq!(asked.collect::<Vec<_>>(), [1, 3, 7]);
    assert!(bob.is_silent());
    receive(&mut bob, "a", &payload(&[], &[id], &[]), 1000);
    assert_eq!(sends(&mut bob, 1000, "a").requests, [id]);
}
