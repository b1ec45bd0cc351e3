//! What a writer is told when it is opened.

use serde::Deserialize;

use crate::bytes::Bytes;
use crate::faults::Faulty;

/// The settings of a writer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WriterSettings {
    /// The name that it publishes under.
    pub name: String,
    /// The group of the log under the profile `mvds`; nothing under `core`, where ids are given.
    pub group: Option<Bytes>,
    /// The most pairs on a page, the head included; at least 1.
    pub page_size: usize,
    /// What is embedded.
    pub embed: Embed,
    /// What the name holds.
    pub head: HeadForm,
    /// Its fault, if it has one.
    pub faulty: Faulty,
}

/// Which pairs carry their content (`RL-EMBED-6`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Embed {
    /// So many of the newest pairs of the head.
    Last(usize),
    /// Every pair of every page.
    All,
}

/// How the name holds the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadForm {
    /// The head itself.
    Inline,
    /// A pure pointer to it (`RL-NAME-2`).
    Pointer,
}
