//! The messages of the content store and the name system.

use proptest::collection::vec;
use proptest::prelude::*;
use remote_log::service::NameUpdate;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, decodes, hex, is};
use crate::vectors::Form;

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "name-update-decode",
        cases: decode,
    },
    Property {
        name: "name-update-encode",
        cases: encode,
    },
];

fn parts() -> impl Strategy<Value = (String, Vec<u8>)> {
    ("\\PC{0,12}", vec(any::<u8>(), 0..60))
}

fn decode() -> BoxedStrategy<Draft> {
    parts()
        .prop_map(|(name, content)| {
            let mut bytes = Vec::new();
            NameUpdate {
                name: &name,
                content: &content,
            }
            .encode(&mut bytes);
            Draft::stateless(
                "Any update of a name reads back as the name and the content.",
                "core",
                "service.decode",
                json!({"message": "name_update", "bytes": hex(bytes)}),
                vec![is(
                    "RL-WIRE-8",
                    "/fields",
                    json!({"name": name, "content": hex(content)}),
                )],
            )
        })
        .boxed()
}

fn encode() -> BoxedStrategy<Draft> {
    parts()
        .prop_map(|(name, content)| {
            let fields = json!({"name": name, "content": hex(content)});
            Draft::stateless(
                "Any update of a name is written so that a decoder of the schema reads it back.",
                "core",
                "service.encode",
                json!({"message": "name_update", "fields": fields}),
                vec![decodes(
                    "RL-WIRE-8",
                    "/bytes",
                    Form::NameUpdate,
                    json!({"fields": fields}),
                )],
            )
        })
        .boxed()
}
