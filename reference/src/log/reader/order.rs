//! The order of delivery.

use super::Item;
use super::chain::{Chain, Step};
use super::graph::Graph;
use super::head::HeadPage;
use super::items::Items;
use crate::message::MessageId;

/// What a call delivers, the oldest first (RL-READ-2).
///
/// The order is that of the head. What the head does not list comes before it, in the order of the floor, then of the
/// pages that this call read, then of the ids. Each chain is followed only until nothing is left to place.
pub(super) fn oldest_first<'a>(
    items: &mut Items,
    head: Option<&'a HeadPage>,
    floor: Option<&'a HeadPage>,
    read: &'a [bytes::Bytes],
    graph: Graph<'a>,
) -> Vec<Item> {
    let mut newest_first = Vec::with_capacity(items.delivered());
    let mut place = |ids: &[MessageId], items: &mut Items| {
        newest_first.extend(ids.iter().filter_map(|id| items.hand_out(id)));
    };
    for head in head.into_iter().chain(floor) {
        place(&head.ids, items);
        let mut chain = Chain::new(&head.tail);
        while items.delivered() > 0
            && let Step::Page(_, page) = chain.step(|address| graph.page(address))
        {
            place(&page.ids, items);
        }
    }
    for page in read.iter().filter_map(|address| graph.page(address)) {
        place(&page.ids, items);
    }
    newest_first.extend(items.hand_out_rest());
    newest_first.reverse();
    newest_first
}
