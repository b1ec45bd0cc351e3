//! A message comes: from a peer, or out of a log.

use std::collections::BTreeSet;

use serde::Serialize;

use super::append::send_to;
use super::parents::parents;
use super::state::{Call, Known};
use super::waiting::Waiting;
use super::{Delivery, NodeSettings};
use crate::bytes::{Bytes, Id};
use crate::message::{Message, Numbers};

/// A message for the application, once (`RL-SYNC-29`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Its id.
    pub id: Id,
    /// The serialized message, with the numbers of the specification.
    pub data: Bytes,
}

impl Call<'_> {
    /// Takes a message that a peer of its group sent. The application has been asked about it.
    pub(super) fn take_direct(&mut self, peer: &Bytes, message: &Message) {
        let (id, group) = (message.id(), &message.group);
        let offered_by = self.stop_asking(&id);
        let state = &mut self.node.state;
        state.end_record(peer, &id);
        if !message.is_ephemeral() {
            self.node.acknowledge(peer, &id);
        }
        let parents = parents(message, &id);
        self.parents_are_evidence(peer, &parents);
        let state = &mut self.node.state;
        let (is_new, mut have_it) = match state.known.get_mut(&id) {
            Some(known) if known.direct => return,
            Some(known) => {
                // This copy takes the place of what a log brought (`RL-SYNC-34`).
                known.direct = true;
                known.ephemeral = message.is_ephemeral();
                (false, std::mem::take(&mut known.offered_by))
            }
            None => {
                let known = Known {
                    group: group.clone(),
                    direct: true,
                    ephemeral: message.is_ephemeral(),
                    offered_by: Default::default(),
                };
                state.known.insert(id.clone(), known);
                (true, Default::default())
            }
        };
        have_it.extend(offered_by);
        have_it.insert(peer.clone());
        if message.is_ephemeral() {
            state.is_no_parent(group, &id);
        } else {
            if is_new {
                state.has_come(group, &id);
            }
            state.follows(group, &parents);
            if self.node.settings.forward {
                self.pass_on(&id, message, &have_it);
            }
        }
        if is_new {
            self.deliver_or_wait(id, message, parents);
        }
    }

    /// Takes what the log of a peer lists, as if the peer had sent it; but its metadata counts for nothing (`RL-SYNC-32`,
    /// `RL-SYNC-33`).
    pub(super) fn take_listed(&mut self, author: &Bytes, id: Id, data: Bytes, message: &Message) {
        let offered_by = self.stop_asking(&id);
        let group = &message.group;
        let state = &mut self.node.state;
        let is_ephemeral = state.known.get(&id).is_some_and(|known| known.ephemeral);
        if state.is_in(author, group) && !is_ephemeral {
            self.node.acknowledge(author, &id);
        }
        for parent in parents(message, &id) {
            self.lets_rest(author, &parent);
        }
        let state = &mut self.node.state;
        if state.known.contains_key(&id) {
            return;
        }
        let known = Known {
            group: group.clone(),
            direct: false,
            ephemeral: false,
            offered_by,
        };
        state.known.insert(id.clone(), known);
        state.has_come(group, &id);
        self.deliver(id, data);
    }

    /// A message that has come is not requested any more, from anybody (`RL-SYNC-14`). The answer is who offered it.
    fn stop_asking(&mut self, id: &Id) -> BTreeSet<Bytes> {
        let mut offered_by = BTreeSet::new();
        for (peer, records) in &mut self.node.state.records {
            if records
                .get(id)
                .is_some_and(|record| record.kind.message().is_none())
            {
                records.remove(id);
                offered_by.insert(peer.clone());
            }
        }
        offered_by
    }

    /// Who names a message has it, unless it was passed on (`RL-SYNC-37`).
    fn parents_are_evidence(&mut self, peer: &Bytes, parents: &[Id]) {
        if self.node.settings.forward {
            return;
        }
        for parent in parents {
            let record = self.node.state.record(peer, parent);
            if record.is_some_and(|record| record.kind.message().is_some()) {
                self.node.state.end_record(peer, parent);
            }
        }
    }

    /// A message in the log of a peer names another: its record rests (`RL-SYNC-35`, `RL-SYNC-36`).
    fn lets_rest(&mut self, peer: &Bytes, parent: &Id) {
        let now = self.node.state.epochs.count;
        if let Some(record) = self.node.state.record(peer, parent)
            && record.kind.message().is_some()
        {
            record.rest(now);
        }
    }

    /// Passes a message on to the other peers of its group (`RL-SYNC-39`).
    fn pass_on(&mut self, id: &Id, message: &Message, have_it: &BTreeSet<Bytes>) {
        let NodeSettings { mode, bounds, .. } = self.node.settings;
        let state = &mut self.node.state;
        let peers: Vec<Bytes> = state.peers(&message.group).cloned().collect();
        for peer in peers {
            if !have_it.contains(&peer) && !state.is_full(&peer, bounds) {
                send_to(state, &peer, id, message, mode);
            }
        }
    }

    /// Delivers a message, unless it has to wait for its parents (`RL-SYNC-22`). An ephemeral one waits for nobody.
    fn deliver_or_wait(&mut self, id: Id, message: &Message, parents: Vec<Id>) {
        let data = message.encode(Numbers::Spec, self.node.settings.faulty);
        let buffers = self.node.settings.delivery == Delivery::Buffered;
        let state = &mut self.node.state;
        let group = &message.group;
        let lacks = |parent: &Id| !state.is_delivered(parent, group);
        if buffers && !message.is_ephemeral() && parents.iter().any(lacks) {
            let since = state.seconds.count;
            state.waiting.push(Waiting {
                id,
                group: group.clone(),
                data,
                parents,
                since,
            });
            self.end_waits();
        } else {
            self.deliver(id, data);
        }
    }

    /// Delivers a message, and right after it what has waited for nothing but it.
    pub(super) fn deliver(&mut self, id: Id, data: Bytes) {
        self.delivered.push(Delivered { id, data });
        self.release();
    }
}
