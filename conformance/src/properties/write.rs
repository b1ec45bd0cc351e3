//! Writers: whatever the mode, what was appended is listed, newest first, and can be had.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::batch::Property;
use super::draft::{Draft, ask, hex, is, open, seen, seen_at_most};
use super::log::{Item, NAME, ids, items};
use crate::vectors::{Step, WorldChange};

pub(super) const PROPERTIES: &[Property] = &[Property {
    name: "write-and-write-again",
    cases: write_and_write_again,
}];

/// A page size, and how many of a head's newest pairs carry their content: a number up to the page size, or all.
fn mode() -> impl Strategy<Value = (usize, String)> {
    (1usize..5).prop_flat_map(|page_size| {
        let embed = prop_oneof![
            (0..=page_size).prop_map(|last| last.to_string()),
            Just("all".to_owned()),
        ];
        (Just(page_size), embed)
    })
}

fn append(items: &[Item], now: usize) -> Step {
    let appended: Vec<Value> = items
        .iter()
        .map(|item| json!({"id": hex(item.id), "data": hex(&item.content)}))
        .collect();
    let statuses = vec![json!("appended"); items.len()];
    ask(
        "writer.append",
        json!({"instance": "alice", "now": now.to_string(), "items": appended}),
        vec![is("RL-WRITE-2", "/items/*/status", statuses)],
    )
}

fn publish(listed: &[Item], page_size: usize, now: usize) -> Step {
    let log = |field: &str| format!("/logs/{NAME}/{field}");
    ask(
        "writer.publish",
        json!({"instance": "alice", "now": now.to_string()}),
        vec![
            is("RL-WRITE-2", "/status", "published"),
            seen("RL-WRITE-3", &log("ids"), ids(listed.iter().rev())),
            seen_at_most("RL-WRITE-4", &log("longest"), page_size as u64),
            seen("RL-WRITE-2", &log("unreachable"), json!([])),
            seen("RL-WRITE-1", &log("dangling"), json!([])),
        ],
    )
}

fn write_and_write_again() -> BoxedStrategy<Draft> {
    (
        items(2..12),
        mode(),
        prop_oneof![Just("inline"), Just("pointer")],
        any::<prop::sample::Index>(),
    )
        .prop_map(|(items, (page_size, embed), head, split)| {
            let (first, second) = items.split_at(1 + split.index(items.len() - 1));
            Draft {
                why: "A writer publishes twice, in any mode; the whole log can be had each time.",
                profile: "core",
                world: WorldChange::default(),
                steps: vec![
                    open(
                        "writer.open",
                        json!({
                            "instance": "alice",
                            "name": NAME,
                            "profile": "core",
                            "group": null,
                            "page_size": page_size.to_string(),
                            "embed": embed,
                            "head": head,
                        }),
                    ),
                    append(first, 0),
                    publish(first, page_size, 1),
                    append(second, 2),
                    publish(&items, page_size, 3),
                ],
            }
        })
        .boxed()
}
