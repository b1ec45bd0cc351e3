//! A message that came: what it shows, to whom it goes, and when it is delivered.

use std::collections::BTreeSet;

use bytes::Bytes;
use remote_log::message::{Message, MessageId, Numbering};

use crate::fact::{Fact, Origin};
use crate::outcome::Delivered;
use crate::{Delivery, Node};

impl Node {
    /// Takes a message that a member of its group sent.
    pub(crate) fn take_direct(
        &mut self,
        peer: u32,
        group: u32,
        id: MessageId,
        message: &Message<'_>,
        delivered: &mut Vec<Delivered>,
    ) {
        let ephemeral = is_ephemeral(message);
        self.has(peer, id);
        let offered = self.end_requests(id);
        if !ephemeral {
            self.acknowledge(peer, id);
        }
        let parents = match ephemeral {
            true => Vec::new(),
            false => self.parents(id, message),
        };
        // Where nodes pass messages on, a message says what its author has, and not what the peer has (RL-SYNC-37).
        if !self.settings.forward {
            for parent in &parents {
                self.has(peer, *parent);
            }
        }
        let held = self.state.held.get(&id).map(|held| held.origin);
        if matches!(held, Some(Origin::Direct | Origin::Ephemeral)) {
            return;
        }
        let origin = match ephemeral {
            true => Origin::Ephemeral,
            false => Origin::Direct,
        };
        self.record(Fact::Held { id, group, origin });
        if ephemeral {
            if held.is_some() {
                // A helper gave it out as one to be kept.
                let ids = vec![id];
                self.record(Fact::Named { group, ids });
            } else {
                self.deliver(id, group, encoded(message), delivered);
            }
            return;
        }
        let bytes = encoded(message);
        self.pass_on(peer, &offered, group, id, &bytes);
        if held.is_none() {
            self.record(Fact::Parent { group, id });
        }
        let missing = self.missing(&parents);
        self.name(group, &parents);
        for parent in &missing {
            if !self.state.held.contains_key(parent) {
                self.request(peer, *parent);
            }
        }
        match (held, self.settings.delivery) {
            // It was delivered when the helper brought it.
            (Some(_), _) => {}
            (None, Delivery::Buffered) if !missing.is_empty() => {
                self.wait(id, missing, bytes, delivered);
            }
            (None, _) => self.deliver(id, group, bytes, delivered),
        }
    }

    /// Takes a message that the log of its author lists. Its metadata is a hint: it delays nothing, ends no record and
    /// has no part in what is a parent (RL-SYNC-33).
    pub(crate) fn take_from_helper(
        &mut self,
        author: u32,
        group: u32,
        id: MessageId,
        message: &Message<'_>,
        bytes: &[u8],
        delivered: &mut Vec<Delivered>,
    ) {
        self.end_requests(id);
        self.acknowledge(author, id);
        self.park(author, id);
        for parent in self.parents(id, message) {
            self.park(author, parent);
        }
        if self.state.held.contains_key(&id) {
            return;
        }
        let origin = Origin::Helper;
        self.record(Fact::Held { id, group, origin });
        self.record(Fact::Parent { group, id });
        self.deliver(id, group, Bytes::copy_from_slice(bytes), delivered);
    }

    /// Hands out what waited for its parents until now (RL-SYNC-23).
    pub(crate) fn end_waits(&mut self, now: u64, delivered: &mut Vec<Delivered>) {
        while let Some((deadline, id)) = self.state.inbox.first()
            && deadline <= now
        {
            self.deliver_kept(id, delivered);
        }
    }

    /// Nobody is asked for the message any more. It answers who was: they have it.
    fn end_requests(&mut self, id: MessageId) -> Vec<u32> {
        let asked = self.state.requested(&id);
        for peer in &asked {
            self.record(Fact::Gone { peer: *peer, id });
        }
        asked
    }

    /// The parents that a message names, as far as they are believed.
    fn parents(&self, id: MessageId, message: &Message<'_>) -> Vec<MessageId> {
        let named = message.metadata.iter().flat_map(|it| &it.parents);
        let ids = named.filter_map(|parent| <[u8; 32]>::try_from(*parent).ok());
        ids.map(MessageId)
            .filter(|parent| *parent != id)
            .take(self.settings.limits.parents)
            .collect()
    }

    /// Those of the parents that are not delivered.
    fn missing(&self, parents: &[MessageId]) -> BTreeSet<MessageId> {
        let lacks =
            |id: &MessageId| !self.state.held.contains_key(id) || self.state.inbox.contains(id);
        parents.iter().copied().filter(lacks).collect()
    }

    /// These have a child. Of those that have not come, only so many are remembered.
    fn name(&mut self, group: u32, parents: &[MessageId]) {
        let frontier = &self.state.groups[group as usize].frontier;
        let mut room = self
            .settings
            .limits
            .awaited
            .saturating_sub(frontier.awaited_len());
        let mut ids = parents.to_vec();
        ids.retain(|id| {
            self.state.held.contains_key(id) || {
                let fits = room > 0;
                room = room.saturating_sub(1);
                fits
            }
        });
        if !ids.is_empty() {
            self.record(Fact::Named { group, ids });
        }
    }

    /// A helper says that the peer has a message. A helper can lie, so the record stays, and rests (RL-SYNC-35,
    /// RL-SYNC-36).
    fn park(&mut self, peer: u32, id: MessageId) {
        if let Some(record) = self.state.peers[peer as usize].record(&id)
            && record.group.is_some()
        {
            let record = record.parked(self.state.epochs.at, &self.settings.backoff);
            self.record(Fact::Record { peer, id, record });
        }
    }

    /// Sends what a peer sent to the others of the group, save those who offered it (RL-SYNC-39).
    fn pass_on(&mut self, from: u32, offered: &[u32], group: u32, id: MessageId, bytes: &Bytes) {
        if !self.settings.forward {
            return;
        }
        let members = &self.state.groups[group as usize].members;
        let to: Vec<u32> = members
            .iter()
            .copied()
            .filter(|peer| *peer != from && !offered.contains(peer))
            .filter(|peer| self.state.peers[*peer as usize].len() < self.settings.limits.records)
            .collect();
        if !to.is_empty() {
            let bytes = bytes.clone();
            self.record(Fact::Kept { id, bytes });
        }
        for peer in to {
            self.send_to(peer, id, group, false);
        }
    }

    /// Keeps a message until its parents are delivered. One too many ends the longest wait.
    fn wait(
        &mut self,
        id: MessageId,
        missing: BTreeSet<MessageId>,
        bytes: Bytes,
        delivered: &mut Vec<Delivered>,
    ) {
        let limits = self.settings.limits;
        self.record(Fact::Kept { id, bytes });
        self.record(Fact::Waits {
            id,
            deadline: self.state.seconds.at.saturating_add(limits.buffer_seconds),
            missing,
        });
        while self.state.inbox.len() > limits.buffered
            && let Some((_, first)) = self.state.inbox.first()
        {
            self.deliver_kept(first, delivered);
        }
    }

    /// Delivers a message, and what waited for nothing else.
    fn deliver(&mut self, id: MessageId, group: u32, data: Bytes, delivered: &mut Vec<Delivered>) {
        let group = self.state.groups[group as usize].id;
        delivered.push(Delivered { id, group, data });
        self.record(Fact::Delivered { id });
        while let Some(id) = self.state.inbox.ready() {
            self.deliver_one(id, delivered);
        }
    }

    /// Delivers a message that waits, and what waits for it.
    fn deliver_kept(&mut self, id: MessageId, delivered: &mut Vec<Delivered>) {
        self.deliver_one(id, delivered);
        while let Some(id) = self.state.inbox.ready() {
            self.deliver_one(id, delivered);
        }
    }

    fn deliver_one(&mut self, id: MessageId, delivered: &mut Vec<Delivered>) {
        if let (Some(held), Some(data)) = (self.state.held.get(&id), self.state.bodies.get(&id)) {
            delivered.push(Delivered {
                id,
                group: self.state.groups[held.group as usize].id,
                data: data.clone(),
            });
        }
        self.record(Fact::Delivered { id });
    }
}

/// Whether a message is to be kept out of history.
pub(crate) fn is_ephemeral(message: &Message<'_>) -> bool {
    message.metadata.as_ref().is_some_and(|it| it.ephemeral)
}

/// The message as a log stores it.
fn encoded(message: &Message<'_>) -> Bytes {
    let mut bytes = Vec::new();
    message.encode(Numbering::Spec, &mut bytes);
    bytes.into()
}
