//! Store and forward as a helper: the node's side of the mailboxes.

use remote_log::log::Unsaved;
use remote_log::message::Numbering;
use remote_log::payload::Payload;
use remote_log_mvds::{Delivered, Node, Outgoing, PeerId};

use super::{MailError, Mailbox, Outbox, Seal, Token, ack_item, message_item};
use crate::{Helper, Online, Report, Traffic, Visit};

/// The most batches that a node takes at a time. The next time it goes on, so that a mailbox without an end ends nothing.
pub const MOST_BATCHES: usize = 64;

/// Store and forward: what a node appends also goes, once, into the mailbox of each peer of the group, who finds it there
/// when it is online (RL-SYNC-49). The node is one whose settings say that it has a log
/// ([`Settings::log`](remote_log_mvds::Settings::log)): what waits to be published waits for the mailboxes.
#[derive(Debug)]
pub struct StoreAndForward<M, S> {
    mailbox: M,
    seal: S,
    acks: Acks,
    /// What was collected last and is not confirmed yet.
    confirm: Option<Token>,
    outbox: Outbox,
}

/// Whether mailboxes carry acknowledgements back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Acks {
    /// They go directly and no other way.
    Direct,
    /// Each also goes into the mailbox of the peer that it is for, once, as it is sent once (RL-SYNC-53).
    Carried,
}

impl<M: Mailbox, S: Seal> StoreAndForward<M, S> {
    /// A helper over this service.
    pub fn new(mailbox: M, seal: S, acks: Acks) -> Self {
        StoreAndForward {
            mailbox,
            seal,
            acks,
            confirm: None,
            outbox: Outbox::default(),
        }
    }

    fn deposit(
        &mut self,
        recipient: &PeerId,
        payload: &[u8],
        traffic: &mut Traffic,
    ) -> Result<(), MailError> {
        let item = self.seal.seal(recipient, payload);
        let answer = self.mailbox.deposit(recipient, &item);
        traffic.call(recipient.0.len() + item.0.len(), 0);
        answer
    }

    /// Puts a message into the mailboxes of the peers of its group that lack it.
    fn deposit_message(&mut self, it: &Delivered, node: &Node, visit: &mut Visit) {
        let Some(payload) = message_item(it, node.settings().numbering) else {
            return;
        };
        for recipient in self.outbox.lacking(node, it) {
            match self.deposit(&recipient, &payload, &mut visit.traffic) {
                Ok(()) => {
                    visit.traffic.messages_up += 1;
                    self.outbox.settle(it.id, recipient);
                }
                Err(error) => {
                    if error.is_final() {
                        self.outbox.settle(it.id, recipient.clone());
                    }
                    visit.reports.push(Report::Mailbox { recipient, error });
                }
            }
        }
    }

    fn deposit_acks(&mut self, sent: &Outgoing, numbering: Numbering, visit: &mut Visit) {
        let Some(payload) = ack_item(sent, numbering) else {
            return;
        };
        match self.deposit(&sent.peer, &payload, &mut visit.traffic) {
            Ok(()) => {
                let carried = Payload::decode(&payload, numbering).unwrap_or_default();
                visit.traffic.acks_up += carried.acks.len() as u64;
            }
            Err(error) => {
                let recipient = sent.peer.clone();
                visit.reports.push(Report::Mailbox { recipient, error });
            }
        }
    }

    /// Takes the next batch, and answers whether there may be another. The batch is confirmed with the next one, once the
    /// node has kept it (RL-SYNC-52).
    fn take_batch(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<bool, Unsaved> {
        let own = online.node.settings().peer.clone();
        let confirm = self.confirm.take();
        let answer = self.mailbox.collect(&own, confirm);
        let token_bytes = confirm.map_or(0, |_| size_of::<Token>());
        let items = answer.as_ref().map_or(&[][..], |batch| &batch.items);
        let down = items.iter().map(|item| item.0.len()).sum();
        visit.traffic.call(own.0.len() + token_bytes, down);
        let batch = match answer {
            Ok(batch) => batch,
            Err(error) => {
                // What cannot be confirmed is collected again.
                let recipient = own;
                visit.reports.push(Report::Mailbox { recipient, error });
                return Ok(false);
            }
        };
        if batch.items.is_empty() {
            return Ok(false);
        }
        let mut delivered = Vec::new();
        let numbering = online.node.settings().numbering;
        for item in &batch.items {
            let (sender, bytes) = match self.seal.open(item) {
                Ok(opened) => opened,
                Err(unopened) => {
                    visit.reports.push(Report::Unopened(unopened));
                    continue;
                }
            };
            if let Ok(payload) = Payload::decode(&bytes, numbering) {
                visit.traffic.messages_down += payload.messages.len() as u64;
                visit.traffic.acks_down += payload.acks.len() as u64;
            }
            let received = online.receive_carried(&sender, &bytes);
            delivered.extend(received.delivered.iter().cloned());
            visit.add(&sender, received);
        }
        online.keep(&delivered)?;
        self.confirm = Some(batch.token);
        Ok(true)
    }
}

impl<M: Mailbox, S: Seal> Helper for StoreAndForward<M, S> {
    fn take(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved> {
        for _ in 0..MOST_BATCHES {
            if !self.take_batch(online, visit)? {
                break;
            }
        }
        Ok(())
    }

    fn give(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved> {
        let waiting: Vec<Delivered> = online.node.to_publish().collect();
        for it in &waiting {
            self.deposit_message(it, online.node, visit);
        }
        self.outbox.finish(online.node, &waiting);
        online.keep(&[])?;
        if self.acks == Acks::Carried {
            let numbering = online.node.settings().numbering;
            for sent in std::mem::take(&mut visit.payloads) {
                self.deposit_acks(&sent, numbering, visit);
                visit.payloads.push(sent);
            }
        }
        Ok(())
    }
}
