//! The order in which a call delivers.

use std::collections::BTreeSet;

use super::call::Call;
use super::chain::Chain;
use super::{Delivered, PageRecord};
use crate::bytes::Id;
use crate::page::Page;

/// What a call delivers, oldest first (`RL-READ-2`): in the order of the head's chain, turned round. What the head does
/// not reach comes before; there the floor, and then the gaps that were filled, give the order.
pub(super) fn delivered(call: &Call<'_>, head: Option<&Page>) -> Vec<Delivered> {
    let mut newest_first: Vec<Id> = Vec::new();
    if let Some(head) = head {
        newest_first.extend(Chain::of(head, call.state).ids());
    }
    newest_first.extend(Chain::of(&call.state.floor_page(), call.state).ids());
    for address in &call.filled {
        if let Some(PageRecord::Read { .. }) = call.state.pages.get(address) {
            newest_first.extend(Chain::below(address, call.state).ids());
        }
    }
    newest_first.extend(call.delivered.keys().cloned());
    let mut seen = BTreeSet::new();
    newest_first.retain(|id| seen.insert(id.clone()));
    let oldest_first = newest_first.into_iter().rev();
    oldest_first
        .filter_map(|id| {
            let data = call.delivered.get(&id)?.clone();
            Some(Delivered { id, data })
        })
        .collect()
}
