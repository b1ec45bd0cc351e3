//! What a node knows of one peer.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use remote_log::message::MessageId;

use crate::record::Record;

/// What a node knows of one peer: its records, and when they are due.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    pub(crate) name: Bytes,
    /// The numbers of the groups that it is in.
    pub(crate) groups: BTreeSet<u32>,
    /// Each record, behind the number that tells which was made first.
    records: BTreeMap<MessageId, (u64, Record)>,
    /// The records by send epoch, and those of one epoch in the order in which they were made, so that parents go out
    /// before their children.
    due: BTreeMap<(u64, u64), MessageId>,
    /// What goes out with the next payload and is then forgotten (RL-SYNC-2). It is not saved.
    pub(crate) acks: BTreeSet<MessageId>,
}

impl Peer {
    pub(crate) fn new(name: Bytes) -> Self {
        Peer {
            name,
            groups: BTreeSet::new(),
            records: BTreeMap::new(),
            due: BTreeMap::new(),
            acks: BTreeSet::new(),
        }
    }

    pub(crate) fn record(&self, id: &MessageId) -> Option<&Record> {
        self.records.get(id).map(|(_, record)| record)
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// All records, the first made first.
    pub(crate) fn in_order(&self) -> Vec<(MessageId, Record)> {
        let mut all: Vec<_> = self.records.iter().collect();
        all.sort_unstable_by_key(|(_, (order, _))| *order);
        all.into_iter()
            .map(|(id, (_, record))| (*id, *record))
            .collect()
    }

    /// The records whose send epoch is in the range, in the order in which they go out.
    pub(crate) fn due(&self, from: u64, to: u64) -> impl Iterator<Item = (MessageId, Record)> {
        let range = (from, 0)..=(to, u64::MAX);
        // An empty range is one that a map refuses to look up.
        let some = (from <= to).then(|| self.due.range(range));
        some.into_iter()
            .flatten()
            .filter_map(|(_, id)| Some((*id, *self.record(id)?)))
    }

    /// When the node has something for this peer: at once while acks wait, else at the first send epoch.
    pub(crate) fn next(&self) -> Option<u64> {
        match self.acks.is_empty() {
            false => Some(0),
            true => self.due.first_key_value().map(|((due, _), _)| *due),
        }
    }

    /// Puts a record in the place of the one that there may be, which it answers.
    pub(crate) fn put(&mut self, id: MessageId, order: u64, record: Record) -> Option<Record> {
        let Some((order, place)) = self.records.get_mut(&id) else {
            self.records.insert(id, (order, record));
            self.due.insert((record.due, order), id);
            return None;
        };
        let old = std::mem::replace(place, record);
        if old.due != record.due {
            self.due.remove(&(old.due, *order));
            self.due.insert((record.due, *order), id);
        }
        Some(old)
    }

    /// Takes a record away.
    pub(crate) fn remove(&mut self, id: &MessageId) -> Option<Record> {
        let (order, record) = self.records.remove(id)?;
        self.due.remove(&(record.due, order));
        Some(record)
    }
}
