//! What a log of Bob's own tells Alice (G25).

use remote_log_helpers::{Acks, MailLimits};
use remote_log_mvds::Mode;

use crate::actor::Kind;
use crate::world::*;

/// How often Alice sends a message in 600 epochs in which she never meets Bob, who says something or nothing.
fn sends(bob: Kind, bob_speaks: bool) -> usize {
    let alice = match bob {
        Kind::Log { .. } => Kind::Log { own: true },
        other => other,
    };
    let mut world = World::with(MailLimits::default(), Mode::Batch, |name| {
        if name == "alice" { alice } else { bob }
    });
    let one = world.append(A, "one");
    world.take_turns(2);
    assert_eq!(
        world.actors[B].delivered().len(),
        usize::from(bob != Kind::Alone)
    );
    if bob_speaks {
        world.append(B, "yes");
    }
    world.take_turns(600);
    world.sends(one)
}

/// RL-SYNC-35: the message of Bob's that names Alice's as its parent, in a log of Bob's own, lets her record rest. A log
/// in which Bob says nothing tells nothing, and neither does a message of his that is in no log.
#[test]
fn only_a_message_in_a_log_of_bobs_own_makes_alice_send_less() {
    let alone = sends(Kind::Alone, false);
    assert!(alone > 10, "{alone}");
    assert_eq!(sends(Kind::Log { own: false }, false), alone);
    assert_eq!(sends(Kind::Log { own: false }, true), alone);
    assert_eq!(sends(Kind::Log { own: true }, false), alone);
    assert_eq!(
        sends(Kind::Log { own: true }, true),
        2,
        "before she read it"
    );
}

/// RL-SYNC-37, RL-SYNC-53: in a mailbox too, where a child is as good as an acknowledgement, since Bob sealed it.
#[test]
fn a_mailbox_makes_alice_stop_when_it_carries_an_acknowledgement_or_a_child() {
    let alone = sends(Kind::Alone, false);
    assert_eq!(sends(Kind::Mail(Acks::Direct), false), alone);
    assert_eq!(sends(Kind::Mail(Acks::Direct), true), 2, "a child");
    assert_eq!(
        sends(Kind::Mail(Acks::Carried), false),
        1,
        "an acknowledgement"
    );
}

/// A message of Bob's names everything that a log has brought, and not only the newest.
#[test]
fn one_message_of_bobs_speaks_for_everything_that_the_log_brought() {
    let mut world = World::new(Kind::Log { own: true }, Mode::Batch);
    let all = ["one", "two", "three"].map(|text| world.append(A, text));
    world.take_turns(2);
    world.append(B, "yes");
    world.take_turns(600);
    assert_eq!(all.map(|id| world.sends(id)), [2, 2, 2]);
}
