//! Stores: what was put in comes out.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, ask, ask_keeping, hex, is, open};
use crate::vectors::WorldChange;

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "store-content",
        cases: content,
    },
    Property {
        name: "store-name",
        cases: name,
    },
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..50)
}

fn content() -> BoxedStrategy<Draft> {
    vec(bytes(), 1..5)
        .prop_map(|contents| {
            let mut steps = vec![open("store.open", json!({"instance": "store"}))];
            for (n, content) in contents.iter().enumerate() {
                steps.push(ask_keeping(
                    "store.add",
                    json!({"instance": "store", "content": hex(content)}),
                    &format!("address{n}"),
                    "/address",
                ));
            }
            for (n, content) in contents.iter().enumerate() {
                steps.push(ask(
                    "store.get",
                    json!({"instance": "store", "address": format!("$address{n}")}),
                    vec![is(
                        // Empty content is not the same as none.
                        if content.is_empty() {
                            "RL-SVC-3"
                        } else {
                            "RL-SVC-1"
                        },
                        "",
                        json!({"status": "ok", "content": hex(content)}),
                    )],
                ));
            }
            Draft {
                why: "Several contents are added, and each is had by its own address.",
                profile: "store",
                world: WorldChange::default(),
                steps,
            }
        })
        .boxed()
}

fn name() -> BoxedStrategy<Draft> {
    ("\\PC{1,8}", vec(bytes(), 1..4))
        .prop_map(|(name, contents)| {
            let mut steps = vec![open("store.open", json!({"instance": "store"}))];
            for content in &contents {
                steps.push(ask(
                    "store.update",
                    json!({
                        "instance": "store",
                        "name": name,
                        "content": hex(content),
                        "expect": {"state": "any"},
                    }),
                    vec![is("RL-SVC-4", "/status", "ok")],
                ));
            }
            let last = contents.last();
            // A name that holds zero bytes is not the same as none.
            let requirement = if last.is_some_and(Vec::is_empty) {
                "RL-SVC-5"
            } else {
                "RL-SVC-4"
            };
            let last = last.map(hex);
            steps.push(ask(
                "store.fetch",
                json!({"instance": "store", "name": name}),
                vec![is(
                    requirement,
                    "",
                    json!({"status": "ok", "content": last}),
                )],
            ));
            Draft {
                why: "A name is updated several times; a fetch has the last content.",
                profile: "store",
                world: WorldChange::default(),
                steps,
            }
        })
        .boxed()
}
