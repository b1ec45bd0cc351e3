//! What a node knows, and saves: all of it but its ACKs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::NodeSettings;
use super::clock::Clock;
use super::deposit::Deposit;
use super::record::{Record, RecordKind, Records};
use super::take::Delivered;
use super::waiting::Waiting;
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindNodeFault, SyncFault};
use crate::message::Numbers;
use crate::reader::ReaderState;
use crate::stores::{Dropped, Stores};
use crate::writer::WriterState;

/// A node.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it was told.
    pub settings: NodeSettings,
    /// What it saves.
    pub state: NodeState,
    /// The ACKs that go to each peer with the next payload. They are not saved.
    pub acks: BTreeMap<Bytes, Vec<Id>>,
}

/// Everything that a node persists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeState {
    /// Its epochs.
    pub epochs: Clock,
    /// Its time, in seconds.
    pub seconds: Clock,
    /// The peers of each group.
    pub groups: BTreeMap<Bytes, BTreeSet<Bytes>>,
    /// What goes to each peer.
    pub records: Records,
    /// How many records were made.
    pub made: u64,
    /// The epoch of the last payload to each peer.
    pub last_payload: BTreeMap<Bytes, u64>,
    /// The messages that it has: its own, and what it processed.
    pub known: BTreeMap<Id, Known>,
    /// What waits for its parents, the longest first.
    pub waiting: Vec<Waiting>,
    /// The messages of each group that nothing follows, in the order in which they came.
    pub unfollowed: BTreeMap<Bytes, Vec<Id>>,
    /// What was named as a parent in each group before it came.
    pub named: BTreeMap<Bytes, BTreeSet<Id>>,
    /// Its own messages that are to go into mailboxes.
    pub deposits: Vec<Deposit>,
    /// Its own log.
    pub log: WriterState,
    /// The logs that it reads, by name.
    pub logs: BTreeMap<String, ReaderState>,
}

/// A message that the node has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its group.
    pub group: Bytes,
    /// Whether a peer brought it, or it is the node's own; otherwise a log brought it, and its metadata counts for nothing.
    pub direct: bool,
    /// Whether it is ephemeral, as far as is known directly.
    pub ephemeral: bool,
    /// Who offered it before it came directly.
    pub offered_by: BTreeSet<Bytes>,
}

/// What the world says in each call but an append: the time in seconds, and the epoch.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The time.
    pub now: u64,
    /// The epoch.
    pub epoch: u64,
}

/// A call under way.
pub struct Call<'a> {
    /// The node.
    pub node: &'a mut Node,
    /// The world outside.
    pub stores: &'a mut dyn Stores,
    /// What this call delivers.
    pub delivered: Vec<Delivered>,
}

impl Node {
    /// A node that goes on from what it saved, or begins.
    pub fn open(mut settings: NodeSettings, saved: Option<NodeState>) -> Self {
        if settings.faulty.has(SyncFault::SpecNumbersAlways) {
            settings.numbers = Numbers::Spec;
        }
        if settings.faulty.has(SyncFault::RecordsUnbounded) {
            settings.bounds.records = u64::MAX;
        }
        if settings.faulty.has(SyncFault::OneRecordTooMany) {
            settings.bounds.records += 1;
        }
        // A node that is killed goes on from what it saved (`RL-SYNC-46`).
        let saved = saved.filter(|_| !settings.faulty.has(SyncFault::StartsAnew));
        let mut state = saved.unwrap_or_else(|| NodeState {
            groups: settings.groups.clone(),
            ..NodeState::default()
        });
        if settings.faulty.has(BlindNodeFault::GroupsToldAnew) {
            state.groups = settings.groups.clone();
        }
        Self {
            settings,
            state,
            acks: BTreeMap::new(),
        }
    }

    /// Takes the time and the epoch that are told. The answer is whether one of them went back.
    pub(super) fn tell(&mut self, told: Told) -> bool {
        let (state, faulty) = (&mut self.state, self.settings.faulty);
        let time_went_back = state.seconds.tell(told.now, faulty);
        let went_back = state.epochs.tell(told.epoch, faulty);
        if went_back {
            for record in state.records.values_mut().flat_map(BTreeMap::values_mut) {
                record.epoch_went_back(faulty);
            }
        }
        went_back || time_went_back
    }

    /// An ACK goes to the peer with the next payload (`RL-SYNC-9`, `RL-SYNC-15`).
    pub fn acknowledge(&mut self, peer: &Bytes, id: &Id) {
        let acks = self.acks.entry(peer.clone()).or_default();
        if !acks.contains(id) {
            acks.push(id.clone());
        }
    }
}

impl NodeState {
    /// The peers of a group.
    pub fn peers(&self, group: &Bytes) -> impl Iterator<Item = &Bytes> {
        self.groups.get(group).into_iter().flatten()
    }

    /// Whether a peer is in a group.
    pub fn is_in(&self, peer: &Bytes, group: &Bytes) -> bool {
        self.peers(group).any(|one| one == peer)
    }

    /// Whether a peer shares a group.
    pub fn is_peer(&self, peer: &Bytes) -> bool {
        self.groups.values().any(|peers| peers.contains(peer))
    }

    /// The record of a message for a peer.
    pub fn record(&mut self, peer: &Bytes, id: &Id) -> Option<&mut Record> {
        self.records.get_mut(peer)?.get_mut(id)
    }

    /// Makes a record, due at once.
    pub fn make_record(&mut self, peer: &Bytes, id: &Id, kind: RecordKind) {
        self.made += 1;
        let record = Record::new(kind, self.epochs.count, self.made);
        let records = self.records.entry(peer.clone()).or_default();
        records.insert(id.clone(), record);
    }

    /// Keeps what was sent for whoever requests it, which no sound node does with what is ephemeral (`RL-SYNC-28`).
    pub fn keep_for_nobody(&mut self, id: &Id, kind: RecordKind) {
        let nobody = Bytes::default();
        self.make_record(&nobody, id, kind);
        if let Some(record) = self.record(&nobody, id) {
            record.due = u64::MAX;
        }
    }

    /// Ends a record.
    pub fn end_record(&mut self, peer: &Bytes, id: &Id) {
        if let Some(records) = self.records.get_mut(peer) {
            records.remove(id);
        }
    }

    /// Whether there is room for no more records of a peer (`RL-SYNC-43`).
    pub fn is_full(&self, peer: &Bytes, settings: &NodeSettings) -> bool {
        let records = match settings.faulty.has(BlindNodeFault::BoundOfAllPeers) {
            true => self.records.values().map(BTreeMap::len).sum(),
            false => self.records.get(peer).map_or(0, BTreeMap::len),
        };
        records as u64 >= settings.bounds.records
    }

    /// Whether a message was delivered, or is the node's own.
    pub fn is_delivered(&self, id: &Id, group: &Bytes) -> bool {
        let known = self.known.get(id);
        known.is_some_and(|known| known.group == *group)
            && !self.waiting.iter().any(|waiting| waiting.id == *id)
    }
}

impl<'a> Call<'a> {
    /// A call of a node, in which nothing was delivered yet.
    pub fn new(node: &'a mut Node, stores: &'a mut dyn Stores) -> Self {
        Self {
            node,
            stores,
            delivered: Vec::new(),
        }
    }

    /// Saves, before anything is let out (`RL-SYNC-46`). The answer is what was delivered with it.
    pub fn save(self) -> Result<Vec<Delivered>, Dropped> {
        let ids: Vec<Id> = self.delivered.iter().map(|item| item.id.clone()).collect();
        self.stores.save_node(&self.node.state, &ids)?;
        Ok(self.delivered)
    }
}
