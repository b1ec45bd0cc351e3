//! Passing on what a peer sent.

use std::collections::BTreeSet;

use super::append::send_to;
use super::state::{Call, Node};
use crate::bytes::{Bytes, Id};
use crate::faults::SyncFault;
use crate::message::Message;

impl Call<'_> {
    /// Passes a message on to the other peers of its group that have not offered it (`RL-SYNC-39`), if it is told to
    /// (`RL-SYNC-40`).
    pub(super) fn pass_on(
        &mut self,
        from: &Bytes,
        id: &Id,
        message: &Message,
        offered_by: &BTreeSet<Bytes>,
    ) {
        let Node {
            settings, state, ..
        } = &mut *self.node;
        let faulty = settings.faulty;
        let passes_on = settings.forward && !faulty.has(SyncFault::NotPassedOn);
        if !passes_on && !faulty.has(SyncFault::AlwaysPassedOn) {
            return;
        }
        let peers: Vec<Bytes> = state.peers(&message.group).cloned().collect();
        for peer in peers {
            let has_it = match peer == *from {
                true => !faulty.has(SyncFault::PassedBack),
                false => offered_by.contains(&peer) && !faulty.has(SyncFault::PassedToWhoOffered),
            };
            if !has_it && !state.is_full(&peer, settings) {
                send_to(state, &peer, id, message, settings);
            }
        }
    }
}
