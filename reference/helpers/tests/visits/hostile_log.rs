//! A log that lies, under a name that Bob follows.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::Saved;
use remote_log::log::reader::{Class, Head, Limits};
use remote_log::message::{Message, MessageId, Metadata, Numbering};
use remote_log::page::{Pair, encode};
use remote_log::store::{Disk, MemoryDisk, Ns};
use remote_log_helpers::{OpenError, RemoteLog, Report};
use remote_log_mvds::{Mode, Refusal};

use crate::actor::{G, Kind, SIGNED, peer};
use crate::world::*;

/// A world in which the log of Alice holds these, and Alice sends nothing but what she appends.
fn lying(entries: &[(MessageId, Vec<u8>)]) -> World {
    let world = World::new(Kind::Log { own: true }, Mode::Batch);
    let pairs = entries.iter().map(|(id, data)| Pair {
        local: &id.0,
        remote: &[],
        data,
    });
    let page = Bytes::from(encode(pairs, &[]));
    world.services.ns.service().set("alice", Some(page));
    world
}

/// The id and the bytes of a message.
fn message(group: &[u8; 32], body: &[u8], metadata: Option<Metadata<'_>>) -> (MessageId, Vec<u8>) {
    let message = Message {
        group_id: group,
        timestamp: 1_570_000_000,
        body,
        metadata,
    };
    let mut bytes = Vec::new();
    message.encode(Numbering::Spec, &mut bytes);
    (message.id(), bytes)
}

fn signed(text: &str) -> Vec<u8> {
    [SIGNED, text.as_bytes()].concat()
}

/// Bob visits alone, takes nothing of it, and gets the real one from Alice.
fn assert_harmless(mut world: World, why: &str) -> Vec<Refusal> {
    let visit = world.run(&[B]).remove(0);
    assert_eq!(visit.delivered, [], "{why}");
    assert_eq!(visit.payloads, [], "{why}: there is nothing to acknowledge");
    let one = world.append(A, "one");
    world.meet(A_WHILE);
    assert_delivered(&world, &[one], &[], why);
    assert!(world.is_silent(), "{why}");
    visit.refused.iter().map(|it| it.why).collect()
}

/// RL-SYNC-38.
#[test]
fn what_does_not_hash_to_its_listed_id_is_not_delivered() {
    let (one, _) = message(&G.0, &signed("one"), None);
    let (_, other) = message(&G.0, &signed("other"), None);
    assert_eq!(
        assert_harmless(lying(&[(one, other)]), "another's bytes"),
        []
    );
    assert_eq!(
        assert_harmless(lying(&[(one, vec![0xff; 9])]), "no message"),
        []
    );
}

#[test]
fn what_is_of_another_group_is_not_delivered() {
    let foreign = message(&[8; 32], &signed("one"), None);
    assert_eq!(assert_harmless(lying(&[foreign]), "another group"), []);
}

/// RL-SYNC-48: the reader of the log cannot know, and the application does.
#[test]
fn what_the_application_does_not_believe_is_not_delivered_and_not_acknowledged() {
    let forged = message(&G.0, b"forged", None);
    let refused = assert_harmless(lying(&[forged]), "forged");
    assert_eq!(refused, [Refusal::Unauthentic]);
}

/// RL-SYNC-33, RL-SYNC-36: parents that nobody wrote, and an ephemeral flag that Alice never set. The real message is
/// delivered at once and acknowledged, and lies about what Alice has stop nothing.
#[test]
fn altered_metadata_delays_nothing_suppresses_nothing_and_stops_nothing() {
    for ephemeral in [false, true] {
        let mut world = World::new(Kind::Log { own: true }, Mode::Batch);
        let mine = world.append(B, "mine");
        let metadata = Metadata {
            parents: vec![&[9; 32], &mine.0],
            ephemeral,
        };
        let (one, altered) = message(&G.0, &signed("one"), Some(metadata));
        let pair = Pair {
            local: &one.0,
            remote: &[],
            data: &altered,
        };
        let page = Bytes::from(encode([pair], &[]));
        world.services.ns.service().set("alice", Some(page));
        let visit = world.run(&[B]).remove(0);
        let delivered: Vec<_> = visit.delivered.iter().map(|it| it.id).collect();
        assert_eq!(delivered, [one]);
        assert_eq!(visit.payloads.len(), 1, "an acknowledgement");
        assert_eq!(world.sends(mine), 0, "it rests: Alice has it, it says");
        assert_eq!(world.append(A, "one"), one);
        world.meet(A_WHILE);
        assert_delivered(&world, &[one], &[mine], "she never had it");
        assert!(world.is_silent());
    }
}

/// RL-SYNC-29, RL-SYNC-38: a name that goes back to what it held before.
#[test]
fn a_stale_log_brings_nothing_twice() {
    let mut world = World::new(Kind::Log { own: true }, Mode::Batch);
    let one = world.append(A, "one");
    world.run(&[A]);
    let old = held(&world);
    let two = world.append(A, "two");
    world.run(&[A]);
    world.run(&[B]);
    world.services.ns.service().set("alice", Some(old));
    let visits = [world.run(&[B]), world.run(&[B])].concat();
    for visit in &visits {
        assert_eq!(visit.delivered, []);
        let stale = |it: &Report| matches!(it, Report::Followed { head, .. } if *head == Head::Classified(Class::Stale));
        assert!(visit.reports.iter().any(stale), "{:?}", visit.reports);
    }
    let three = world.append(A, "three");
    world.meet(A_WHILE);
    assert_delivered(&world, &[one, two, three], &[], "stale");
    assert!(world.is_silent());
}

/// RL-SYNC-38: what Alice's writer does not recognize it leaves alone, and says so.
#[test]
fn a_name_that_somebody_else_took_is_reported_and_stops_nothing() {
    let forged = message(&G.0, b"forged", None);
    let mut world = lying(&[forged]);
    let one = world.append(A, "one");
    let visit = world.run(&[A]).remove(0);
    let shown = format!("{:?}", visit.reports);
    assert!(shown.contains("status: Refused"), "{shown}");
    world.meet(A_WHILE);
    assert_delivered(&world, &[one], &[], "taken");
}

fn held(world: &World) -> Bytes {
    world.services.ns.service().fetch("alice").unwrap()
}

#[test]
fn the_state_of_a_log_that_is_damaged_is_a_typed_error() {
    let services = World::new(Kind::Alone, Mode::Batch).services;
    let mut log = RemoteLog::new(services.cas, services.ns);
    let mut disk = MemoryDisk::new();
    let damaged = Saved::Replace(Bytes::from_static(b"no state"));
    disk.save(&damaged).unwrap();
    let (author, kind) = ((peer("alice"), G), AddressKind::Opaque);
    let opened = log.follow(author, "alice", kind, Limits::default(), disk);
    assert!(matches!(opened, Err(OpenError::State(_))), "{opened:?}");
}
