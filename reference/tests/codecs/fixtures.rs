//! What the Go implementation of MVDS computed and wrote.

use remote_log::message::{Message, Numbering, message_id};
use serde_json::Value;

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().expect("a string")).expect("hex")
}

#[test]
fn ids_and_legacy_bytes_are_those_of_the_go_implementation() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../fixtures/mvds-message-ids.json")).expect("JSON");
    assert!(!cases.is_empty());
    for case in cases {
        let (group_id, body) = (bytes(&case["group_id"]), bytes(&case["body"]));
        let timestamp = case["timestamp"].as_i64().expect("a number");
        let message = Message {
            group_id: &group_id,
            timestamp,
            body: &body,
            metadata: None,
        };
        let wire = bytes(&case["legacy_wire"]);

        assert_eq!(
            message_id(&group_id, timestamp, &body).to_string(),
            case["id"],
            "{}",
            case["name"]
        );
        assert_eq!(
            Message::decode(&wire, Numbering::Legacy).as_ref(),
            Ok(&message),
            "{}",
            case["name"]
        );
        let mut written = Vec::new();
        message.encode(Numbering::Legacy, &mut written);
        assert_eq!(written, wire, "{}", case["name"]);
    }
}
