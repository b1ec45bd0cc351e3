//! The order in which a call delivers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Delivered;
use super::call::Call;
use super::chain::Chain;
use crate::bytes::Id;
use crate::faults::{BlindReaderFault, ReadFault};
use crate::page::Page;

/// What a call delivers, oldest first (`RL-READ-2`): in the order of the head's chain, turned round. What the head does
/// not reach comes before; there the floor, and then the gaps that were filled, give the order.
pub(super) fn delivered(call: &Call<'_>, head: Option<&Page>) -> Vec<Delivered> {
    let faulty = call.settings.faulty;
    let mut newest_first: Vec<Id> = Vec::new();
    if let Some(head) = head {
        newest_first.extend(Chain::of(head, call.state, faulty).ids());
    }
    let reached = newest_first.len();
    let floor = call.state.floor_page(faulty);
    newest_first.extend(Chain::of(&floor, call.state, faulty).ids());
    for address in &call.filled {
        newest_first.extend(Chain::below(address, call.state).ids());
    }
    let mut newest = BTreeMap::new();
    for (place, id) in newest_first.into_iter().enumerate() {
        newest.entry(id).or_insert(place);
    }
    let mut delivered = call.delivered.clone();
    // What none of them reaches has no place, and comes first.
    let place = |item: &Delivered| newest.get(&item.id).copied().unwrap_or(usize::MAX);
    delivered.sort_by_key(|item| Reverse(place(item)));
    if let Some(head) = head
        && call.has(BlindReaderFault::PageByPage)
    {
        let parts = Chain::of(head, call.state, faulty).parts;
        let page = |item: &Delivered| parts.iter().position(|(_, ids)| ids.contains(&item.id));
        delivered.sort_by_key(page);
    }
    if call.has(ReadFault::AsideLast) {
        delivered.sort_by_key(|item| place(item) >= reached);
    }
    if call.has(ReadFault::InReverseOfArrival) {
        delivered = call.delivered.iter().rev().cloned().collect();
    }
    delivered
}
