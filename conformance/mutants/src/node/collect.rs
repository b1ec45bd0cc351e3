//! Collecting: what peers have sealed for the node, out of its mailbox.

use super::state::{Call, Node};
use super::take::Delivered;
use crate::bytes::Bytes;
use crate::faults::SyncFault;
use crate::mailboxes::{Item, Mailboxes};
use crate::stores::Dropped;

/// How often one call collects. A mailbox that hands out the same for ever is left until the next.
const COLLECTS: usize = 16;

/// Empties the mailbox. What was collected is confirmed only after what came of it was saved (`RL-SYNC-52`).
pub(super) fn collect(
    node: &mut Node,
    world: &mut dyn Mailboxes,
) -> Result<Vec<Delivered>, Dropped> {
    let faulty = node.settings.faulty;
    let (mut delivered, mut token) = (Vec::new(), None);
    for _ in 0..COLLECTS {
        let Ok(collected) = world.collect(token)? else {
            break;
        };
        if collected.items.is_empty() {
            break;
        }
        token = Some(collected.token);
        if faulty.has(SyncFault::ConfirmedWhenCollected) {
            let _ = world.collect(token)?;
        }
        let mut call = Call::new(node, world);
        for item in &collected.items {
            call.take_item(item)?;
        }
        if !call.delivered.is_empty() || !faulty.has(SyncFault::UndeliveredConfirmedUnsaved) {
            delivered.extend(call.save()?);
        }
    }
    Ok(delivered)
}

impl Call<'_> {
    /// Takes what a peer has sealed for the node, as if the peer had sent it, and drops everything else (`RL-SYNC-51`). That
    /// the peer is there it does not show (`RL-SYNC-7`).
    fn take_item(&mut self, item: &Item) -> Result<(), Dropped> {
        let (settings, faulty) = (&self.node.settings, self.node.settings.faulty);
        let unseen = faulty.has(SyncFault::MailTakenUnseen);
        let is_sealed = item.sealed || faulty.has(SyncFault::SealNotChecked);
        let is_for_node = item.to == settings.peer || faulty.has(SyncFault::AddresseeNotChecked);
        let is_taken = unseen || (is_sealed && is_for_node);
        if !is_taken {
            return Ok(());
        }
        let from = self.sender(item);
        if let Ok(payload) = self.node.admit(&from, &item.bytes) {
            self.take_payload(&from, &payload)?;
        }
        Ok(())
    }

    /// Whom an item is from: whom it says, without a fault.
    fn sender(&self, item: &Item) -> Bytes {
        let Node {
            settings, state, ..
        } = &*self.node;
        let believed = settings.faulty.has(SyncFault::StrangerTakenForPeer)
            || settings.faulty.has(SyncFault::MailTakenUnseen);
        let mut peers = state.groups.values().flatten();
        match peers.next() {
            Some(first) if believed && !state.is_peer(&item.from) => first.clone(),
            _ => item.from.clone(),
        }
    }
}
