//! Passing on what a peer sent.

use remote_log_mvds::Settings;

use crate::world::*;

fn forwarding(settings: Settings) -> Settings {
    Settings {
        forward: true,
        ..settings
    }
}

/// RL-SYNC-39: to the others, not back, and once.
#[test]
fn a_new_message_goes_on_to_the_others_of_the_group() {
    let mut bob = node(forwarding(settings("b")), &["a", "c", "d"]);
    bob.set_peers(H, [peer("e")]);
    let hello = made("hello", &[]);
    receive(&mut bob, "a", &hello.payload(), 1);
    let sent = bob.epoch(1, 1).payloads;
    let seen: Vec<_> = sent
        .iter()
        .map(|one| (one.peer.clone(), look(&one.bytes).messages))
        .collect();
    let it = vec![hello.id()];
    assert_eq!(
        seen,
        [
            (peer("a"), vec![]),
            (peer("c"), it.clone()),
            (peer("d"), it)
        ]
    );
}

/// RL-SYNC-39: once, however often it comes.
#[test]
fn a_message_that_comes_again_does_not_go_on_again() {
    let mut bob = node(forwarding(settings("b")), &["a", "c"]);
    let hello = made("hello", &[]);
    receive(&mut bob, "a", &hello.payload(), 1);
    bob.epoch(1, 1);
    receive(&mut bob, "c", &payload(&[hello.id()], &[], &[]), 2);
    receive(&mut bob, "a", &hello.payload(), 2);
    assert_eq!(sends(&mut bob, 2, "c"), Seen::default());
}

/// RL-SYNC-39: nor to one who has shown to have it.
#[test]
fn who_offered_it_does_not_get_it() {
    let mut bob = node(forwarding(interactive("b")), &["a", "c"]);
    let hello = made("hello", &[]);
    receive(&mut bob, "c", &payload(&[], &[hello.id()], &[]), 1);
    receive(&mut bob, "a", &hello.payload(), 1);
    assert_eq!(sends(&mut bob, 1, "c"), Seen::default());
    let later = made("later", &[]);
    receive(&mut bob, "a", &later.payload(), 2);
    receive(&mut bob, "c", &payload(&[], &[later.id()], &[]), 2);
    assert_eq!(
        sends(&mut bob, 2, "c"),
        Seen {
            acks: vec![later.id()],
            ..Seen::default()
        }
    );
}

/// RL-SYNC-40, and neither what is ephemeral nor what a helper brought before a peer did.
#[test]
fn nothing_goes_on_that_should_not() {
    let hello = made("hello", &[]);
    let mut bob = node(settings("b"), &["a", "c"]);
    receive(&mut bob, "a", &hello.payload(), 1);
    assert_eq!(sends(&mut bob, 1, "c"), Seen::default());

    let mut bob = node(forwarding(settings("b")), &["a", "c"]);
    receive(
        &mut bob,
        "a",
        &Made {
            ephemeral: true,
            ..made("typing", &[])
        }
        .payload(),
        1,
    );
    bob.helper_delivered(1, 1, &peer("a"), &hello.bytes());
    assert_eq!(sends(&mut bob, 1, "c"), Seen::default());
    receive(&mut bob, "a", &hello.payload(), 2);
    assert_eq!(sends(&mut bob, 2, "c").messages, [hello.id()]);
}

/// RL-SYNC-37: what was passed on says what its author has, and not what the peer has.
#[test]
fn the_parents_of_what_was_passed_on_prove_nothing() {
    let mut alice = node(forwarding(settings("a")), &["b"]);
    let id = append(&mut alice, "hello");
    alice.epoch(1, 1);
    receive(&mut alice, "b", &made("by carol", &[id]).payload(), 2);
    assert_eq!(sends(&mut alice, 3, "b").messages, [id]);
}
