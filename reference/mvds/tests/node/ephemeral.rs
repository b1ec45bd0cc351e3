//! Ephemeral messages: sent once, not acknowledged, not kept.

use remote_log_mvds::{Appended, Node, ResendError, Settings};

use crate::world::*;

fn whisper(node: &mut Node) -> remote_log::message::MessageId {
    match node.append(&G, 0, b"typing", true).unwrap() {
        Appended::New(id) => id,
        Appended::Duplicate(id) => panic!("{id} is there already"),
    }
}

/// RL-SYNC-25, RL-SYNC-26, RL-SYNC-27.
#[test]
fn it_goes_out_once_in_either_mode_and_nobody_answers() {
    for (a, b) in [
        (settings("a"), settings("b")),
        (interactive("a"), interactive("b")),
    ] {
        let (mut alice, mut bob) = (node(a, &["b"]), node(b, &["a"]));
        let id = whisper(&mut alice);
        let bytes = bytes_for(&mut alice, 1, "b").unwrap();
        assert_eq!(
            look(&bytes),
            Seen {
                messages: vec![id],
                ..Seen::default()
            }
        );
        assert!(alice.is_silent(), "lost or not, it is not sent again");
        assert_eq!(ids(&receive(&mut bob, "a", &bytes, 1).delivered), [id]);
        assert_eq!(
            ids(&receive(&mut bob, "a", &bytes, 1).delivered),
            [],
            "RL-SYNC-29"
        );
        assert!(bob.is_silent());
    }
}

/// RL-SYNC-21.
#[test]
fn it_is_no_parent_and_has_none() {
    let mut alice = node(
        Settings {
            log: true,
            ..settings("a")
        },
        &["b"],
    );
    let first = append(&mut alice, "first");
    whisper(&mut alice);
    let heard = Made {
        ephemeral: true,
        ..made("heard", &[first])
    };
    receive(&mut alice, "b", &heard.payload(), 1);
    append(&mut alice, "second");
    let data: Vec<_> = alice.to_publish().map(|one| one.data).collect();
    assert_eq!(parents_of(&data[1]), [first]);
}

/// RL-SYNC-28: neither in the log, nor handed out on request.
#[test]
fn it_is_no_part_of_history() {
    let mut alice = node(
        Settings {
            log: true,
            ..settings("a")
        },
        &["b"],
    );
    let id = whisper(&mut alice);
    assert_eq!(alice.to_publish().count(), 0);
    let bytes = bytes_for(&mut alice, 1, "b").unwrap();
    let received = receive(&mut alice, "b", &payload(&[], &[], &[id]), 2);
    assert_eq!(received.wanted, []);
    assert_eq!(alice.resend(&peer("b"), &bytes), Err(ResendError::Unknown));
    assert_eq!(sends(&mut alice, 2, "b"), Seen::default());
}

/// RL-SYNC-22: it waits for nobody.
#[test]
fn it_is_delivered_without_its_parents() {
    let buffered = Settings {
        delivery: remote_log_mvds::Delivery::Buffered,
        ..settings("b")
    };
    let mut bob = node(buffered, &["a"]);
    let parent = made("parent", &[]).id();
    let heard = Made {
        ephemeral: true,
        ..made("heard", &[parent])
    };
    assert_eq!(
        ids(&receive(&mut bob, "a", &heard.payload(), 1).delivered),
        [heard.id()]
    );
    assert!(bob.is_silent(), "the parent is not asked for");
}
