//! The node, from one call to the next.

use std::collections::BTreeSet;

use bytes::Bytes;
use remote_log::log::{Journal, Saved, StateError};
use remote_log::message::MessageId;

use crate::fact::Fact;
use crate::outcome::Delivered;
use crate::state::State;
use crate::{GroupId, PeerId, Settings, snapshot};

/// An MVDS node.
///
/// Each call changes the node in memory. The caller saves what [`Node::save`] answers before it lets anything of the
/// call's outcome out: before it sends a payload, delivers a message or says that one was appended (RL-SYNC-46). If
/// that fails, it drops the node and opens it again from what is on disk.
#[derive(Debug, Clone)]
pub struct Node {
    pub(crate) settings: Settings,
    pub(crate) state: State,
    journal: Journal,
    /// The facts that are part of the state and not on disk yet.
    changes: Vec<u8>,
}

impl Node {
    /// A node that goes on from what it saved (RL-SYNC-46), or that knows nothing yet.
    pub fn open(settings: Settings, saved: Option<Bytes>) -> Result<Self, StateError> {
        let (journal, state) = match saved {
            Some(saved) => (Journal::of_len(saved.len()), snapshot::decode(saved)?),
            None => (Journal::new(), State::default()),
        };
        Ok(Node {
            settings,
            state,
            journal,
            changes: Vec::new(),
        })
    }

    /// Says who is in a group besides the node, from now on. What was for those who left is dropped; those who came get
    /// what is appended from now on (RL-SYNC-18).
    pub fn set_peers(&mut self, group: GroupId, peers: impl IntoIterator<Item = PeerId>) {
        let own = self.settings.peer.clone();
        let others = peers.into_iter().filter(|peer| *peer != own);
        let peers: BTreeSet<u32> = others.map(|peer| self.number(peer)).collect();
        let group = self.state.group_number(&group.0).unwrap_or_else(|| {
            self.record(Fact::Group(group.0));
            self.state.groups.len() as u32 - 1
        });
        if self.state.groups[group as usize].members != peers {
            self.record(Fact::Members { group, peers });
        }
    }

    /// Whether the node was told who is in this group, now or before it was last opened.
    pub fn knows_group(&self, group: &GroupId) -> bool {
        self.state.group_number(&group.0).is_some()
    }

    /// Who is in a group besides the node; nobody if the node does not know it.
    pub fn members(&self, group: &GroupId) -> impl Iterator<Item = PeerId> {
        let number = self.state.group_number(&group.0);
        let group = number.map(|number| &self.state.groups[number as usize]);
        let members = group.into_iter().flat_map(|group| &group.members);
        members.map(|peer| PeerId(self.state.peers[*peer as usize].name.clone()))
    }

    /// How the node works.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The messages that the node's own log lacks, serialized, the first appended first (RL-SYNC-31).
    pub fn to_publish(&self) -> impl Iterator<Item = Delivered> {
        self.state.unpublished.values().filter_map(|id| {
            let held = self.state.held.get(id)?;
            Some(Delivered {
                id: *id,
                group: self.state.groups[held.group as usize].id,
                data: self.state.bodies.get(id)?.clone(),
            })
        })
    }

    /// The node's own log has these messages, and has saved that.
    pub fn published(&mut self, ids: &[MessageId]) {
        for id in ids {
            self.record(Fact::Published { id: *id });
        }
    }

    /// Whether nothing is on its way: no record waits for a peer, and no message for its parents.
    pub fn is_silent(&self) -> bool {
        self.state.first_due().is_none() && self.state.inbox.len() == 0
    }

    /// How to save what changed since the last save; none if nothing did.
    pub fn save(&mut self) -> Option<Saved> {
        if self.changes.is_empty() {
            return None;
        }
        let changes = std::mem::take(&mut self.changes);
        let state = &self.state;
        Some(self.journal.save(changes, |_| snapshot::encode(state)))
    }

    /// The save was answered. Until then the next one writes everything anew.
    pub fn saved(&mut self) {
        self.journal.saved();
    }

    /// Forgets what changed since the last save without saving it. It is for a simulation that opens no node twice.
    pub fn discard_changes(&mut self) {
        self.changes.clear();
    }

    /// Makes a fact so. The next save takes it along.
    pub(crate) fn record(&mut self, fact: Fact) {
        fact.encode(&mut self.changes);
        self.state.apply(fact);
    }

    /// Takes the time, which may jump.
    pub(crate) fn observe(&mut self, now: u64, epoch: u64) {
        let jumped = [
            self.state.seconds.observe(now),
            self.state.epochs.observe(epoch),
        ];
        if jumped.contains(&true) {
            self.record_clocks();
        }
    }

    pub(crate) fn record_clocks(&mut self) {
        self.record(Fact::Clocks {
            epochs: self.state.epochs,
            seconds: self.state.seconds,
            spoke: self.state.spoke,
        });
    }

    /// The number of a peer, which is new perhaps.
    fn number(&mut self, peer: PeerId) -> u32 {
        self.state.peer_number(&peer.0).unwrap_or_else(|| {
            self.record(Fact::Peer(peer.0));
            self.state.peers.len() as u32 - 1
        })
    }
}
