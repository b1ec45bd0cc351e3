//! `node.open` and what is asked of an open node.

mod device;
mod helper;
mod input;
mod mail;
mod output;

use std::collections::BTreeSet;

use remote_log::message::{Message, MessageId, Numbering};
use remote_log::payload::Payload;
use remote_log::wire::Reason;
use remote_log_mvds::{AppendError, Appended};

use self::device::Device;
use self::input::{AppendInput, EpochInput, PeersInput, ReceiveInput, group_id, peer_id};
use self::output::{AppendAnswer, EpochAnswer, ReceiveAnswer};
use super::port::{Asked, Port, Reply};
use crate::answer::{Refusal, put};

/// The life of a node, from `node.open` with this input until the task is dropped.
pub(super) async fn live(port: Port, input: String) {
    let mut device = match Device::open(&port, &input).await {
        Ok(device) => device,
        Err(refusal) => return port.reply(Err(refusal)),
    };
    port.reply(Ok(b"{}".to_vec()));
    loop {
        let Asked { op, input } = port.asked().await;
        let reply = match &*op {
            "node.peers" => peers(&port, &mut device, &input).await,
            "node.append" => append(&port, &mut device, &input).await,
            "node.epoch" => epoch(&port, &mut device, &input).await,
            "node.receive" => receive(&port, &mut device, &input).await,
            "node.helper" => helper::helper(&port, &mut device, &input).await,
            _ => Err(Refusal::Fault(format!("a node has no operation {op}"))),
        };
        port.reply(reply);
    }
}

async fn peers(port: &Port, device: &mut Device, input: &str) -> Reply {
    let input: PeersInput<'_> = serde_json::from_str(input)?;
    let group = group_id(&input.group)?;
    device
        .node
        .set_peers(group, input.peers.iter().map(peer_id));
    device.save(port, &[]).await?;
    Ok(b"{}".to_vec())
}

async fn append(port: &Port, device: &mut Device, input: &str) -> Reply {
    let input: AppendInput<'_> = serde_json::from_str(input)?;
    let group = group_id(&input.group)?;
    let appended = device
        .node
        .append(&group, input.timestamp.0, &input.body.0, input.ephemeral)?;
    device.save(port, &[]).await?;
    answer(&AppendAnswer {
        id: appended.id().0[..].into(),
        status: match appended {
            Appended::New(_) => "appended",
            Appended::Duplicate(_) => "duplicate",
        },
    })
}

async fn epoch(port: &Port, device: &mut Device, input: &str) -> Reply {
    let EpochInput { now, epoch } = serde_json::from_str(input)?;
    let sent = device.node.epoch(now.0, epoch.0);
    device.save(port, &sent.delivered).await?;
    mail::deposit_acks(port, device, &sent).await;
    answer(&EpochAnswer::from(&sent))
}

async fn receive(port: &Port, device: &mut Device, input: &str) -> Reply {
    let input: ReceiveInput<'_> = serde_json::from_str(input)?;
    let unbelieved = unbelieved(port, device, &input.bytes.0).await;
    let received = device.node.receive(
        input.now.0,
        input.epoch.0,
        &peer_id(&input.peer),
        &input.bytes.0,
        &mut |message| !unbelieved.contains(&message.id()),
    );
    device.save(port, &received.delivered).await?;
    answer(&ReceiveAnswer::from(&received))
}

/// The messages of a payload that the application does not believe. It is asked before the node, which waits for nobody.
async fn unbelieved(port: &Port, device: &Device, payload: &[u8]) -> BTreeSet<MessageId> {
    let mut unbelieved = BTreeSet::new();
    if !device.authenticate {
        return unbelieved;
    }
    let numbering = device.node.settings().numbering;
    let messages = Payload::decode(payload, numbering).map(|payload| payload.messages);
    for message in messages.unwrap_or_default() {
        if !port.believes(&serialized(&message)).await {
            unbelieved.insert(message.id());
        }
    }
    unbelieved
}

fn serialized(message: &Message<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    message.encode(Numbering::Spec, &mut bytes);
    bytes
}

fn answer(value: &impl serde::Serialize) -> Reply {
    let mut ok = Vec::new();
    put(&mut ok, value);
    Ok(ok)
}

impl From<AppendError> for Refusal {
    fn from(error: AppendError) -> Self {
        let reason = match error {
            AppendError::UnknownGroup(_) => Reason::Mismatch,
            AppendError::TooLarge { .. } | AppendError::Full { .. } => Reason::TooLarge,
        };
        Refusal::Reject {
            reason,
            detail: None,
        }
    }
}
