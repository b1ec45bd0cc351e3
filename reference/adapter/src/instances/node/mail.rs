//! The mailboxes of a node and of its peers: what it deposits and what it collects.

use remote_log_helpers::{Acks, MOST_BATCHES, MailError, Outbox, ack_item, message_item};
use remote_log_mvds::{Delivered, Sent};

use super::device::Device;
use super::input::{EpochInput, MailboxesField, peer_id};
use super::unbelieved;
use crate::answer::Refusal;
use crate::instances::port::Port;

/// What a node remembers of mailboxes while it is open.
pub(super) struct Mail {
    acks: Acks,
    outbox: Outbox,
    /// What was collected last and is not confirmed yet.
    token: Option<String>,
}

impl Mail {
    pub(super) fn new(field: MailboxesField) -> Self {
        Mail {
            acks: match field {
                MailboxesField::Messages => Acks::Direct,
                MailboxesField::MessagesAndAcks => Acks::Carried,
            },
            outbox: Outbox::default(),
            token: None,
        }
    }
}

/// Empties the node's mailbox. A batch is confirmed once what came of it is saved (RL-SYNC-52).
pub(super) async fn collect(
    port: &Port,
    device: &mut Device,
    input: &EpochInput,
) -> Result<Vec<Delivered>, Refusal> {
    let mut delivered = Vec::new();
    for _ in 0..MOST_BATCHES {
        let Some(mail) = &mut device.mail else {
            break;
        };
        let token = mail.token.take();
        let Some(batch) = port.collect(token.as_deref()).await else {
            break;
        };
        if batch.items.is_empty() {
            break;
        }
        let mut came = Vec::new();
        for item in &batch.items {
            // What nobody sealed for this very node may be anybody's (RL-SYNC-51).
            if !item.sealed || peer_id(&item.to) != device.node.settings().peer {
                continue;
            }
            let unbelieved = unbelieved(port, device, &item.bytes.0).await;
            let received = device.node.receive_carried(
                input.now.0,
                input.epoch.0,
                &peer_id(&item.from),
                &item.bytes.0,
                &mut |message| !unbelieved.contains(&message.id()),
            );
            came.extend(received.delivered);
        }
        device.save(port, &came).await?;
        delivered.extend(came);
        if let Some(mail) = &mut device.mail {
            mail.token = Some(batch.token);
        }
    }
    Ok(delivered)
}

/// Deposits what the node appended and the mailboxes of its peers lack.
pub(super) async fn deposit(port: &Port, device: &mut Device) -> Result<(), Refusal> {
    let Some(mail) = &mut device.mail else {
        return Ok(());
    };
    let waiting: Vec<Delivered> = device.node.to_publish().collect();
    for message in &waiting {
        let Some(item) = message_item(message, device.node.settings().numbering) else {
            continue;
        };
        for peer in mail.outbox.lacking(&device.node, message) {
            let deposited = port.deposit(&peer.0, &item).await;
            if deposited.is_ok() || deposited.is_err_and(MailError::is_final) {
                mail.outbox.settle(message.id, peer);
            }
        }
    }
    mail.outbox.finish(&mut device.node, &waiting);
    device.save(port, &[]).await?;
    Ok(())
}

/// Deposits the ACKs of what goes out, where mailboxes carry them. They are not tried again: a message that comes again
/// is acknowledged again (RL-SYNC-15).
pub(super) async fn deposit_acks(port: &Port, device: &Device, sent: &Sent) {
    if !matches!(&device.mail, Some(mail) if mail.acks == Acks::Carried) {
        return;
    }
    for payload in &sent.payloads {
        if let Some(item) = ack_item(payload, device.node.settings().numbering) {
            let _tried_once = port.deposit(&payload.peer.0, &item).await;
        }
    }
}
