//! Several groups, and peers with the legacy numbers.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::writer::{Embed, Head, Layout};
use remote_log::message::{Message, MessageId, Numbering};
use remote_log::page::Page;
use remote_log::payload::Payload;
use remote_log::store::{MemoryCas, MemoryDisk, MemoryNs, Ns};
use remote_log_helpers::{
    Acks, Helper, MailLimits, Mailbox, Online, PostOffice, RemoteLog, Seal, Shared,
    StoreAndForward, Unkept, Visit, visit,
};
use remote_log_mvds::{GroupId, Node, Settings};

use crate::actor::{G, TestSeal, peer};

const H: GroupId = GroupId([8; 32]);

/// Alice shares one group with Bob and another with Carol, and has a message for each.
fn alice(numbering: Numbering) -> (Node, [MessageId; 2]) {
    let settings = Settings {
        log: true,
        numbering,
        ..Settings::new(peer("alice"))
    };
    let mut node = Node::open(settings, None).unwrap();
    node.set_peers(G, [peer("bob")]);
    node.set_peers(H, [peer("carol")]);
    let ids = [G, H].map(|group| node.append(&group, 1, b"hello", false).unwrap().id());
    (node, ids)
}

fn run(node: &mut Node, helper: &mut dyn Helper) -> Visit {
    let mut online = Online {
        node,
        keep: &mut Unkept,
        authenticate: &mut |_| true,
        now: 1,
        epoch: 1,
    };
    visit(helper, &mut online).unwrap()
}

/// RL-SYNC-18.
#[test]
fn each_group_has_its_own_log() {
    let (mut node, ids) = alice(Numbering::Spec);
    let ns = Shared::new(MemoryNs::new());
    let mut log = RemoteLog::new(MemoryCas::new(AddressKind::Opaque), ns.clone());
    let layout = Layout::new(2, Embed::All, Head::Inline).unwrap();
    for (group, name) in [(G, "g"), (H, "h")] {
        log.publish(group, name, layout, MemoryDisk::new()).unwrap();
    }
    run(&mut node, &mut log);
    for (name, id) in ["g", "h"].into_iter().zip(ids) {
        let head = ns.service().fetch(name).unwrap();
        let page = Page::decode(&head).unwrap();
        let listed: Vec<_> = page.pairs().iter().map(|pair| pair.id()).collect();
        assert_eq!(listed, [id], "{name}");
    }
    assert_eq!(node.to_publish().count(), 0);
}

/// What each has in its mailbox, opened.
fn mail(office: &mut PostOffice<MemoryDisk>, name: &str) -> Vec<Bytes> {
    let batch = office.collect(&peer(name), None).unwrap();
    let open = |item| TestSeal(peer(name)).open(item).unwrap();
    let opened = batch.items.iter().map(open);
    opened
        .map(|(sender, payload)| {
            assert_eq!(sender, peer("alice"));
            payload
        })
        .collect()
}

/// RL-SYNC-18, RL-SYNC-47.
#[test]
fn each_message_lies_in_the_mailboxes_of_its_group_with_the_numbers_of_its_peers() {
    for numbering in [Numbering::Spec, Numbering::Legacy] {
        let (mut node, ids) = alice(numbering);
        let office = PostOffice::open(MailLimits::default(), MemoryDisk::new()).unwrap();
        let office = Shared::new(office);
        for name in ["alice", "bob", "carol"] {
            office.service().register(&peer(name)).unwrap();
        }
        let seal = TestSeal(peer("alice"));
        let mut helper = StoreAndForward::new(office.clone(), seal, Acks::Direct);
        run(&mut node, &mut helper);
        run(&mut node, &mut helper);
        for (name, id) in ["bob", "carol"].into_iter().zip(ids) {
            let payloads = mail(&mut office.service(), name);
            assert_eq!(payloads.len(), 1, "{name}: once");
            let payload = Payload::decode(&payloads[0], numbering).unwrap();
            let messages: Vec<_> = payload.messages.iter().map(Message::id).collect();
            assert_eq!(messages, [id], "{name}");
        }
    }
}

/// RL-SYNC-13: what a peer asks for through a mailbox, and the node no longer has, is for the application to resend.
#[test]
fn what_is_wanted_through_a_mailbox_is_passed_on_with_its_peer() {
    let (mut node, ids) = alice(Numbering::Spec);
    let office = PostOffice::open(MailLimits::default(), MemoryDisk::new()).unwrap();
    let mut office = Shared::new(office);
    office.service().register(&peer("alice")).unwrap();
    let mut payload = Vec::new();
    let wanting = Payload {
        acks: vec![&ids[0].0],
        requests: vec![&ids[0].0],
        ..Payload::default()
    };
    wanting.encode(Numbering::Spec, &mut payload);
    let item = TestSeal(peer("bob")).seal(&peer("alice"), &payload);
    office.deposit(&peer("alice"), &item).unwrap();
    let seal = TestSeal(peer("alice"));
    let mut helper = StoreAndForward::new(office, seal, Acks::Direct);
    let wanted = run(&mut node, &mut helper).wanted;
    assert_eq!(wanted, [(peer("bob"), ids[0])]);
}

/// RL-SYNC-49, RL-SYNC-50: only those get it later who did not get it before.
#[test]
fn a_message_that_one_mailbox_had_no_room_for_lies_in_the_others_once() {
    let limits = MailLimits {
        box_items: 1,
        ..MailLimits::default()
    };
    let office = Shared::new(PostOffice::open(limits, MemoryDisk::new()).unwrap());
    let names = ["bob", "carol", "dora"];
    for name in ["alice"].iter().chain(&names) {
        office.service().register(&peer(name)).unwrap();
    }
    let settings = Settings {
        log: true,
        ..Settings::new(peer("alice"))
    };
    let mut node = Node::open(settings, None).unwrap();
    node.set_peers(G, names.map(peer));
    node.append(&G, 1, b"hello", false).unwrap();
    let seal = TestSeal(peer("alice"));
    let in_the_way = seal.seal(&peer("carol"), b"in the way");
    office
        .service()
        .deposit(&peer("carol"), &in_the_way)
        .unwrap();
    let mut helper = StoreAndForward::new(office.clone(), seal, Acks::Direct);
    let mut take_away = |name: &str| {
        let mut office = office.service();
        let token = office.collect(&peer(name), None).unwrap().token;
        office.collect(&peer(name), Some(token)).unwrap();
        token.0
    };
    assert_eq!(run(&mut node, &mut helper).traffic.messages_up, 2);
    assert_eq!(names.map(&mut take_away), [1, 1, 1]);
    assert_eq!(run(&mut node, &mut helper).traffic.messages_up, 1);
    assert_eq!(names.map(&mut take_away), [1, 2, 1], "carol's came later");
    assert_eq!(run(&mut node, &mut helper).traffic.messages_up, 0);
}
