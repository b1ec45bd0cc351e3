//! What is asked of a node.

use bytes::Bytes;
use remote_log::wire::Reason;
use remote_log_mvds::{GroupId, PeerId};
use serde::Deserialize;

use crate::answer::Refusal;
use crate::decimal::Decimal;
use crate::hex::Hex;
use crate::instances::writer::{EmbedField, HeadField};
use crate::kind::KindField;

#[derive(Deserialize)]
pub(super) struct OpenInput {
    pub(super) peer: Hex<'static>,
    pub(super) mode: ModeField,
    pub(super) forward: bool,
    pub(super) delivery: DeliveryField,
    pub(super) authenticate: bool,
    pub(super) groups: Vec<PeersInput<'static>>,
    pub(super) log: Option<LogField>,
    pub(super) mailboxes: Option<MailboxesField>,
    pub(super) limits: LimitsField,
    pub(super) follows: Vec<FollowField>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ModeField {
    Batch,
    Interactive,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DeliveryField {
    Buffered,
    Eventual,
}

/// The bounds of the node.
#[derive(Deserialize)]
pub(super) struct LimitsField {
    pub(super) payload_bytes: Decimal<usize>,
    pub(super) payload_entries: Decimal<usize>,
    pub(super) records: Decimal<usize>,
}

/// What goes into the mailboxes of the peers.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MailboxesField {
    Messages,
    MessagesAndAcks,
}

/// The node's own log.
#[derive(Deserialize)]
pub(super) struct LogField {
    pub(super) name: String,
    pub(super) group: Hex<'static>,
    pub(super) page_size: Decimal<usize>,
    pub(super) embed: EmbedField,
    pub(super) head: HeadField,
}

/// A log that the node follows.
#[derive(Deserialize)]
pub(super) struct FollowField {
    pub(super) peer: Hex<'static>,
    pub(super) name: String,
    pub(super) group: Hex<'static>,
    pub(super) kind: KindField,
}

/// Who is in a group.
#[derive(Deserialize)]
pub(super) struct PeersInput<'a> {
    pub(super) group: Hex<'a>,
    pub(super) peers: Vec<Hex<'a>>,
}

#[derive(Deserialize)]
pub(super) struct AppendInput<'a> {
    pub(super) group: Hex<'a>,
    pub(super) timestamp: Decimal<i64>,
    pub(super) body: Hex<'a>,
    pub(super) ephemeral: bool,
}

#[derive(Deserialize)]
pub(super) struct EpochInput {
    pub(super) now: Decimal<u64>,
    pub(super) epoch: Decimal<u64>,
}

#[derive(Deserialize)]
pub(super) struct ReceiveInput<'a> {
    pub(super) now: Decimal<u64>,
    pub(super) epoch: Decimal<u64>,
    pub(super) peer: Hex<'a>,
    pub(super) bytes: Hex<'a>,
}

pub(super) fn peer_id(hex: &Hex<'_>) -> PeerId {
    PeerId(Bytes::copy_from_slice(&hex.0))
}

/// A group, which has 32 bytes.
pub(super) fn group_id(hex: &Hex<'_>) -> Result<GroupId, Refusal> {
    let id = hex.0[..].try_into().map_err(|_| Refusal::Reject {
        reason: Reason::Invalid,
        detail: Some("group-length"),
    })?;
    Ok(GroupId(id))
}
