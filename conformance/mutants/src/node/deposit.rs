//! Depositing: the node's own messages go into the mailboxes of its peers, too.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::state::{Node, NodeState};
use super::{Mailed, NodeSettings};
use crate::bytes::Bytes;
use crate::faults::{Faulty, SyncFault};
use crate::mailboxes::Mailboxes;
use crate::message::Message;
use crate::payload::Payload;
use crate::stores::{Dropped, Failure};

/// A message that is to go into the mailbox of a peer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deposit {
    /// The peer.
    pub to: Bytes,
    /// The message.
    pub message: Message,
}

impl NodeState {
    /// A message of the node's own is to be deposited for each peer of its group, unless it is ephemeral (`RL-SYNC-49`).
    pub(super) fn goes_into_mailboxes(
        &mut self,
        message: &Message,
        peers: &BTreeSet<Bytes>,
        settings: &NodeSettings,
    ) {
        let faulty = settings.faulty;
        let is_deposited = !message.is_ephemeral() || faulty.has(SyncFault::EphemeralDeposited);
        if settings.mailboxes.is_none() || !is_deposited || faulty.has(SyncFault::NothingDeposited)
        {
            return;
        }
        let most = match faulty.has(SyncFault::DepositedForFirstPeer) {
            true => 1,
            false => usize::MAX,
        };
        self.deposits
            .extend(peers.iter().take(most).map(|peer| Deposit {
                to: peer.clone(),
                message: message.clone(),
            }));
    }
}

/// Deposits what is to be, each message in a payload of its own. What has not come to its end is left for the next call.
pub(super) fn deposit(node: &mut Node, world: &mut dyn Mailboxes) -> Result<(), Dropped> {
    let NodeSettings {
        numbers, faulty, ..
    } = node.settings;
    let due = std::mem::take(&mut node.state.deposits);
    let count = due.len();
    for item in items(due, faulty) {
        let payload = Payload {
            messages: item.iter().map(|one| one.message.clone()).collect(),
            ..Payload::default()
        };
        let answer = world.deposit(&item[0].to, &payload.encode(numbers, faulty))?;
        if is_tried_again(answer, faulty) {
            node.state.deposits.extend(item);
        }
    }
    match node.state.deposits.len() == count {
        true => Ok(()),
        false => world.save_node(&node.state, &[]),
    }
}

/// What goes into one item each: one message, without a fault.
fn items(due: Vec<Deposit>, faulty: Faulty) -> Vec<Vec<Deposit>> {
    let mut items: Vec<Vec<Deposit>> = Vec::new();
    for one in due {
        let mut others = items.iter_mut();
        match others.find(|item| item[0].to == one.to) {
            Some(item) if faulty.has(SyncFault::DepositedTogether) => item.push(one),
            _ => items.push(vec![one]),
        }
    }
    items
}

/// Whether a deposit that was answered so is tried again (`RL-SYNC-50`). One that succeeded is not (`RL-SYNC-49`).
fn is_tried_again(answer: Result<(), Failure>, faulty: Faulty) -> bool {
    match answer {
        Ok(()) => faulty.has(SyncFault::DepositedEachEpoch),
        Err(Failure::NotFound | Failure::TooLarge) => faulty.has(SyncFault::VainDepositTriedAgain),
        Err(Failure::Full) if faulty.has(SyncFault::FullNotTriedAgain) => false,
        Err(_) => !faulty.has(SyncFault::DepositNotTriedAgain),
    }
}

/// Deposits the ACKs of the payloads that go out, once, if the node is told to (`RL-SYNC-53`). What comes of it is not
/// asked: a message comes again until its ACK has come.
pub(super) fn deposit_acks(
    settings: &NodeSettings,
    world: &mut dyn Mailboxes,
    sent: Vec<(Bytes, Payload)>,
) -> Result<(), Dropped> {
    if settings.mailboxes != Some(Mailed::MessagesAndAcks) {
        return Ok(());
    }
    for (peer, payload) in sent {
        let acks = Payload {
            acks: payload.acks,
            ..Payload::default()
        };
        if !acks.is_empty() {
            let _ = world.deposit(&peer, &acks.encode(settings.numbers, settings.faulty))?;
        }
    }
    Ok(())
}
