//! The answers of the control that accepts everything.

use serde_json::{Value, json};

/// An answer to a request as if all were well: with nothing in it, where the operation allows.
pub(super) fn accept(op: &str, input: &Value) -> Value {
    let nothing = json!([]);
    match op {
        "page.decode" => json!({"pairs": nothing, "tail": ""}),
        "page.encode" | "service.encode" | "message.encode" | "payload.encode" => {
            json!({"bytes": ""})
        }
        "service.decode" => json!({"fields": empty_fields(&input["message"])}),
        "message.id" => json!({"id": "00".repeat(32)}),
        "message.decode" => json!({"group": "", "timestamp": "0", "body": "", "metadata": null}),
        "payload.decode" => {
            json!({"acks": nothing, "offers": nothing, "requests": nothing, "messages": nothing})
        }
        "address.check" => json!({"checked": "verified"}),
        "writer.append" => json!({"items": appended(&input["items"])}),
        "writer.publish" => json!({"status": "published"}),
        "reader.sync" => json!({
            "head": "same", "delivered": nothing, "missing": nothing, "gaps": nothing, "cycles": nothing,
            "inserted": nothing, "reordered": false, "evidence": null,
        }),
        "store.add" => json!({"address": ""}),
        "store.get" | "store.fetch" => json!({"status": "ok", "content": ""}),
        "store.update" => json!({"status": "ok"}),
        "node.append" => json!({"id": "00".repeat(32), "status": "appended"}),
        "node.epoch" => json!({"payloads": nothing, "delivered": nothing}),
        "node.receive" => json!({"delivered": nothing, "refused": nothing}),
        "node.helper" => json!({"delivered": nothing, "published": "published"}),
        // message.check, opening, node.peers and instance.drop
        _ => json!({}),
    }
}

fn empty_fields(message: &Value) -> Value {
    match message.as_str() {
        Some("address") => json!({"id": ""}),
        Some("name_update") => json!({"name": "", "content": ""}),
        Some("query") => json!({"name": ""}),
        _ => json!({"data": ""}),
    }
}

fn appended(items: &Value) -> Vec<Value> {
    let items = items.as_array().into_iter().flatten();
    items
        .map(|item| {
            let id = match item["id"].as_str() {
                Some(id) => id.to_owned(),
                None => "00".repeat(32),
            };
            json!({"id": id, "status": "appended"})
        })
        .collect()
}
