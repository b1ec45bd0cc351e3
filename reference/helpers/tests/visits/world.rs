//! Nodes that are online now and then, and what they send each other directly.

use remote_log::address::AddressKind;
use remote_log::message::{Message, MessageId, Numbering};
use remote_log::payload::Payload;
use remote_log::store::{MemoryCas, MemoryDisk, MemoryNs};
use remote_log_helpers::{Acks, MailLimits, PostOffice, Shared, Traffic, Visit};
use remote_log_mvds::{Mode, Outgoing, PeerId};

use crate::actor::{Actor, Kind, Services};
use crate::service::Fuse;

pub const KINDS: [Kind; 5] = [
    Kind::Alone,
    Kind::Mail(Acks::Direct),
    Kind::Mail(Acks::Carried),
    Kind::Log { own: false },
    Kind::Log { own: true },
];

pub const HELPERS: [Kind; 3] = [
    Kind::Mail(Acks::Direct),
    Kind::Mail(Acks::Carried),
    Kind::Log { own: true },
];

/// Epochs in which everything that is due goes out once: more than the longest delay.
pub const LONG: u64 = 300;
/// Epochs in which everything goes out once that was sent in vain for 20 epochs at most.
pub const A_WHILE: u64 = 40;

pub const A: usize = 0;
pub const B: usize = 1;

pub struct World {
    pub services: Services,
    pub actors: Vec<Actor>,
    pub epoch: u64,
    pub traffic: Traffic,
    /// What each node tried to send directly, in order.
    pub sent: Vec<Outgoing>,
}

impl World {
    /// Alice has the helper, and a log of her own where it is one; Bob has the same, or as `kind` says.
    pub fn new(kind: Kind, mode: Mode) -> Self {
        World::with(MailLimits::default(), mode, |name| match (name, kind) {
            ("alice", Kind::Log { .. }) => Kind::Log { own: true },
            _ => kind,
        })
    }

    pub fn with(limits: MailLimits, mode: Mode, kind: impl Fn(&str) -> Kind) -> Self {
        let services = Services {
            cas: Shared::new(MemoryCas::new(AddressKind::Opaque)),
            ns: Shared::new(MemoryNs::new()),
            office: Shared::new(PostOffice::open(limits, MemoryDisk::new()).unwrap()),
            wire: Fuse::default(),
        };
        let names = [("alice", ["bob"]), ("bob", ["alice"])];
        let actors = names
            .map(|(name, others)| Actor::new(name, &others, kind(name), mode, services.clone()));
        World {
            services,
            actors: actors.into(),
            epoch: 1,
            traffic: Traffic::default(),
            sent: Vec::new(),
        }
    }

    pub fn append(&mut self, actor: usize, text: &str) -> MessageId {
        self.actors[actor].append(text, false)
    }

    /// One epoch, in which these are online. The visits that were not killed.
    pub fn run(&mut self, online: &[usize]) -> Vec<Visit> {
        let mut visits = Vec::new();
        for &at in online {
            visits.extend(self.actors[at].visit(self.epoch).map(|visit| (at, visit)));
        }
        for (from, visit) in &visits {
            self.traffic += visit.traffic;
            for sent in &visit.payloads {
                self.sent.push(sent.clone());
                let to = self.number(&sent.peer);
                if online.contains(&to) {
                    let name = self.actors[*from].name;
                    self.actors[to].receive(self.epoch, name, sent);
                }
            }
        }
        self.epoch += 1;
        visits.into_iter().map(|(_, visit)| visit).collect()
    }

    /// So many epochs, in which one is online and then the other, and never both.
    pub fn take_turns(&mut self, epochs: u64) {
        for _ in 0..epochs {
            let turn = if self.epoch % 2 == 1 { A } else { B };
            self.run(&[turn]);
        }
    }

    /// So many epochs, in which both are online.
    pub fn meet(&mut self, epochs: u64) {
        for _ in 0..epochs {
            self.run(&[A, B]);
        }
    }

    pub fn is_silent(&self) -> bool {
        self.actors.iter().all(|actor| actor.node.is_silent())
    }

    /// How often a message was sent directly.
    pub fn sends(&self, id: MessageId) -> usize {
        let payloads = self.sent.iter().map(ids);
        payloads.filter(|ids| ids.contains(&id)).count()
    }

    fn number(&self, peer: &PeerId) -> usize {
        let found = self
            .actors
            .iter()
            .position(|it| it.name.as_bytes() == peer.0);
        found.expect("nodes send to each other")
    }
}

/// The messages in a payload.
pub fn ids(sent: &Outgoing) -> Vec<MessageId> {
    let payload = Payload::decode(&sent.bytes, Numbering::Spec).unwrap();
    payload.messages.iter().map(Message::id).collect()
}

/// Both have exactly these, each once.
pub fn assert_delivered(world: &World, of_alice: &[MessageId], of_bob: &[MessageId], why: &str) {
    for (actor, expected) in [(B, of_alice), (A, of_bob)] {
        let mut delivered = world.actors[actor].delivered();
        let mut expected = expected.to_vec();
        delivered.sort();
        expected.sort();
        assert_eq!(delivered, expected, "{}: {why}", world.actors[actor].name);
    }
}
