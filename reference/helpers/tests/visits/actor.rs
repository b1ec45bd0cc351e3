//! A node, its helper and its disk.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::Unsaved;
use remote_log::log::reader;
use remote_log::log::writer::{Embed, Head, Layout};
use remote_log::message::{Message, MessageId};
use remote_log::store::{Disk, MemoryCas, MemoryDisk, MemoryNs};
use remote_log_helpers::{
    Acks, Alone, Helper, Online, PostOffice, RemoteLog, Seal, Sealed, Shared, StoreAndForward,
    Unopened, Visit, visit,
};
use remote_log_mvds::{Appended, Delivered, GroupId, Mode, Node, Outgoing, PeerId, Settings};
use sha2::{Digest, Sha256};

use crate::service::{Fuse, History, Home, Remote};

pub const G: GroupId = GroupId([7; 32]);

/// What the application's messages begin with; what does not is forged.
pub const SIGNED: &[u8] = b"signed ";

pub fn peer(name: &str) -> PeerId {
    PeerId(Bytes::copy_from_slice(name.as_bytes()))
}

/// Which helper a node has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Alone,
    Mail(Acks),
    /// A remote log, with a log of the node's own or without.
    Log {
        own: bool,
    },
}

/// The services that the nodes share, and the wire to them.
#[derive(Debug, Clone)]
pub struct Services {
    pub cas: Shared<MemoryCas>,
    pub ns: Shared<MemoryNs>,
    pub office: Shared<PostOffice<MemoryDisk>>,
    pub wire: Fuse,
}

/// A stand-in for the application's sealing, with the promises of it that matter here: from whom, to whom, unaltered.
#[derive(Debug, Clone)]
pub struct TestSeal(pub PeerId);

const SECRET: &[u8] = b"what no helper knows";

impl TestSeal {
    fn tag(from: &PeerId, to: &PeerId, payload: &[u8]) -> [u8; 32] {
        let parts = [SECRET, &from.0, b"/", &to.0, b"/", payload].concat();
        Sha256::digest(parts).into()
    }
}

impl Seal for TestSeal {
    fn seal(&self, to: &PeerId, payload: &[u8]) -> Sealed {
        let from = &self.0;
        let tag = TestSeal::tag(from, to, payload);
        let bytes = [&tag, &[from.0.len() as u8][..], &from.0, payload].concat();
        Sealed(bytes.into())
    }

    fn open(&self, sealed: &Sealed) -> Result<(PeerId, Bytes), Unopened> {
        let (tag, rest) = sealed.0.split_first_chunk::<32>().ok_or(Unopened)?;
        let (len, rest) = rest.split_first().ok_or(Unopened)?;
        let (from, payload) = rest.split_at_checked(*len as usize).ok_or(Unopened)?;
        let from = PeerId(Bytes::copy_from_slice(from));
        match TestSeal::tag(&from, &self.0, payload) == *tag {
            true => Ok((from, Bytes::copy_from_slice(payload))),
            false => Err(Unopened),
        }
    }
}

pub struct Actor {
    pub name: &'static str,
    pub others: Vec<&'static str>,
    pub kind: Kind,
    pub mode: Mode,
    pub services: Services,
    pub history: History,
    pub log: Home,
    pub readers: Vec<Home>,
    /// What this process's life hangs on.
    pub life: Fuse,
    pub node: Node,
    pub helper: Box<dyn Helper>,
}

impl Actor {
    pub fn new(
        name: &'static str,
        others: &[&'static str],
        kind: Kind,
        mode: Mode,
        services: Services,
    ) -> Self {
        let life = Fuse::default();
        let home = || Home {
            node: life.clone(),
            ..Home::default()
        };
        let mut actor = Actor {
            name,
            others: others.to_vec(),
            kind,
            mode,
            services,
            history: History {
                home: home(),
                ..History::default()
            },
            log: home(),
            readers: others.iter().map(|_| home()).collect(),
            life,
            node: Node::open(Settings::new(peer(name)), None).unwrap(),
            helper: Box::new(Alone),
        };
        actor.open();
        actor
    }

    /// Starts the process, from what is on disk.
    pub fn open(&mut self) {
        self.life.mend();
        let settings = Settings {
            mode: self.mode,
            log: matches!(self.kind, Kind::Mail(_) | Kind::Log { own: true }),
            ..Settings::new(peer(self.name))
        };
        let saved = self.history.home.load().unwrap();
        self.node = Node::open(settings, saved).unwrap();
        self.node
            .set_peers(G, self.others.iter().map(|name| peer(name)));
        self.helper = match self.kind {
            Kind::Alone => Box::new(Alone),
            Kind::Mail(acks) => {
                let office = self.services.office.clone();
                office.service().register(&peer(self.name)).unwrap();
                let seal = TestSeal(peer(self.name));
                Box::new(StoreAndForward::new(self.remote(office), seal, acks))
            }
            Kind::Log { own } => Box::new(self.remote_log(own)),
        };
    }

    fn remote<T>(&self, service: T) -> Remote<T> {
        Remote {
            service,
            node: self.life.clone(),
            helper: self.services.wire.clone(),
        }
    }

    fn remote_log(
        &self,
        own: bool,
    ) -> RemoteLog<Remote<Shared<MemoryCas>>, Remote<Shared<MemoryNs>>, Home> {
        let cas = self.remote(self.services.cas.clone());
        let ns = self.remote(self.services.ns.clone());
        let mut log = RemoteLog::new(cas, ns);
        if own {
            let layout = Layout::new(2, Embed::Last(1), Head::Inline).unwrap();
            log.publish(G, self.name, layout, self.log.clone()).unwrap();
        }
        for (name, disk) in self.others.iter().zip(&self.readers) {
            let limits = reader::Limits::default();
            let (author, kind) = ((peer(name), G), AddressKind::Opaque);
            log.follow(author, name, kind, limits, disk.clone())
                .unwrap();
        }
        log
    }

    /// Appends a message, and keeps that.
    pub fn append(&mut self, text: &str, ephemeral: bool) -> MessageId {
        let body = [SIGNED, text.as_bytes()].concat();
        let appended = self.node.append(&G, 1_570_000_000, &body, ephemeral);
        let Appended::New(id) = appended.unwrap() else {
            panic!("the message is new");
        };
        self.online(0, |online| online.keep(&[])).unwrap();
        id
    }

    fn online<T>(&mut self, epoch: u64, run: impl FnOnce(&mut Online<'_>) -> T) -> T {
        run(&mut Online {
            node: &mut self.node,
            keep: &mut self.history,
            authenticate: &mut |message: &Message<'_>| message.body.starts_with(SIGNED),
            now: epoch,
            epoch,
        })
    }

    /// Visits; none if the process was killed, and started again, before it ended.
    pub fn visit(&mut self, epoch: u64) -> Option<Visit> {
        let mut helper: Box<dyn Helper> = std::mem::replace(&mut self.helper, Box::new(Alone));
        let visited = self.online(epoch, |online| visit(&mut *helper, online));
        self.helper = helper;
        self.survive(visited)
    }

    /// Takes a payload that came directly.
    pub fn receive(&mut self, epoch: u64, from: &'static str, sent: &Outgoing) {
        let received = self.online(epoch, |online| online.receive(&peer(from), &sent.bytes));
        self.survive(received);
    }

    fn survive<T>(&mut self, outcome: Result<T, Unsaved>) -> Option<T> {
        if self.life.is_blown() {
            self.open();
            return None;
        }
        Some(outcome.expect("the disk of one who lives works"))
    }

    /// Everything that was ever delivered to the application.
    pub fn delivered(&self) -> Vec<MessageId> {
        let all = self.history.delivered.service();
        all.iter().map(|Delivered { id, .. }| *id).collect()
    }
}
