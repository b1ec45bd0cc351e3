//! Tails that lead back to where they came from.

use std::collections::HashSet;

use bytes::Bytes;

use super::chain::{Chain, Step};
use super::graph::Graph;
use super::head::HeadPage;

/// The tails that lead back to a page above them, of the chains that this call read pages of (RL-READ-14). Of the pages of
/// a cycle it is the tail of the one that was read last.
///
/// A cycle that is new holds a page that this call read, so that only these are followed. Where one of them filled a
/// gap, pages read long ago may lead back to it, and all are. Those among them that make a cycle without it were reported
/// when the last of them was read.
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
        let mut path = Vec::new();
        loop {
            match chain.step(page) {
                // Where another chain was followed before, it was followed to its end.
                Step::Page(address, _) if !followed.insert(address) => break,
                Step::Page(address, _) => path.push(address),
                Step::Cycle(address) => {
                    let around = &path[chain.above(address).unwrap_or(0)..];
                    let last = read.iter().rfind(|page| around.contains(&page.as_ref()));
                    let tail = last
                        .and_then(|last| graph.page(last))
                        .map(|last| &last.tail);
                    found.extend(tail.cloned());
                    break;
                }
                Step::Gap(_) | Step::End => break,
            }
        }
    }
    found
}
