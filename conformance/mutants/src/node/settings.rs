//! What a node is told when it is opened.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::bytes::Bytes;
use crate::decimal::positive;
use crate::faults::Faulty;
use crate::message::Numbers;
use crate::reader::ReaderSettings;
use crate::writer::WriterSettings;

/// The settings of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSettings {
    /// What its peers call it.
    pub peer: Bytes,
    /// How its messages go out.
    pub mode: Mode,
    /// The numbers of its payloads (`RL-SYNC-47`).
    pub numbers: Numbers,
    /// Whether it passes messages on.
    pub forward: bool,
    /// When messages are delivered.
    pub delivery: Delivery,
    /// Whether the application is asked about each message (`RL-SYNC-48`).
    pub authenticate: bool,
    /// Who is in each group, until it is told otherwise.
    pub groups: BTreeMap<Bytes, BTreeSet<Bytes>>,
    /// Its own log, if it has one.
    pub log: Option<OwnLog>,
    /// What it deposits in the mailboxes of its peers, if it uses mailboxes.
    pub mailboxes: Option<Mailed>,
    /// The logs that it reads.
    pub follows: Vec<Followed>,
    /// How much of everything there may be.
    pub bounds: Bounds,
    /// Its fault, if it has one.
    pub faulty: Faulty,
}

/// The bounds of a node, on which its group has agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Bounds {
    /// The most bytes of a payload (`RL-SYNC-41`, `RL-SYNC-42`).
    #[serde(deserialize_with = "positive")]
    pub payload_bytes: u64,
    /// The most entries of a payload (`RL-SYNC-41`, `RL-SYNC-42`).
    #[serde(deserialize_with = "positive")]
    pub payload_entries: u64,
    /// The most records of a peer (`RL-SYNC-43`).
    #[serde(deserialize_with = "positive")]
    pub records: u64,
}

impl Bounds {
    /// Whether a payload of so many bytes is within them.
    pub fn has_room_for(&self, bytes: usize) -> bool {
        bytes as u64 <= self.payload_bytes
    }
}

/// How messages go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// At once.
    Batch,
    /// When they are requested.
    Interactive,
}

/// When messages are delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Each as it comes.
    Eventual,
    /// None before its parents.
    Buffered,
}

/// What a node deposits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mailed {
    /// Its messages (`RL-SYNC-49`).
    Messages,
    /// Its messages, and its ACKs (`RL-SYNC-53`).
    MessagesAndAcks,
}

/// A log of the node's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLog {
    /// The group whose messages it lists.
    pub group: Bytes,
    /// The settings of its writer.
    pub writer: WriterSettings,
}

/// A log of a peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Whose it is.
    pub peer: Bytes,
    /// The settings of its reader.
    pub reader: ReaderSettings,
}
