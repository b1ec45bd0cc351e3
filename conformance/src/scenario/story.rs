//! What a scenario says: who there is, what happens when, and what must have come of it.

use std::collections::BTreeMap;

use remote_log::message::Numbering;

use super::claim::ScenarioClaim;
use crate::protocol::CallOp;
use crate::vectors::{Beside, Fault, MailItem, WorldChange};

/// The id of a message.
pub type Id = Vec<u8>;

/// A scenario. Actors, groups and messages are looked up: an actor is its index in `actors`.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// How many epochs it lasts, counted from 1; at most [`MOST_EPOCHS`].
    pub epochs: u64,
    /// How many seconds an epoch lasts.
    pub seconds: u64,
    /// The field numbers that all its payloads have.
    pub numbers: Numbering,
    /// The bounds of all nodes.
    pub limits: Limits,
    /// In each epoch they act in this order; at most [`MOST_ACTORS`].
    pub actors: Vec<Actor>,
    /// Who is in each group at the start.
    pub groups: Vec<Group>,
    /// What happens at the beginning of an epoch, sorted by epoch.
    pub events: Vec<(u64, Event)>,
    /// The first that fits a payload decides how it travels.
    pub carry: Vec<Carry>,
    /// How helpers go wrong, and for whom.
    pub helper: Vec<HelperFault>,
    /// Messages that the application's hook refuses.
    pub disbelieved: Vec<Id>,
    /// Tried in order; the first that does not hold is blamed.
    pub claims: Vec<ScenarioClaim>,
    /// What the file calls the messages, for reports.
    pub names: BTreeMap<Id, String>,
    /// Whom somebody else than the adapter plays, and who that is.
    pub beside: Option<Beside>,
}

impl Scenario {
    /// The operations that an adapter needs for it.
    pub fn operations(&self) -> Vec<&str> {
        let happens = |is: fn(&Event) -> bool| self.events.iter().any(|(_, event)| is(event));
        let crash = |event: &Event| matches!(event, Event::Kill { .. } | Event::Restore(_));
        [
            ("node.open", true),
            ("node.epoch", true),
            ("node.receive", true),
            (
                "node.append",
                happens(|event| matches!(event, Event::Append { .. })),
            ),
            (
                "node.peers",
                happens(|event| matches!(event, Event::Peers(_))),
            ),
            ("node.helper", self.actors.iter().any(Actor::has_helper)),
            ("instance.drop", happens(crash)),
        ]
        .into_iter()
        .filter_map(|(operation, needed)| needed.then_some(operation))
        .collect()
    }

    /// The actor that its peers call so.
    pub fn actor(&self, peer: &[u8]) -> Option<usize> {
        let mut names = self.actors.iter().map(|actor| actor.name.as_bytes());
        names.position(|name| name == peer)
    }

    /// Who plays whom, in words: `alice: the adapter`.
    pub fn players(&self) -> Vec<String> {
        let player = |name: &str| {
            let beside = self.beside.as_ref()?;
            beside.plays(name).then_some(beside.who.as_str())
        };
        let each = self.actors.iter().map(|actor| actor.name.as_str());
        each.map(|name| format!("{name}: {}", player(name).unwrap_or("the adapter")))
            .collect()
    }

    /// The requirements of its claims, in order.
    pub fn requirements(&self) -> Vec<&str> {
        self.claims.iter().map(|claim| claim.req.as_str()).collect()
    }
}

/// The bounds of a node (RL-SYNC-41 to RL-SYNC-43), at most the recommended ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a payload.
    pub payload_bytes: u64,
    /// The most ACKs, OFFERs, REQUESTs and MESSAGEs of a payload.
    pub payload_entries: u64,
    /// The most records of a peer.
    pub records: u64,
}

impl Default for Limits {
    /// The recommended ones.
    fn default() -> Self {
        Self {
            payload_bytes: 1 << 20,
            payload_entries: 1 << 13,
            records: 1 << 16,
        }
    }
}

/// The longest scenario, in epochs.
pub const MOST_EPOCHS: u64 = 10_000;

/// The most actors of a scenario.
pub const MOST_ACTORS: usize = 16;

/// A node. The bytes of its name are what its peers call it, and its log, if it has one, is published under its name.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Its name, and that of its instance.
    pub name: String,
    /// When it is online; only then it acts.
    pub online: Vec<Epochs>,
    /// `batch` or `interactive`.
    pub mode: String,
    /// `eventual` or `buffered`.
    pub delivery: String,
    /// Whether it passes messages on.
    pub forward: bool,
    /// Whether its application is asked of each message.
    pub authenticate: bool,
    /// Whether it has a log of its own, of the first group.
    pub log: bool,
    /// What it deposits in the mailboxes of its peers: `messages` or `messages_and_acks`; `None` for a node without.
    pub mailboxes: Option<String>,
    /// Those whose logs it reads.
    pub follows: Vec<usize>,
}

impl Actor {
    /// Whether it is online in this epoch.
    pub fn is_online(&self, epoch: u64) -> bool {
        self.online.iter().any(|span| span.contains(epoch))
    }

    /// Whether it has anything to do with helpers.
    pub fn has_helper(&self) -> bool {
        self.log || self.mailboxes.is_some() || !self.follows.is_empty()
    }
}

/// Epochs from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epochs {
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
}

impl Epochs {
    /// Every epoch.
    pub const ALL: Self = Self {
        first: 0,
        last: u64::MAX,
    };

    /// Whether the epoch is one of them.
    pub const fn contains(self, epoch: u64) -> bool {
        self.first <= epoch && epoch <= self.last
    }
}

/// A group and who is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Vec<u8>,
    /// Its members.
    pub members: Vec<usize>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The application appends a message.
    Append {
        /// Where.
        actor: usize,
        /// The group's id.
        group: Vec<u8>,
        /// In seconds.
        timestamp: i64,
        /// What it says.
        body: Vec<u8>,
        /// Whether it is to be kept out of history.
        ephemeral: bool,
    },
    /// The device crashes, and starts again.
    Kill {
        /// Whose.
        actor: usize,
        /// At a callback of the next request of this kind; `None` for at once.
        at: Option<Death>,
    },
    /// What the actor has saved is remembered.
    Backup(usize),
    /// The actor's device is put back to its backup, and starts again.
    Restore(usize),
    /// The actor's device is in another network now. What is under way to it is lost.
    Move {
        /// Whose device.
        actor: usize,
        /// The network. All begin in `home`.
        network: String,
    },
    /// The actor's clock jumps by so many epochs.
    Clock {
        /// Whose.
        actor: usize,
        /// Ahead, or back.
        by: i64,
    },
    /// Who is in a group from now on.
    Peers(Group),
    /// A payload comes to the actor out of nowhere.
    Inject {
        /// To whom.
        to: usize,
        /// The peer that it is said to be from.
        from: Vec<u8>,
        /// The payload.
        payload: Vec<u8>,
    },
    /// An item comes into the actor's mailbox that its sender did not deposit.
    Slip {
        /// Into whose.
        to: usize,
        /// The item.
        item: MailItem,
    },
    /// The stores change.
    World(WorldChange),
}

/// The callback at which a device dies, in the next request of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Death {
    /// The request: `node.receive`.
    pub request: String,
    /// The callback.
    pub call: CallOp,
    /// Which of that kind in the request, counted from 1.
    pub nth: u32,
}

/// How some payloads travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carry {
    /// Whose.
    pub from: Option<usize>,
    /// To whom.
    pub to: Option<usize>,
    /// When they are sent.
    pub epochs: Epochs,
    /// What becomes of them.
    pub fate: Fate,
}

/// What becomes of a payload on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It does not arrive.
    Lost,
    /// It arrives twice.
    Twice,
    /// It arrives so many epochs later.
    Late(u64),
}

/// How the helpers go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperFault {
    /// For whom; `None` for everybody.
    pub actor: Option<usize>,
    /// When.
    pub epochs: Epochs,
    /// How.
    pub fault: Fault,
}
