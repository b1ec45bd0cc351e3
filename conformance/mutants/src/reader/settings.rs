//! What a reader is told when it is opened.

use crate::address::Kind;
use crate::bytes::Bytes;
use crate::faults::Faulty;

/// The settings of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReaderSettings {
    /// The name that it follows.
    pub name: String,
    /// The group of the log under the profile `mvds`; nothing under `core`, where content is opaque.
    pub group: Option<Bytes>,
    /// Whether the application is asked before a message is delivered (`RL-READ-23`).
    pub authenticate: bool,
    /// The kind of the addresses in the log.
    pub kind: Kind,
    /// Its bounds.
    pub limits: Limits,
    /// Its fault, if it has one.
    pub faulty: Faulty,
}

/// The bounds of a reader, each at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Pages that one call asks for.
    pub pages: u64,
    /// Bytes of one page.
    pub page_bytes: u64,
    /// Pairs on one page.
    pub pairs: u64,
    /// Bytes of one item's content.
    pub content_bytes: u64,
    /// Bytes that one call receives.
    pub call_bytes: u64,
    /// Gets under way at once.
    pub gets: u64,
}
