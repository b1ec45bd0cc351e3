//! Mailboxes that are full, or that are not there.

use remote_log_helpers::{Acks, MailError, MailLimits, Report};
use remote_log_mvds::Mode;

use crate::actor::{Kind, peer};
use crate::world::*;

fn limited(limits: MailLimits) -> World {
    World::with(limits, Mode::Batch, |_| Kind::Mail(Acks::Direct))
}

fn full(recipient: &str, error: MailError) -> Report {
    let recipient = peer(recipient);
    Report::Mailbox { recipient, error }
}

/// RL-SYNC-50: what there was no room for is deposited when there is, in its order, and once.
#[test]
fn what_a_full_mailbox_refuses_is_deposited_later() {
    let mut world = limited(MailLimits {
        box_items: 2,
        ..MailLimits::default()
    });
    let all: Vec<_> = ["one", "two", "three", "four"]
        .map(|text| world.append(A, text))
        .into();
    let visit = world.run(&[A]).remove(0);
    let refusal = full("bob", MailError::BoxFull);
    assert_eq!(visit.reports, [refusal.clone(), refusal]);
    assert_eq!(visit.traffic.messages_up, 2);
    world.take_turns(1);
    assert_delivered(&world, &all[..2], &[], "the first two");
    let visit = world.run(&[A]).remove(0);
    assert_eq!((visit.reports, visit.traffic.messages_up), (vec![], 2));
    world.take_turns(1);
    assert_delivered(&world, &all, &[], "the rest");
    assert_eq!(world.actors[B].delivered(), all, "in order");
}

/// RL-SYNC-38: what a mailbox never takes goes directly, and is not tried again.
#[test]
fn what_a_mailbox_never_takes_goes_directly() {
    let mut world = limited(MailLimits {
        item_bytes: 100,
        ..MailLimits::default()
    });
    let one = world.append(A, &"long ".repeat(20));
    let visit = world.run(&[A]).remove(0);
    let [Report::Mailbox { error, .. }] = &visit.reports[..] else {
        panic!("one report: {:?}", visit.reports);
    };
    assert!(
        matches!(error, MailError::TooLarge { most: 100, .. }),
        "{error}"
    );
    assert_eq!(world.run(&[A]).remove(0).reports, []);
    world.meet(A_WHILE);
    assert_delivered(&world, &[one], &[], "directly");
}

#[test]
fn a_peer_without_a_mailbox_is_sent_to_directly() {
    let mut world = World::with(MailLimits::default(), Mode::Batch, |name| match name {
        "alice" => Kind::Mail(Acks::Direct),
        _ => Kind::Alone,
    });
    let one = world.append(A, "one");
    let visit = world.run(&[A]).remove(0);
    assert_eq!(visit.reports, [full("bob", MailError::UnknownRecipient)]);
    assert_eq!(world.run(&[A]).remove(0).reports, []);
    world.meet(A_WHILE);
    assert_delivered(&world, &[one], &[], "directly");
}
