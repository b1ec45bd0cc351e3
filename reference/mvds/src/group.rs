//! What a node knows of one group.

use std::collections::BTreeSet;

use crate::GroupId;
use crate::frontier::Frontier;

/// What a node knows of one group (RL-SYNC-18).
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) id: GroupId,
    /// The numbers of the peers that are in it.
    pub(crate) members: BTreeSet<u32>,
    pub(crate) frontier: Frontier,
}
