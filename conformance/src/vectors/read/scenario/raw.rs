//! A scenario as it is written.

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::vectors::read::raw::{RawFault, RawNthCall, RawWorld};
use crate::yaml::Node;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::vectors::read) struct RawScenario {
    pub(super) epochs: Node,
    pub(super) seconds: Option<Node>,
    pub(super) numbers: Option<Spanned<String>>,
    pub(super) mode: Option<Spanned<String>>,
    pub(super) delivery: Option<Spanned<String>>,
    pub(super) limits: Option<RawLimits>,
    pub(super) groups: Vec<Spanned<RawGroup>>,
    pub(super) actors: Vec<Spanned<RawActor>>,
    #[serde(default)]
    pub(super) events: Vec<Spanned<RawEvent>>,
    #[serde(default)]
    pub(super) carry: Vec<Spanned<RawCarry>>,
    #[serde(default)]
    pub(super) helper: Vec<Spanned<RawHelper>>,
    #[serde(default)]
    pub(super) disbelieved: Vec<Node>,
    pub(super) in_the_end: Spanned<Vec<Spanned<RawClaim>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimits {
    pub payload_bytes: Option<Node>,
    pub payload_entries: Option<Node>,
    pub records: Option<Node>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub group: Node,
    pub members: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawActor {
    pub name: Spanned<String>,
    pub online: Option<Vec<Spanned<String>>>,
    pub mode: Option<Spanned<String>>,
    pub delivery: Option<Spanned<String>>,
    #[serde(default)]
    pub forward: bool,
    #[serde(default)]
    pub authenticate: bool,
    #[serde(default)]
    pub log: bool,
    pub mailboxes: Option<Spanned<String>>,
    #[serde(default)]
    pub follows: Vec<Spanned<String>>,
}

/// Exactly one of the fields without a comment, and what belongs to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvent {
    pub at: Node,
    pub append: Option<Spanned<String>>,
    pub kill: Option<Spanned<String>>,
    pub backup: Option<Spanned<String>>,
    pub restore: Option<Spanned<String>>,
    #[serde(rename = "move")]
    pub moved: Option<Spanned<String>>,
    pub clock: Option<Spanned<String>>,
    pub peers: Option<Spanned<RawGroup>>,
    pub inject: Option<Spanned<RawInject>>,
    pub slip: Option<Spanned<RawInject>>,
    pub forge: Option<Spanned<RawForge>>,
    pub world: Option<RawWorld>,
    /// Of an append.
    pub message: Option<Spanned<RawMessage>>,
    /// Of a kill: the request.
    #[serde(rename = "in")]
    pub request: Option<Spanned<String>>,
    /// Of a kill: the callback.
    pub callback: Option<RawNthCall>,
    /// Of a move.
    pub to: Option<Spanned<String>>,
    /// Of a clock.
    pub by: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMessage {
    #[serde(rename = "as")]
    pub name: Option<Spanned<String>>,
    pub group: Option<Node>,
    pub timestamp: Option<Node>,
    pub body: Node,
    #[serde(default)]
    pub ephemeral: bool,
    #[serde(default)]
    pub parents: Vec<Node>,
}

/// A payload that comes out of nowhere, directly or in a mailbox.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInject {
    pub to: Spanned<String>,
    pub from: Spanned<String>,
    /// In a mailbox: for whom it says that it was sealed.
    #[serde(rename = "for")]
    pub sealed_for: Option<Spanned<String>>,
    /// In a mailbox: whether the seal holds.
    pub sealed: Option<Spanned<bool>>,
    pub bytes: Option<Node>,
    #[serde(default)]
    pub acks: Vec<Node>,
    #[serde(default)]
    pub offers: Vec<Node>,
    #[serde(default)]
    pub requests: Vec<Node>,
    #[serde(default)]
    pub messages: Vec<Spanned<RawMessage>>,
}

/// A log that somebody made up, oldest first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForge {
    pub name: String,
    pub lists: Vec<Spanned<RawListed>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawListed {
    pub id: Option<Node>,
    pub holds: Spanned<RawMessage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCarry {
    pub from: Option<Spanned<String>>,
    pub to: Option<Spanned<String>>,
    pub epochs: Option<Spanned<String>>,
    pub is: Spanned<String>,
    pub by: Option<Node>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHelper {
    #[serde(rename = "for")]
    pub actor: Option<Spanned<String>>,
    pub epochs: Option<Spanned<String>>,
    pub fault: Spanned<RawFault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaim {
    pub req: Spanned<String>,
    pub actor: Spanned<String>,
    pub what: Spanned<String>,
    pub message: Option<Node>,
    pub to: Option<Spanned<String>>,
    pub epochs: Option<Spanned<String>>,
    pub is: Option<Node>,
    pub set: Option<Node>,
    pub at_most: Option<Node>,
    pub at_least: Option<Node>,
}
