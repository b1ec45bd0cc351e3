//! Heads: the class of a head against the floor is a matter of two sets of ids.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, is};
use super::log::{Item, NAME, items, open_reader, sync, world};
use crate::vectors::{Holds, NameChange, Step, WorldChange};

pub(super) const PROPERTIES: &[Property] = &[Property {
    name: "name-class",
    cases: class,
}];

/// The class of a head that lists `head` over a floor that lists `floor`, and the requirement that says so.
fn expected(floor: &BTreeSet<[u8; 32]>, head: &BTreeSet<[u8; 32]>) -> (&'static str, &'static str) {
    if head == floor {
        ("same", "RL-NAME-6")
    } else if head.is_superset(floor) {
        ("advanced", "RL-NAME-7")
    } else if head.is_empty() {
        ("stale", "RL-NAME-4")
    } else if head.is_subset(floor) {
        ("stale", "RL-NAME-8")
    } else {
        ("fork", "RL-NAME-9")
    }
}

fn set_of(items: &[Item]) -> BTreeSet<[u8; 32]> {
    items.iter().map(|item| item.id).collect()
}

/// The world in which these items, all on one page, are what the name holds.
fn holds(items: &[Item]) -> WorldChange {
    if items.is_empty() {
        WorldChange {
            names: vec![(
                NAME.to_owned(),
                NameChange::Holds(Holds::Content(Vec::new())),
            )],
            ..WorldChange::default()
        }
    } else {
        world(items, items.len())
    }
}

fn class() -> BoxedStrategy<Draft> {
    items(1..6)
        .prop_flat_map(|items| {
            let count = items.len();
            (
                subsequence(items.clone(), 1..=count),
                subsequence(items.clone(), 0..=count),
                subsequence(items, 0..=count),
            )
        })
        .prop_map(|(first, second, third)| {
            let mut floor = set_of(&first);
            let mut steps = vec![
                open_reader(16),
                sync(0, vec![is("RL-NAME-7", "/head", "advanced")]),
            ];
            let mut accepted = &first;
            for (now, head) in [(1, &second), (3, &third)] {
                let (class, req) = expected(&floor, &set_of(head));
                steps.push(Step::World(holds(head)));
                steps.push(sync(
                    now,
                    vec![
                        is(req, "/head", class),
                        is("RL-READ-19", "/missing", json!([])),
                    ],
                ));
                if class == "advanced" {
                    floor = set_of(head);
                    accepted = head;
                }
                steps.push(Step::World(holds(accepted)));
                steps.push(sync(now + 1, vec![is("RL-NAME-11", "/head", "same")]));
            }
            Draft {
                why: "Three heads, each classified against the last one that advanced, which is the same after any of them.",
                profile: "pointer",
                world: holds(&first),
                steps,
            }
        })
        .boxed()
}
