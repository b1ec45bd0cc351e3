//! What one call changes in what a reader knows.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;

use super::head::HeadPage;
use super::retry::Retry;
use super::state::{Missing, Recorded};
use crate::message::MessageId;

/// What one call changes in what a reader knows. It becomes part of the state once it is saved, and not before
/// (RL-READ-15).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) floor: Option<HeadPage>,
    pub(super) pages: HashMap<Bytes, Recorded>,
    pub(super) gaps: BTreeMap<Bytes, Retry>,
    pub(super) missing: BTreeMap<MessageId, Missing>,
    /// The ids delivered, the oldest first.
    pub(super) delivered: Vec<MessageId>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        *self == Change::default()
    }
}
