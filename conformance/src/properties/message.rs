//! Messages: their ids, their bytes, and what is refused in their place.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use remote_log::message::{Message, MessageId, Metadata, Numbering, message_id};
use serde_json::{Value, json};

use super::batch::Property;
use super::draft::{Draft, decodes, hex, is, rejects};
use crate::vectors::Form;

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "message-id",
        cases: id,
    },
    Property {
        name: "message-decode",
        cases: decode,
    },
    Property {
        name: "message-encode",
        cases: encode,
    },
    Property {
        name: "message-check",
        cases: check,
    },
    Property {
        name: "message-altered",
        cases: altered,
    },
];

#[derive(Debug, Clone)]
struct Parts {
    group: [u8; 32],
    timestamp: i64,
    body: Vec<u8>,
    metadata: Option<(Vec<[u8; 32]>, bool)>,
}

impl Parts {
    fn id(&self) -> MessageId {
        message_id(&self.group, self.timestamp, &self.body)
    }

    fn encoded(&self, numbering: Numbering) -> Vec<u8> {
        let metadata = self.metadata.as_ref().map(|(parents, ephemeral)| Metadata {
            parents: parents.iter().map(|parent| parent.as_slice()).collect(),
            ephemeral: *ephemeral,
        });
        let message = Message {
            group_id: &self.group,
            timestamp: self.timestamp,
            body: &self.body,
            metadata,
        };
        let mut bytes = Vec::new();
        message.encode(numbering, &mut bytes);
        bytes
    }

    fn value(&self) -> Value {
        let metadata = self.metadata.as_ref().map(|(parents, ephemeral)| {
            let parents: Vec<_> = parents.iter().map(hex).collect();
            json!({"parents": parents, "ephemeral": ephemeral})
        });
        json!({
            "group": hex(self.group),
            "timestamp": self.timestamp.to_string(),
            "body": hex(&self.body),
            "metadata": metadata,
        })
    }
}

fn parts() -> impl Strategy<Value = Parts> {
    (
        any::<[u8; 32]>(),
        any::<i64>(),
        vec(any::<u8>(), 0..80),
        option::of((vec(any::<[u8; 32]>(), 0..3), any::<bool>())),
    )
        .prop_map(|(group, timestamp, body, metadata)| Parts {
            group,
            timestamp,
            body,
            metadata,
        })
}

fn id() -> BoxedStrategy<Draft> {
    let group = prop_oneof![vec(any::<u8>(), 32), vec(any::<u8>(), 0..40)];
    (group, any::<i64>(), vec(any::<u8>(), 0..80))
        .prop_map(|(group, timestamp, body)| {
            let id = message_id(&group, timestamp, &body);
            let requirement = match group.len() {
                32 => "RL-MSG-2",
                _ => "RL-MSG-3",
            };
            Draft::stateless(
                "The id of any message, with a group of any length.",
                "mvds",
                "message.id",
                json!({"group": hex(group), "timestamp": timestamp.to_string(), "body": hex(body)}),
                vec![is(requirement, "/id", hex(id.0))],
            )
        })
        .boxed()
}

fn decode() -> BoxedStrategy<Draft> {
    parts()
        .prop_map(|parts| {
            Draft::stateless(
                "Any message reads back as its parts.",
                "mvds",
                "message.decode",
                json!({"bytes": hex(parts.encoded(Numbering::Spec)), "numbers": "spec"}),
                vec![
                    is("RL-MSG-1", "/group", parts.value()["group"].clone()),
                    is("RL-MSG-1", "/timestamp", parts.value()["timestamp"].clone()),
                    is("RL-MSG-1", "/body", parts.value()["body"].clone()),
                    is("RL-MSG-9", "/metadata", parts.value()["metadata"].clone()),
                ],
            )
        })
        .boxed()
}

fn encode() -> BoxedStrategy<Draft> {
    parts()
        .prop_map(|parts| {
            let mut input = parts.value();
            input["numbers"] = json!("spec");
            let requirement = match parts.metadata {
                Some(_) => "RL-MSG-9",
                None => "RL-MSG-1",
            };
            Draft::stateless(
                "Any message is written so that a decoder of the schema reads it back.",
                "mvds",
                "message.encode",
                input,
                vec![decodes(requirement, "/bytes", Form::Message, parts.value())],
            )
        })
        .boxed()
}

fn check() -> BoxedStrategy<Draft> {
    parts()
        .prop_map(|parts| {
            Draft::stateless(
                "Any message is what its id and group say.",
                "mvds",
                "message.check",
                json!({
                    "bytes": hex(parts.encoded(Numbering::Spec)),
                    "id": hex(parts.id().0),
                    "group": hex(parts.group),
                }),
                vec![is("RL-MSG-6", "", json!({}))],
            )
        })
        .boxed()
}

fn altered() -> BoxedStrategy<Draft> {
    (parts(), any::<bool>(), 1u8..)
        .prop_map(|(listed, in_time, change)| {
            let mut stored = listed.clone();
            if in_time {
                stored.timestamp ^= i64::from(change);
            } else {
                stored.body.push(change);
            }
            Draft::stateless(
                "A message with another timestamp or body is not the listed one.",
                "mvds",
                "message.check",
                json!({
                    "bytes": hex(stored.encoded(Numbering::Spec)),
                    "id": hex(listed.id().0),
                    "group": hex(listed.group),
                }),
                vec![rejects("RL-MSG-6", "mismatch", "id-mismatch")],
            )
        })
        .boxed()
}
