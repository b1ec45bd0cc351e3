//! Nodes with names, payloads that can be looked into, and the hand that carries them.

use bytes::Bytes;
use remote_log::message::{Message, MessageId, Metadata, Numbering};
use remote_log::payload::Payload;
use remote_log_mvds::{
    Appended, Delivered, GroupId, Limits, Mode, Node, PeerId, Received, Refusal, Settings,
};

pub const G: GroupId = GroupId([7; 32]);
pub const H: GroupId = GroupId([8; 32]);

pub fn peer(name: &str) -> PeerId {
    PeerId(Bytes::copy_from_slice(name.as_bytes()))
}

pub fn settings(name: &str) -> Settings {
    Settings::new(peer(name))
}

pub fn interactive(name: &str) -> Settings {
    Settings {
        mode: Mode::Interactive,
        ..settings(name)
    }
}

pub fn limited(name: &str, limits: Limits) -> Settings {
    Settings {
        limits,
        ..settings(name)
    }
}

/// A node that shares the group G with these peers.
pub fn node(settings: Settings, peers: &[&str]) -> Node {
    let mut node = Node::open(settings, None).unwrap();
    node.set_peers(G, peers.iter().map(|name| peer(name)));
    node
}

/// What is in a payload.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub acks: Vec<MessageId>,
    pub offers: Vec<MessageId>,
    pub requests: Vec<MessageId>,
    pub messages: Vec<MessageId>,
}

pub fn look(bytes: &[u8]) -> Seen {
    let payload = Payload::decode(bytes, Numbering::Spec).unwrap();
    let ids = |list: &[&[u8]]| {
        let ids = list.iter().map(|id| MessageId((*id).try_into().unwrap()));
        ids.collect()
    };
    Seen {
        acks: ids(&payload.acks),
        offers: ids(&payload.offers),
        requests: ids(&payload.requests),
        messages: payload.messages.iter().map(Message::id).collect(),
    }
}

/// The bytes that a node sends to a peer in an epoch.
pub fn bytes_for(node: &mut Node, epoch: u64, to: &str) -> Option<Vec<u8>> {
    let sent = node.epoch(epoch, epoch);
    let mut payloads = sent.payloads.into_iter().filter(|one| one.peer == peer(to));
    let bytes = payloads.next().map(|one| one.bytes);
    assert_eq!(payloads.next(), None, "one payload a peer an epoch");
    bytes
}

/// What a node sends to a peer in an epoch, by bytes that nobody carries.
pub fn sends(node: &mut Node, epoch: u64, to: &str) -> Seen {
    bytes_for(node, epoch, to).map_or_else(Seen::default, |bytes| look(&bytes))
}

/// The node sends, and the peer gets it.
pub fn carry(from: &mut Node, name: &str, to: &mut Node, other: &str, epoch: u64) -> Received {
    match bytes_for(from, epoch, other) {
        Some(bytes) => receive(to, name, &bytes, epoch),
        None => Received::default(),
    }
}

pub fn receive(node: &mut Node, from: &str, bytes: &[u8], epoch: u64) -> Received {
    node.receive(epoch, epoch, &peer(from), bytes, &mut |_| true)
}

/// A payload made by hand.
pub fn payload(acks: &[MessageId], offers: &[MessageId], requests: &[MessageId]) -> Vec<u8> {
    let payload = Payload {
        acks: acks.iter().map(|id| &id.0[..]).collect(),
        offers: offers.iter().map(|id| &id.0[..]).collect(),
        requests: requests.iter().map(|id| &id.0[..]).collect(),
        messages: Vec::new(),
    };
    let mut bytes = Vec::new();
    payload.encode(Numbering::Spec, &mut bytes);
    bytes
}

/// A message made by hand.
#[derive(Clone)]
pub struct Made {
    pub group: GroupId,
    pub body: Vec<u8>,
    pub parents: Vec<MessageId>,
    pub ephemeral: bool,
}

pub fn made(body: &str, parents: &[MessageId]) -> Made {
    Made {
        group: G,
        body: body.as_bytes().to_vec(),
        parents: parents.to_vec(),
        ephemeral: false,
    }
}

impl Made {
    pub fn message(&self) -> Message<'_> {
        Message {
            group_id: &self.group.0,
            timestamp: 0,
            body: &self.body,
            metadata: Some(Metadata {
                parents: self.parents.iter().map(|id| &id.0[..]).collect(),
                ephemeral: self.ephemeral,
            }),
        }
    }

    pub fn id(&self) -> MessageId {
        self.message().id()
    }

    /// As a log stores it.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.message().encode(Numbering::Spec, &mut bytes);
        bytes
    }

    /// Alone in a payload.
    pub fn payload(&self) -> Vec<u8> {
        messages(&[self])
    }
}

pub fn messages(list: &[&Made]) -> Vec<u8> {
    let payload = Payload {
        messages: list.iter().map(|made| made.message()).collect(),
        ..Payload::default()
    };
    let mut bytes = Vec::new();
    payload.encode(Numbering::Spec, &mut bytes);
    bytes
}

/// Appends to G, in second 0.
pub fn append(node: &mut Node, body: &str) -> MessageId {
    match node.append(&G, 0, body.as_bytes(), false).unwrap() {
        Appended::New(id) => id,
        Appended::Duplicate(id) => panic!("{id} is there already"),
    }
}

pub fn ids(delivered: &[Delivered]) -> Vec<MessageId> {
    delivered.iter().map(|one| one.id).collect()
}

pub fn refusals(received: &Received) -> Vec<Refusal> {
    received.refused.iter().map(|one| one.why).collect()
}

/// The parents that a serialized message names.
pub fn parents_of(data: &[u8]) -> Vec<MessageId> {
    let message = Message::decode(data, Numbering::Spec).unwrap();
    let parents = message.metadata.map(|metadata| metadata.parents);
    let ids = parents.into_iter().flatten();
    ids.map(|id| MessageId(id.try_into().unwrap())).collect()
}

/// Saves, and opens what was saved.
pub fn restart(node: &mut Node, settings: Settings, disk: &mut Vec<u8>) {
    save(node, disk);
    *node = Node::open(settings, Some(disk.clone().into())).unwrap();
}

pub fn save(node: &mut Node, disk: &mut Vec<u8>) {
    if let Some(saved) = node.save() {
        saved.apply_to(disk);
        node.saved();
    }
}
