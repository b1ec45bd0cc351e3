//! MVDS nodes: opened, and asked.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::outcome::{Outcome, input};
use super::world::World;
use crate::address::Kind;
use crate::bytes::Bytes;
use crate::decimal::{embed, number, positive, signed};
use crate::faults::Faulty;
use crate::message::{Message, Numbers};
use crate::node::{
    self, Bounds, Delivery, Followed, Mailed, Mode, Node, NodeSettings, OwnLog, Told,
};
use crate::reader::{Limits, ReaderSettings};
use crate::stores::Dropped;
use crate::writer::{Embed, HeadForm, WriterSettings};

/// The bounds that the specification recommends to readers.
const LIMITS: Limits = Limits {
    pages: 1_000,
    page_bytes: 1 << 20,
    pairs: 4_096,
    content_bytes: 16 << 20,
    call_bytes: 256 << 20,
    gets: 16,
};

#[derive(Deserialize)]
struct Open {
    peer: Bytes,
    mode: Mode,
    numbers: Numbers,
    forward: bool,
    delivery: Delivery,
    authenticate: bool,
    groups: Vec<Group>,
    log: Option<Log>,
    mailboxes: Option<Mailed>,
    follows: Vec<Follows>,
    limits: Bounds,
}

#[derive(Deserialize)]
struct Group {
    group: Bytes,
    peers: BTreeSet<Bytes>,
}

#[derive(Deserialize)]
struct Log {
    name: String,
    group: Bytes,
    #[serde(deserialize_with = "positive")]
    page_size: u64,
    #[serde(deserialize_with = "embed")]
    embed: Embed,
    head: HeadForm,
}

#[derive(Deserialize)]
struct Follows {
    peer: Bytes,
    name: String,
    group: Bytes,
    kind: Kind,
}

/// Opens a node.
pub(super) fn open(
    from: &Value,
    faulty: Faulty,
    world: &mut World<'_, '_>,
) -> Result<Result<Node, Outcome>, Dropped> {
    let asked: Open = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let settings = asked.settings(faulty);
    Ok(Ok(Node::open(settings, world.load()?)))
}

impl Open {
    fn settings(self, faulty: Faulty) -> NodeSettings {
        let Self {
            peer,
            authenticate,
            groups,
            ..
        } = self;
        let mut told: BTreeMap<Bytes, BTreeSet<Bytes>> = BTreeMap::new();
        for Group { group, mut peers } in groups {
            peers.remove(&peer);
            told.insert(group, peers);
        }
        let log = self.log.map(|log| OwnLog {
            group: log.group.clone(),
            writer: WriterSettings {
                name: log.name,
                group: Some(log.group),
                page_size: usize::try_from(log.page_size).unwrap_or(usize::MAX),
                embed: log.embed,
                head: log.head,
                faulty,
            },
        });
        let follows = self.follows.into_iter().map(|follows| Followed {
            peer: follows.peer,
            reader: ReaderSettings {
                name: follows.name,
                group: Some(follows.group),
                authenticate,
                kind: follows.kind,
                limits: LIMITS,
                faulty: faulty.outside_of_readers(),
            },
        });
        NodeSettings {
            peer,
            mode: self.mode,
            numbers: self.numbers,
            forward: self.forward,
            delivery: self.delivery,
            authenticate,
            groups: told,
            log,
            mailboxes: self.mailboxes,
            follows: follows.collect(),
            bounds: self.limits,
            faulty,
        }
    }
}

/// Asks something of a node.
pub(super) fn ask(
    op: &str,
    from: &Value,
    node: &mut Node,
    world: &mut World<'_, '_>,
) -> Result<Outcome, Dropped> {
    match op {
        "node.peers" => {
            let Group { group, peers } = match input(from) {
                Ok(asked) => asked,
                Err(outcome) => return Ok(outcome),
            };
            node::peers(node, world, group, peers)?;
            Ok(Outcome::ok(json!({})))
        }
        "node.append" => append(from, node, world),
        "node.receive" => receive(from, node, world),
        _ => {
            let told = match input(from) {
                Ok(InTold { now, epoch }) => Told { now, epoch },
                Err(outcome) => return Ok(outcome),
            };
            Ok(match op {
                "node.epoch" => Outcome::ok(node::epoch(node, world, told)?),
                "node.helper" => Outcome::ok(node::helper(node, world, told)?),
                _ => Outcome::Fault(format!("`{op}` is for another instance")),
            })
        }
    }
}

#[derive(Deserialize)]
struct InTold {
    #[serde(deserialize_with = "number")]
    now: u64,
    #[serde(deserialize_with = "number")]
    epoch: u64,
}

fn append(from: &Value, node: &mut Node, world: &mut World<'_, '_>) -> Result<Outcome, Dropped> {
    #[derive(Deserialize)]
    struct In {
        group: Bytes,
        #[serde(deserialize_with = "signed")]
        timestamp: i64,
        body: Bytes,
        ephemeral: bool,
    }
    let asked: In = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let message = Message {
        group: asked.group,
        timestamp: asked.timestamp,
        body: asked.body,
        metadata: None,
    };
    Ok(match node::append(node, world, message, asked.ephemeral)? {
        Ok((id, status)) => Outcome::ok(json!({"id": id, "status": status})),
        Err(reason) => Outcome::Reject(reason),
    })
}

fn receive(from: &Value, node: &mut Node, world: &mut World<'_, '_>) -> Result<Outcome, Dropped> {
    #[derive(Deserialize)]
    struct In {
        #[serde(deserialize_with = "number")]
        now: u64,
        #[serde(deserialize_with = "number")]
        epoch: u64,
        peer: Bytes,
        bytes: Bytes,
    }
    let In {
        now,
        epoch,
        peer,
        bytes,
    } = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let told = Told { now, epoch };
    let received = node::receive(node, world, told, &peer, &bytes)?;
    Ok(Outcome::ok(received))
}
