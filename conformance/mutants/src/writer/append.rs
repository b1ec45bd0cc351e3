//! Appending: what the log lists from now on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::WriterState;
use super::state::Listed;
use crate::bytes::{Bytes, Id};
use crate::stores::{Dropped, Stores};

/// An item to append.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AppendItem {
    /// Its id.
    pub id: Id,
    /// Its content.
    pub data: Bytes,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AppendStatus {
    /// The log lists it from now on.
    Appended,
    /// The log lists it already (`RL-WRITE-6`).
    Duplicate,
}

/// Appends items, the oldest first; the answer has a status for each. It is saved first (`RL-WRITE-15`); after
/// [`Dropped`] the state in memory is of no use.
pub fn append(
    state: &mut WriterState,
    stores: &mut dyn Stores,
    items: Vec<AppendItem>,
) -> Result<Vec<AppendStatus>, Dropped> {
    let mut known: BTreeSet<Id> = state.listed.iter().map(|item| item.id.clone()).collect();
    let mut statuses = Vec::new();
    for AppendItem { id, data } in items {
        if !known.insert(id.clone()) {
            statuses.push(AppendStatus::Duplicate);
            continue;
        }
        state.listed.push(Listed {
            id,
            data: Some(data),
            address: None,
        });
        statuses.push(AppendStatus::Appended);
    }
    stores.save_writer(state)?;
    Ok(statuses)
}
