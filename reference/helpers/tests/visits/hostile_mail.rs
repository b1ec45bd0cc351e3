//! A mailbox that lies.

use bytes::Bytes;
use remote_log::message::{Message, Numbering};
use remote_log::payload::Payload;
use remote_log_helpers::{
    Acks, Alone, Batch, Helper, MailError, Mailbox, Report, Seal, Sealed, StoreAndForward, Token,
    Unopened,
};
use remote_log_mvds::{Mode, PeerId, Refusal};

use crate::actor::{G, Kind, TestSeal, peer};
use crate::world::*;

/// A mailbox that takes what it is given, and hands out the same for ever, whatever is confirmed.
struct Endless {
    items: Vec<Sealed>,
    collected: u64,
}

impl Mailbox for Endless {
    fn deposit(&mut self, _: &PeerId, _: &Sealed) -> Result<(), MailError> {
        Ok(())
    }

    fn collect(&mut self, _: &PeerId, _: Option<Token>) -> Result<Batch, MailError> {
        self.collected += 1;
        Ok(Batch {
            items: self.items.clone(),
            token: Token(self.collected),
        })
    }
}

/// Both have a mailbox service that gives them these items.
fn lying(items: [Vec<Sealed>; 2]) -> World {
    let mut world = World::new(Kind::Alone, Mode::Batch);
    for (actor, items) in world.actors.iter_mut().zip(items) {
        let seal = TestSeal(peer(actor.name));
        let collected = 0;
        let helper = StoreAndForward::new(Endless { items, collected }, seal, Acks::Carried);
        actor.helper = Box::new(helper);
    }
    world
}

fn ack(id: &[u8; 32]) -> Vec<u8> {
    let payload = Payload {
        acks: vec![id],
        ..Payload::default()
    };
    let mut bytes = Vec::new();
    payload.encode(Numbering::Spec, &mut bytes);
    bytes
}

fn sealed(from: &str, to: &str, payload: &[u8]) -> Sealed {
    TestSeal(peer(from)).seal(&peer(to), payload)
}

/// Flips the lowest bit of the last byte.
fn altered(item: &Sealed) -> Sealed {
    let mut bytes = item.0.to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    Sealed(bytes.into())
}

/// RL-SYNC-51: an acknowledgement that Bob never made would end the sending of what he lacks.
#[test]
fn an_acknowledgement_that_nobody_sealed_ends_nothing() {
    let one = World::new(Kind::Alone, Mode::Batch).append(A, "one");
    let genuine = sealed("bob", "alice", &ack(&one.0));
    let for_bob = sealed("bob", "bob", &ack(&one.0));
    let none = Sealed(Bytes::new());
    let forged = vec![altered(&genuine), for_bob, none];
    let unopened = forged.len();
    let mut world = lying([forged, vec![]]);
    assert_eq!(world.append(A, "one"), one);
    let visit = world.run(&[A]).remove(0);
    assert_eq!(visit.payloads.len(), 1, "it goes out");
    let told = visit.reports.iter().take(unopened);
    assert!(told.into_iter().all(|it| *it == Report::Unopened(Unopened)));
    world.meet(A_WHILE);
    assert_delivered(&world, &[one], &[], "forged");
    assert!(world.sends(one) > 0 && world.is_silent());

    // The positive twin: one that Bob did seal ends it, whatever lies beside it.
    let mut world = lying([vec![altered(&genuine), genuine], vec![]]);
    world.append(A, "one");
    world.meet(A_WHILE);
    assert_eq!(world.sends(one), 0);
}

/// RL-SYNC-7: what Bob left in the mailbox does not show that he is there.
#[test]
fn what_lies_in_a_mailbox_makes_nothing_due() {
    let sends = |mut world: World| {
        let one = world.append(A, "one");
        for _ in 0..60 {
            world.run(&[A]);
        }
        world.sends(one)
    };
    let other = sealed("bob", "alice", &ack(&[9; 32]));
    let alone = sends(World::new(Kind::Alone, Mode::Batch));
    assert_eq!(sends(lying([vec![other], vec![]])), alone);
}

/// RL-SYNC-29: a visit to a mailbox that has no end ends, and what it repeats is delivered once.
#[test]
fn a_mailbox_without_an_end_ends_nothing_and_brings_nothing_twice() {
    let mut alice = World::new(Kind::Alone, Mode::Batch);
    let one = alice.append(A, "one");
    let payload = alice.run(&[A]).remove(0).payloads.remove(0);
    let item = sealed("alice", "bob", &payload.bytes);
    let mut world = lying([vec![], vec![item.clone(), item]]);
    for epoch in 0..3 {
        let visit = world.run(&[B]).remove(0);
        assert_eq!(visit.delivered.len(), usize::from(epoch == 0));
        assert_eq!(visit.traffic.messages_down, 2 * 64);
    }
    assert_delivered(&world, &[one], &[], "endless");
}

/// RL-SYNC-19, RL-SYNC-30, RL-SYNC-48: what is sealed is refused for the reasons for which a payload is.
#[test]
fn what_comes_through_a_mailbox_is_judged_like_any_payload() {
    let message = |group: &[u8; 32], body: &[u8]| {
        let payload = Payload {
            messages: vec![Message {
                group_id: group,
                timestamp: 1,
                body,
                metadata: None,
            }],
            ..Payload::default()
        };
        let mut bytes = Vec::new();
        payload.encode(Numbering::Spec, &mut bytes);
        bytes
    };
    let items = vec![
        sealed("alice", "bob", &[0xff]),
        sealed("mallory", "bob", &message(&G.0, b"signed one")),
        sealed("alice", "bob", &message(&[8; 32], b"signed one")),
        sealed("alice", "bob", &message(&G.0, b"forged")),
    ];
    let mut world = lying([vec![], items]);
    let visit = world.run(&[B]).remove(0);
    let why: Vec<_> = visit.refused.iter().take(4).map(|it| it.why).collect();
    let expected = [
        Refusal::Malformed,
        Refusal::Stranger,
        Refusal::Stranger,
        Refusal::Unauthentic,
    ];
    assert_eq!(why, expected);
    assert_eq!((visit.delivered, visit.payloads), (vec![], vec![]));
}

/// What a helper does is its own affair: one that is put in the place of another goes on with the same node.
#[test]
fn a_node_can_change_its_helper() {
    let mut world = World::new(Kind::Mail(Acks::Carried), Mode::Batch);
    let one = world.append(A, "one");
    let none: Box<dyn Helper> = Box::new(Alone);
    world.actors[A].helper = none;
    world.take_turns(2);
    assert_delivered(&world, &[], &[], "nothing was deposited");
    world.actors[A].open();
    world.take_turns(2);
    assert_delivered(&world, &[one], &[], "it is now");
}
