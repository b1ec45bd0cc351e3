//! What a message follows, and which messages nothing follows.

use super::NodeState;
use crate::bytes::{Bytes, Id};
use crate::faults::{Faulty, SyncFault};
use crate::message::Message;

/// The most parents of a message.
const PARENTS: usize = 64;

/// The parents that a message has: what is no id, and the message itself, are none.
pub(super) fn parents(message: &Message, id: &Id) -> Vec<Id> {
    let named = message.metadata.iter().flat_map(|said| &said.parents);
    let are_ids = named.filter(|parent| parent.len() == 32 && *parent != id);
    are_ids.take(PARENTS).cloned().collect()
}

impl NodeState {
    /// The parents of the next message of a group: the first to come of those that nothing follows (`RL-SYNC-20`).
    pub(super) fn next_parents(&self, group: &Bytes, faulty: Faulty) -> Vec<Id> {
        let unfollowed = self.unfollowed.get(group).into_iter().flatten();
        let mut parents: Vec<Id> = unfollowed.take(PARENTS).cloned().collect();
        if faulty.has(SyncFault::NoParents) {
            parents.clear();
        }
        if faulty.has(SyncFault::LastParentOnly) {
            parents = parents.pop().into_iter().collect();
        }
        parents
    }

    /// A message of a group has come: nothing follows it, unless it was named before.
    pub(super) fn has_come(&mut self, group: &Bytes, id: &Id) {
        let named = self.named.entry(group.clone()).or_default();
        if !named.remove(id) {
            self.unfollowed
                .entry(group.clone())
                .or_default()
                .push(id.clone());
        }
    }

    /// A message that came directly, or is the node's own, follows its parents.
    pub(super) fn follows(&mut self, group: &Bytes, parents: &[Id], faulty: Faulty) {
        if faulty.has(SyncFault::FollowedNamed) {
            return;
        }
        let unfollowed = self.unfollowed.entry(group.clone()).or_default();
        unfollowed.retain(|id| !parents.contains(id));
        let named = self.named.entry(group.clone()).or_default();
        let lacked = parents.iter().filter(|id| !self.known.contains_key(*id));
        named.extend(lacked.cloned());
    }

    /// A message turned out to be ephemeral: it is no parent (`RL-SYNC-21`).
    pub(super) fn is_no_parent(&mut self, group: &Bytes, id: &Id) {
        if let Some(unfollowed) = self.unfollowed.get_mut(group) {
            unfollowed.retain(|one| one != id);
        }
    }
}
