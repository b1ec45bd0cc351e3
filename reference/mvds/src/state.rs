//! Everything that a node knows, and how each fact changes it.

use std::collections::{BTreeMap, BTreeSet};

use remote_log::message::MessageId;

use crate::GroupId;
use crate::bodies::Bodies;
use crate::clock::Clock;
use crate::fact::{Fact, Origin};
use crate::frontier::Frontier;
use crate::group::Group;
use crate::inbox::Inbox;
use crate::peer::Peer;
use crate::record::{Kind, Record};

/// Everything that a node knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) epochs: Clock,
    pub(crate) seconds: Clock,
    /// The epoch, by the node's own count, in which it last sent.
    pub(crate) spoke: Option<u64>,
    pub(crate) peers: Vec<Peer>,
    peer_numbers: BTreeMap<bytes::Bytes, u32>,
    pub(crate) groups: Vec<Group>,
    group_numbers: BTreeMap<GroupId, u32>,
    /// The messages that came or were appended, those that wait included.
    pub(crate) held: BTreeMap<MessageId, Held>,
    pub(crate) bodies: Bodies,
    pub(crate) inbox: Inbox,
    /// Of whom a message is requested.
    requested: BTreeMap<MessageId, BTreeSet<u32>>,
    /// What the node's own log lacks, the first appended first.
    pub(crate) unpublished: BTreeMap<u64, MessageId>,
    /// When there is something for which peer. An epoch looks here, and at nothing else if nothing is due.
    agenda: BTreeSet<(u64, u32)>,
    /// How many records and unpublished messages there were.
    order: u64,
}

/// What is known of a message that came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) group: u32,
    pub(crate) origin: Origin,
}

impl State {
    /// Makes a fact so. One about something that is not there changes nothing.
    pub(crate) fn apply(&mut self, fact: Fact) {
        match fact {
            Fact::Peer(name) => {
                self.peer_numbers
                    .entry(name.clone())
                    .or_insert(self.peers.len() as u32);
                self.peers.push(Peer::new(name));
            }
            Fact::Group(id) => {
                let id = GroupId(id);
                self.group_numbers
                    .entry(id)
                    .or_insert(self.groups.len() as u32);
                self.groups.push(Group {
                    id,
                    members: BTreeSet::new(),
                    frontier: Frontier::default(),
                });
            }
            Fact::Members { group, peers } => self.set_members(group, peers),
            Fact::Clocks {
                epochs,
                seconds,
                spoke,
            } => {
                self.epochs = epochs;
                self.seconds = seconds;
                self.spoke = spoke;
            }
            Fact::Held { id, group, origin } => {
                self.held.insert(id, Held { group, origin });
            }
            Fact::Kept { id, bytes } => self.bodies.keep(id, bytes),
            Fact::Record { peer, id, record } => self.put_record(peer, id, record),
            Fact::Gone { peer, id } => self.remove_record(peer, &id),
            Fact::Parent { group, id } => self.groups[group as usize].frontier.add(id),
            Fact::Named { group, ids } => {
                let frontier = &mut self.groups[group as usize].frontier;
                for id in ids {
                    match self.held.contains_key(&id) {
                        true => frontier.has_child(&id),
                        false => frontier.await_parent(id),
                    }
                }
            }
            Fact::Waits {
                id,
                deadline,
                missing,
            } => {
                self.bodies.hold(&id);
                self.inbox.put(id, deadline, missing);
            }
            Fact::Delivered { id } => {
                if self.inbox.delivered(&id) {
                    self.bodies.release(&id);
                }
            }
            Fact::Unpublished { id } => {
                self.bodies.hold(&id);
                self.order += 1;
                self.unpublished.insert(self.order, id);
            }
            Fact::Published { id } => {
                // Almost always the first.
                let found = self.unpublished.iter().find(|(_, waiting)| **waiting == id);
                if let Some(order) = found.map(|(order, _)| *order) {
                    self.unpublished.remove(&order);
                    self.bodies.release(&id);
                }
            }
        }
    }

    /// Changes what is known of a peer, and keeps the agenda in step.
    pub(crate) fn with_peer<T>(&mut self, peer: u32, change: impl FnOnce(&mut Peer) -> T) -> T {
        let entry = &mut self.peers[peer as usize];
        let before = entry.next();
        let changed = change(entry);
        let after = entry.next();
        if before != after {
            before.map(|at| self.agenda.remove(&(at, peer)));
            after.map(|at| self.agenda.insert((at, peer)));
        }
        changed
    }

    /// The peers for which there is something by now, those that waited longest first.
    pub(crate) fn due_peers(&self) -> Vec<u32> {
        let due = self.agenda.range(..=(self.epochs.at, u32::MAX));
        due.map(|(_, peer)| *peer).collect()
    }

    pub(crate) fn peer_number(&self, name: &[u8]) -> Option<u32> {
        self.peer_numbers.get(name).copied()
    }

    pub(crate) fn group_number(&self, id: &[u8; 32]) -> Option<u32> {
        self.group_numbers.get(&GroupId(*id)).copied()
    }

    pub(crate) fn is_member(&self, peer: u32, group: u32) -> bool {
        self.groups[group as usize].members.contains(&peer)
    }

    /// Of whom a message is requested.
    pub(crate) fn requested(&self, id: &MessageId) -> Vec<u32> {
        let peers = self.requested.get(id);
        peers.into_iter().flatten().copied().collect()
    }

    fn set_members(&mut self, group: u32, peers: BTreeSet<u32>) {
        let before = std::mem::replace(&mut self.groups[group as usize].members, peers.clone());
        for peer in &peers {
            self.peers[*peer as usize].groups.insert(group);
        }
        for peer in before.difference(&peers) {
            let entry = &mut self.peers[*peer as usize];
            entry.groups.remove(&group);
            let alone = entry.groups.is_empty();
            for (id, record) in entry.in_order() {
                if alone || record.group == Some(group) {
                    self.remove_record(*peer, &id);
                }
            }
            if alone {
                self.with_peer(*peer, |entry| entry.acks.clear());
            }
        }
    }

    fn put_record(&mut self, peer: u32, id: MessageId, record: Record) {
        self.order += 1;
        let order = self.order;
        let old = self.with_peer(peer, |entry| entry.put(id, order, record));
        let needs_body = |record: &Record| record.kind != Kind::Request;
        match (old.as_ref().is_some_and(needs_body), needs_body(&record)) {
            (false, true) => self.bodies.hold(&id),
            (true, false) => self.bodies.release(&id),
            _ => {}
        }
        if let Some(old) = old {
            self.unlist(peer, &id, &old);
        }
        if record.kind == Kind::Request {
            self.requested.entry(id).or_default().insert(peer);
        }
    }

    fn remove_record(&mut self, peer: u32, id: &MessageId) {
        if let Some(old) = self.with_peer(peer, |entry| entry.remove(id)) {
            self.unlist(peer, id, &old);
            if old.kind != Kind::Request {
                self.bodies.release(id);
            }
        }
    }

    /// A request is one no longer.
    fn unlist(&mut self, peer: u32, id: &MessageId, old: &Record) {
        if old.kind == Kind::Request
            && let Some(peers) = self.requested.get_mut(id)
        {
            peers.remove(&peer);
            if peers.is_empty() {
                self.requested.remove(id);
            }
        }
    }

    /// When the first record of any peer is due.
    pub(crate) fn first_due(&self) -> Option<u64> {
        self.agenda.first().map(|(at, _)| *at)
    }
}
