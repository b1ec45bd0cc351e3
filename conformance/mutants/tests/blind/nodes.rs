//! Scenes of an MVDS node.

use std::collections::{BTreeMap, BTreeSet};

use remote_log_mutants::bytes::{Bytes, Id};
use remote_log_mutants::faults::{BlindNodeFault, Faulty};
use remote_log_mutants::message::{Message, Metadata, Numbers};
use remote_log_mutants::node::{self, Bounds, Delivery, Mode, Node, NodeSettings, Received, Told};
use remote_log_mutants::payload::Payload;

use super::memory::Memory;
use super::shows::shows;

const GROUP: u8 = 7;
const OTHER_GROUP: u8 = 8;

/// A node with peers b and c, and the world around it.
struct Alice {
    node: Node,
    memory: Memory,
}

impl Alice {
    fn new(faulty: Faulty) -> Self {
        Self::told(faulty, |_| ())
    }

    fn told(faulty: Faulty, tell: impl Fn(&mut NodeSettings)) -> Self {
        let mut settings = NodeSettings {
            peer: name("a"),
            mode: Mode::Batch,
            numbers: Numbers::Spec,
            forward: false,
            delivery: Delivery::Eventual,
            authenticate: false,
            groups: BTreeMap::from([(group(GROUP), names(&["b", "c"]))]),
            log: None,
            mailboxes: None,
            follows: Vec::new(),
            bounds: Bounds {
                payload_bytes: 10_000,
                payload_entries: 100,
                records: 100,
            },
            faulty,
        };
        tell(&mut settings);
        Self {
            node: Node::open(settings, None),
            memory: Memory::new(),
        }
    }

    /// Appends a message. The answer is its id, unless it is refused.
    fn append(&mut self, message: Message) -> Option<Id> {
        let appended = node::append(&mut self.node, &mut self.memory, message, false);
        let appended = appended.expect("nothing is dropped").ok();
        appended.map(|(id, _)| id)
    }

    /// What goes out in an epoch, to each peer.
    fn epoch(&mut self, epoch: u64) -> BTreeMap<Bytes, Payload> {
        let told = Told { now: 0, epoch };
        let epoch = node::epoch(&mut self.node, &mut self.memory, told);
        let sent = epoch.expect("nothing is dropped").payloads.into_iter();
        let faulty = Faulty::default();
        sent.map(|sent| {
            let payload = Payload::decode(&sent.bytes, Numbers::Spec, faulty);
            (sent.peer, payload.expect("it is a payload"))
        })
        .collect()
    }

    /// What goes to one peer in an epoch.
    fn sent_to(&mut self, peer: &str, epoch: u64) -> Payload {
        self.epoch(epoch).remove(&name(peer)).unwrap_or_default()
    }

    fn receive(&mut self, peer: &str, payload: &Payload, epoch: u64) -> Received {
        let bytes = payload.encode(Numbers::Spec, Faulty::default());
        self.receive_bytes(peer, &bytes, epoch)
    }

    fn receive_bytes(&mut self, peer: &str, bytes: &[u8], epoch: u64) -> Received {
        let told = Told { now: 0, epoch };
        node::receive(&mut self.node, &mut self.memory, told, &name(peer), bytes)
            .expect("nothing is dropped")
    }
}

fn name(name: &str) -> Bytes {
    name.as_bytes().into()
}

fn names(all: &[&str]) -> BTreeSet<Bytes> {
    all.iter().map(|one| name(one)).collect()
}

fn group(group: u8) -> Bytes {
    vec![group; 32].into()
}

fn message(of_group: u8, timestamp: i64) -> Message {
    Message {
        group: group(of_group),
        timestamp,
        body: name("hello"),
        metadata: None,
    }
}

/// A message of b that says something of itself.
fn saying(parents: &[Id], ephemeral: bool) -> Message {
    Message {
        metadata: Some(Metadata {
            parents: parents.to_vec(),
            ephemeral,
        }),
        ..message(GROUP, 100)
    }
}

fn sends(message: &Message) -> Payload {
    Payload {
        messages: vec![message.clone()],
        ..Payload::default()
    }
}

fn acks(id: &Id) -> Payload {
    Payload {
        acks: vec![id.clone()],
        ..Payload::default()
    }
}

fn requests(id: &Id) -> Payload {
    Payload {
        requests: vec![id.clone()],
        ..Payload::default()
    }
}

fn offers(id: &Id) -> Payload {
    Payload {
        offers: vec![id.clone()],
        ..Payload::default()
    }
}

#[test]
fn records() {
    let sent_to_c_after_an_ack_of_b = |faulty| {
        let mut alice = Alice::new(faulty);
        let id = alice.append(message(GROUP, 1)).expect("it is appended");
        alice.epoch(1);
        alice.receive("b", &acks(&id), 1);
        alice.sent_to("c", 3).messages.len()
    };
    let fault = BlindNodeFault::AckEndsForAll;
    shows(fault, sent_to_c_after_an_ack_of_b, 1, 0);
    let sent_after_two_requests = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.mode = Mode::Interactive);
        let id = alice.append(message(GROUP, 1)).expect("it is appended");
        alice.epoch(1);
        alice.receive("b", &requests(&id), 1);
        alice.epoch(2);
        alice.receive("b", &requests(&id), 2);
        alice.sent_to("b", 3).messages.len()
    };
    let fault = BlindNodeFault::SentNotSentAgain;
    shows(fault, sent_after_two_requests, 1, 0);
    // The second delay is 4 epochs, from 3 to 7.
    let sent_after_garbage = |faulty| {
        let mut alice = Alice::new(faulty);
        alice.append(message(GROUP, 1));
        alice.epoch(1);
        alice.epoch(3);
        alice.receive_bytes("b", &[0xff], 4);
        alice.sent_to("b", 5).messages.len()
    };
    let fault = BlindNodeFault::MalformedShowsPresence;
    shows(fault, sent_after_garbage, 0, 1);
    let sent_after_a_child = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.forward = true);
        let id = alice.append(message(GROUP, 1)).expect("it is appended");
        alice.epoch(1);
        alice.receive("b", &sends(&saying(&[id], false)), 1);
        alice.sent_to("b", 3).messages.len()
    };
    let fault = BlindNodeFault::ParentsEndAlways;
    shows(fault, sent_after_a_child, 1, 0);
}

#[test]
fn messages() {
    let requested_while_it_waits = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.delivery = Delivery::Buffered);
        let waits = saying(&[group(9)], false);
        alice.receive("b", &sends(&waits), 1);
        alice.receive("c", &offers(&waits.id(Faulty::default())), 1);
        alice.sent_to("c", 1).requests.len()
    };
    let fault = BlindNodeFault::WaitingRequested;
    shows(fault, requested_while_it_waits, 0, 1);
    let delivered_the_second_time = |faulty| {
        let mut alice = Alice::new(faulty);
        let typing = sends(&saying(&[], true));
        alice.receive("b", &typing, 1);
        alice.receive("b", &typing, 1).delivered.len()
    };
    let fault = BlindNodeFault::EphemeralEachTime;
    shows(fault, delivered_the_second_time, 0, 1);
    let passed_on = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.forward = true);
        alice.receive("b", &sends(&saying(&[], true)), 1);
        alice.sent_to("c", 1).messages.len()
    };
    shows(BlindNodeFault::EphemeralPassedOn, passed_on, 0, 1);
    let parents_after_a_refusal = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.authenticate = true);
        alice.memory.accepts = false;
        alice.receive("b", &sends(&saying(&[], false)), 1);
        alice.append(message(GROUP, 1));
        let metadata = alice.sent_to("b", 1).messages[0].metadata.clone();
        metadata.map_or(0, |said| said.parents.len())
    };
    let fault = BlindNodeFault::RefusedIsParent;
    shows(fault, parents_after_a_refusal, 0, 1);
}

#[test]
fn bounds() {
    let taken_at_the_bound = |faulty| {
        let payload = sends(&saying(&[], false));
        let bytes = payload.encode(Numbers::Spec, Faulty::default());
        let bound = bytes.len() as u64;
        let mut alice = Alice::told(faulty, |told| told.bounds.payload_bytes = bound);
        alice.receive_bytes("b", &bytes, 1).delivered.len()
    };
    let fault = BlindNodeFault::ByteBoundRefused;
    shows(fault, taken_at_the_bound, 1, 0);
    let entries_sent = |faulty| {
        let mut alice = Alice::told(faulty, |told| told.bounds.payload_entries = 1);
        alice.receive("b", &sends(&saying(&[], false)), 1);
        alice.append(message(GROUP, 1));
        alice.sent_to("b", 1).entries()
    };
    shows(BlindNodeFault::AcksNotCounted, entries_sent, 1, 2);
    let takes_one_for_each_peer = |faulty| {
        let mut alice = Alice::told(faulty, |told| {
            told.bounds.records = 1;
            let groups = [(GROUP, "b"), (OTHER_GROUP, "c")];
            told.groups = groups.map(|(of, peer)| (group(of), names(&[peer]))).into();
        });
        alice.append(message(GROUP, 1));
        alice.append(message(OTHER_GROUP, 1)).is_some()
    };
    let fault = BlindNodeFault::BoundOfAllPeers;
    shows(fault, takes_one_for_each_peer, true, false);
}

#[test]
fn restarts() {
    let peers_after_a_restart = |faulty| {
        let mut alice = Alice::new(faulty);
        let Alice { node, memory } = &mut alice;
        node::peers(node, memory, group(GROUP), names(&["b"])).expect("nothing is dropped");
        alice.node = Node::open(alice.node.settings, Some(alice.node.state));
        alice.append(message(GROUP, 1));
        alice.epoch(1).len()
    };
    let fault = BlindNodeFault::GroupsToldAnew;
    shows(fault, peers_after_a_restart, 1, 2);
}
