//! Pages in bytes that no usual encoder writes: a reader knows them by these bytes and no others.

use proptest::prelude::*;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, is, seen, set};
use super::log::{Item, holding, ids, items, open_reader, page, publish_as, sync};
use super::page::foreign_field;
use crate::vectors::{Step, WorldChange};

pub(super) const PROPERTIES: &[Property] = &[Property {
    name: "page-in-odd-bytes",
    cases: odd_bytes,
}];

const MANY_PAGES: usize = 1000;

/// How a page differs from what an encoder makes of the same pairs and tail.
#[derive(Debug, Clone)]
struct Oddity {
    /// A field that the schema does not have.
    foreign: Vec<u8>,
    /// Whether it comes first, before the pairs, or last.
    foreign_first: bool,
    /// Whether the tail stands before the pairs.
    tail_first: bool,
}

impl Oddity {
    fn page(&self, oldest_first: &[Item], tail: &[u8]) -> Vec<u8> {
        let (pairs, tail) = (page(oldest_first, &[]), page(&[], tail));
        let known = if self.tail_first {
            [tail, pairs].concat()
        } else {
            [pairs, tail].concat()
        };
        if self.foreign_first {
            [&self.foreign, known.as_slice()].concat()
        } else {
            [known.as_slice(), &self.foreign].concat()
        }
    }

    fn world(&self, items: &[Item], page_size: usize) -> WorldChange {
        let page = |oldest_first: &[Item], tail: &[u8]| self.page(oldest_first, tail);
        holding(items, publish_as(items, page_size, page))
    }
}

fn oddity() -> impl Strategy<Value = Oddity> {
    (foreign_field(), any::<bool>(), any::<bool>()).prop_map(
        |(foreign, foreign_first, tail_first)| Oddity {
            foreign,
            foreign_first,
            tail_first,
        },
    )
}

/// Two items at least, one a page, are old, so that there is a sealed page.
fn odd_bytes() -> BoxedStrategy<Draft> {
    (items(3..9), any::<prop::sample::Index>(), oddity())
        .prop_flat_map(|(items, split, oddity)| {
            let old = 2 + split.index(items.len() - 2);
            (Just(items), Just(old), 1..old, Just(oddity))
        })
        .prop_map(|(items, old, page_size, oddity)| {
            let (before, new) = items.split_at(old);
            Draft {
                why: "Pages with a foreign field or with their fields in another order are read, and not asked for again.",
                profile: "pointer",
                world: oddity.world(before, page_size),
                steps: vec![
                    open_reader(MANY_PAGES),
                    sync(
                        0,
                        vec![
                            is("RL-PAGE-7", "/gaps", json!([])),
                            set("RL-PAGE-7", "/delivered/*/id", ids(before)),
                        ],
                    ),
                    Step::World(oddity.world(&items, page_size)),
                    sync(
                        1,
                        vec![
                            is("RL-PAGE-7", "/gaps", json!([])),
                            set("RL-READ-3", "/delivered/*/id", ids(new)),
                            seen("RL-READ-18", "/asked_again", json!([])),
                        ],
                    ),
                ],
            }
        })
        .boxed()
}
