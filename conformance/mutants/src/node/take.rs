//! A message comes: from a peer, or out of a log.

use std::collections::BTreeSet;

use serde::Serialize;

use super::parents::parents;
use super::state::{Call, Known};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindNodeFault, SyncFault};
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
        let faulty = self.node.settings.faulty;
        let (id, group) = (message.id(faulty), &message.group);
        let offered_by = self.stop_asking(&id);
        if !faulty.has(SyncFault::RequestNeverEnds) {
            self.node.state.end_record(peer, &id);
        }
        let parents = parents(message, &id);
        let waits = self.has_to_wait(message, &parents);
        if self.is_acknowledged(peer, message, &id, waits) {
            self.node.acknowledge(peer, &id);
        }
        self.parents_are_evidence(peer, &parents);
        let state = &mut self.node.state;
        let (is_new, mut have_it) = match state.known.get_mut(&id) {
            Some(known) if known.direct => {
                let is_of_no_history =
                    known.ephemeral && faulty.has(BlindNodeFault::EphemeralEachTime);
                if is_of_no_history || faulty.has(SyncFault::DeliveredAgain) {
                    let data = message.encode(Numbers::Spec, faulty);
                    self.delivered.push(Delivered { id, data });
                }
                return;
            }
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
        if !is_new && faulty.has(SyncFault::DirectMetadataIgnored) {
            // What the log brought is followed by nothing, as before.
        } else if message.is_ephemeral() && !faulty.has(SyncFault::EphemeralNamed) {
            state.is_no_parent(group, &id);
        } else {
            if is_new {
                state.has_come(group, &id);
            }
            state.follows(group, &parents, faulty);
        }
        if !message.is_ephemeral() || faulty.has(BlindNodeFault::EphemeralPassedOn) {
            self.pass_on(peer, &id, message, &have_it);
        }
        let data = message.encode(Numbers::Spec, faulty);
        if is_new {
            self.deliver_or_wait(id, group, data, parents, waits);
        } else if faulty.has(SyncFault::DirectCopyDelivered) {
            self.delivered.push(Delivered { id, data });
        }
    }

    /// Whether a message of a peer is acknowledged: each time that it comes (`RL-SYNC-9`, `RL-SYNC-15`), unless it is
    /// ephemeral (`RL-SYNC-25`).
    fn is_acknowledged(&self, peer: &Bytes, message: &Message, id: &Id, waits: bool) -> bool {
        let faulty = self.node.settings.faulty;
        if message.is_ephemeral() {
            return faulty.has(SyncFault::EphemeralAcknowledged);
        }
        if self.node.state.known.contains_key(id) {
            return !faulty.has(SyncFault::NotAcknowledgedAgain);
        }
        let is_first = self.node.acks.get(peer).is_none_or(Vec::is_empty);
        !(faulty.has(SyncFault::NotAcknowledged)
            || (faulty.has(SyncFault::FirstMessageAcknowledged) && !is_first)
            || (faulty.has(SyncFault::WaitingNotAcknowledged) && waits))
    }

    /// Takes what the log of a peer lists, as if the peer had sent it; but its metadata counts for nothing (`RL-SYNC-32`,
    /// `RL-SYNC-33`).
    pub(super) fn take_listed(&mut self, author: &Bytes, id: Id, data: Bytes, message: &Message) {
        let group = &message.group;
        let faulty = self.node.settings.faulty;
        if !self.node.state.is_in(author, group) && !faulty.has(SyncFault::StrangersTaken) {
            return;
        }
        let offered_by = self.stop_asking(&id);
        let parents = parents(message, &id);
        if self.listed_is_acknowledged(message, &id) {
            self.node.acknowledge(author, &id);
        }
        for parent in &parents {
            self.lets_rest(author, parent);
        }
        let believed = faulty.has(SyncFault::ListedMetadataBelieved);
        let waits = (believed || faulty.has(SyncFault::ListedParentsAwaited))
            && self.has_to_wait(message, &parents);
        let state = &mut self.node.state;
        if state.known.contains_key(&id) {
            if faulty.has(SyncFault::DeliveredFromLogAgain) {
                self.delivered.push(Delivered { id, data });
            }
            return;
        }
        let known = Known {
            group: group.clone(),
            direct: false,
            ephemeral: false,
            offered_by,
        };
        state.known.insert(id.clone(), known);
        if !(believed && message.is_ephemeral()) {
            state.has_come(group, &id);
        }
        if believed || faulty.has(SyncFault::ListedParentsFollowed) {
            state.follows(group, &parents, faulty);
        }
        self.deliver_or_wait(id, group, data, parents, waits);
    }

    /// Whether a message that the log of its author lists is acknowledged to it (`RL-SYNC-32`), whatever that copy says of
    /// itself (`RL-SYNC-33`).
    fn listed_is_acknowledged(&self, message: &Message, id: &Id) -> bool {
        let (state, faulty) = (&self.node.state, self.node.settings.faulty);
        let known = state.known.get(id);
        let is_ephemeral = known.is_some_and(|known| known.ephemeral)
            || (message.is_ephemeral() && faulty.has(SyncFault::ListedMetadataBelieved));
        let unsaid = faulty.has(SyncFault::ListedNotAcknowledged)
            || (known.is_some() && faulty.has(SyncFault::KnownListedNotAcknowledged));
        !is_ephemeral && !unsaid
    }

    /// A message that has come is not requested any more, from anybody (`RL-SYNC-14`). The answer is who offered it.
    fn stop_asking(&mut self, id: &Id) -> BTreeSet<Bytes> {
        let faulty = self.node.settings.faulty;
        let goes_on =
            faulty.has(SyncFault::RequestNeverEnds) || faulty.has(SyncFault::OthersStillAsked);
        let mut offered_by = BTreeSet::new();
        for (peer, records) in &mut self.node.state.records {
            if records
                .get(id)
                .is_some_and(|record| record.kind.message().is_none())
            {
                offered_by.insert(peer.clone());
                if !goes_on {
                    records.remove(id);
                }
            }
        }
        offered_by
    }

    /// Who names a message has it, unless it was passed on (`RL-SYNC-37`).
    fn parents_are_evidence(&mut self, peer: &Bytes, parents: &[Id]) {
        let settings = &self.node.settings;
        let is_hearsay = settings.forward && !settings.faulty.has(BlindNodeFault::ParentsEndAlways);
        if is_hearsay || settings.faulty.has(SyncFault::ParentsSayNothing) {
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
        let (now, faulty) = (self.node.state.epochs.count, self.node.settings.faulty);
        if faulty.has(SyncFault::EvidenceIgnored) {
            return;
        }
        if let Some(record) = self.node.state.record(peer, parent)
            && record.kind.message().is_some()
        {
            record.rest(now);
            if faulty.has(SyncFault::EvidenceEndsRecord) {
                self.node.state.end_record(peer, parent);
            }
        }
    }
}
