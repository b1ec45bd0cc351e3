//! Readers: whatever the pages look like, everything that can be had is delivered, once, the oldest first.

use proptest::prelude::*;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, hex, is, seen, set};
use super::log::{Item, ids, items, open_reader, publish, sync, world};
use crate::vectors::{Holds, Step, WorldChange};

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "read-catch-up",
        cases: catch_up,
    },
    Property {
        name: "read-embedded",
        cases: embedded,
    },
    Property {
        name: "read-missing-item",
        cases: missing_item,
    },
    Property {
        name: "read-gap",
        cases: gap,
    },
];

const MANY_PAGES: usize = 1000;

/// Longer than any delay between two tries may be.
const MUCH_LATER: u64 = 1_000_000;

fn catch_up() -> BoxedStrategy<Draft> {
    (items(2..12), 1usize..5, any::<prop::sample::Index>())
        .prop_map(|(items, page_size, split)| {
            let (old, new) = items.split_at(1 + split.index(items.len() - 1));
            let has_all = match mixes(old) {
                true => "RL-EMBED-2",
                false => "RL-READ-1",
            };
            let has_new = match mixes(&items) {
                true => "RL-EMBED-2",
                false => "RL-READ-3",
            };
            Draft {
                why: "A reader has the whole log in order, and later only what is new.",
                profile: "core",
                world: world(old, page_size),
                steps: vec![
                    open_reader(MANY_PAGES),
                    sync(
                        0,
                        vec![
                            set(has_all, "/delivered/*/id", ids(old)),
                            is("RL-READ-2", "/delivered/*/id", ids(old)),
                        ],
                    ),
                    Step::World(world(&items, page_size)),
                    sync(
                        1,
                        vec![
                            set(has_new, "/delivered/*/id", ids(new)),
                            is("RL-READ-2", "/delivered/*/id", ids(new)),
                        ],
                    ),
                ],
            }
        })
        .boxed()
}

/// Whether a log embeds some of its items and points to others.
fn mixes(items: &[Item]) -> bool {
    let mut embeds = items.iter().map(|item| item.embedded);
    let first = embeds.next();
    embeds.any(|embedded| Some(embedded) != first)
}

fn embedded() -> BoxedStrategy<Draft> {
    items(1..6)
        .prop_map(|mut items| {
            for item in &mut items {
                item.embedded = true;
            }
            let contents: Vec<_> = items.iter().map(|item| hex(&item.content)).collect();
            Draft {
                why: "What a head embeds is delivered from it, and nothing is asked for.",
                profile: "core",
                world: world(&items, items.len()),
                steps: vec![
                    open_reader(MANY_PAGES),
                    sync(
                        0,
                        vec![
                            is("RL-EMBED-1", "/delivered/*/data", contents),
                            seen("RL-EMBED-1", "/calls/cas.get", "0"),
                        ],
                    ),
                ],
            }
        })
        .boxed()
}

fn missing_item() -> BoxedStrategy<Draft> {
    (items(1..10), 1usize..5, any::<prop::sample::Index>())
        .prop_map(|(mut items, page_size, lost)| {
            let lost = lost.index(items.len());
            items[lost].embedded = false;
            let item = items[lost].clone();
            let others = items.iter().filter(|other| other.id != item.id);
            let mut start = world(&items, page_size);
            start.cas.retain(|(address, _)| *address != item.address());
            let restored = WorldChange {
                cas: vec![(item.address(), Holds::Content(item.content.clone()))],
                ..WorldChange::default()
            };
            Draft {
                why: "An item that the store lacks is reported, holds up nothing, and is delivered when it is back.",
                profile: "pointer",
                world: start,
                steps: vec![
                    open_reader(MANY_PAGES),
                    sync(
                        0,
                        vec![
                            set("RL-READ-8", "/delivered/*/id", ids(others)),
                            is(
                                "RL-READ-8",
                                "/missing",
                                vec![json!({"id": hex(item.id), "reason": "not_found"})],
                            ),
                        ],
                    ),
                    Step::World(restored),
                    sync(
                        MUCH_LATER,
                        vec![
                            is("RL-READ-9", "/delivered/*/id", ids([&item])),
                            is("RL-READ-9", "/missing", json!([])),
                        ],
                    ),
                ],
            }
        })
        .boxed()
}

fn gap() -> BoxedStrategy<Draft> {
    (items(2..10), any::<prop::sample::Index>())
        .prop_flat_map(|(items, lost)| {
            let sizes = 1..items.len();
            (Just(items), sizes, Just(lost))
        })
        .prop_map(|(items, page_size, lost)| {
            let pages = publish(&items, page_size).pages;
            let lost = lost.index(pages.len());
            let (address, bytes) = pages[lost].clone();
            // Pages are sealed in full from the oldest on, so the pages from the lost one down list these items.
            let (hidden, reached) = items.split_at((pages.len() - lost) * page_size);
            let mut start = world(&items, page_size);
            start.cas.retain(|(other, _)| *other != address);
            let restored = WorldChange {
                cas: vec![(address.clone(), Holds::Content(bytes))],
                ..WorldChange::default()
            };
            Draft {
                why: "A page that the store lacks is a gap; what it hides is delivered when it is back.",
                profile: "pointer",
                world: start,
                steps: vec![
                    open_reader(MANY_PAGES),
                    sync(
                        0,
                        vec![
                            set("RL-READ-5", "/delivered/*/id", ids(reached)),
                            is(
                                "RL-READ-5",
                                "/gaps",
                                vec![json!({"address": hex(&address), "reason": "not_found"})],
                            ),
                        ],
                    ),
                    Step::World(restored),
                    sync(
                        MUCH_LATER,
                        vec![
                            is("RL-READ-6", "/delivered/*/id", ids(hidden)),
                            is("RL-READ-6", "/gaps", json!([])),
                        ],
                    ),
                ],
            }
        })
        .boxed()
}
