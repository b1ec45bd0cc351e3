use std::collections::HashSet;

use bytes::Bytes;

use super::chain::{Chain, Step};
use super::graph::Graph;
use super::head::HeadPage;

/// The tails that lead back to a page above them, of the chains that this call read pages of (RL-READ-14).
///
/// A cycle that is new holds a page that this call read, so that only these are followed. Where one of them filled a
/// gap, pages read long ago may lead back to it, and all are.
pub(super) fn find(
    head: Option<&HeadPage>,
    read: &[Bytes],
    healed: bool,
    graph: Graph<'_>,
) -> Vec<Bytes> {
    let page = |address: &[u8]| {
        if healed {
            graph.page(address)
        } else {
            graph.fresh(address)
        }
    };
    let mut found = Vec::new();
    let mut followed = HashSet::new();
    let starts = head.map(|head| &head.tail).into_iter().chain(read);
    for start in starts {
        let mut chain = Chain::new(start);
        loop {
            match chain.step(page) {
                // Where another chain was followed before, it was followed to its end.
                Step::Page(address, _) if !followed.insert(address) => break,
                Step::Page(..) => {}
                Step::Cycle(address) => {
                    found.push(Bytes::copy_from_slice(address));
                    break;
                }
                Step::Gap(_) | Step::End => break,
            }
        }
    }
    found
}
