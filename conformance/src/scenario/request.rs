//! What the actors of a scenario are asked.

use remote_log::message::Numbering;
use serde_json::{Value, json};

use super::story::{Actor, Event, Group, Scenario};

/// `node.open`.
pub(super) fn open(scenario: &Scenario, groups: &[Group], index: usize) -> Value {
    let actor = &scenario.actors[index];
    let groups_of: Vec<Value> = groups
        .iter()
        .filter(|group| group.members.contains(&index))
        .map(|group| {
            json!({"group": hex::encode(&group.id), "peers": peers(scenario, group, index)})
        })
        .collect();
    let log_group = hex::encode(&scenario.groups[0].id);
    let follows: Vec<Value> = actor
        .follows
        .iter()
        .map(|&author| &scenario.actors[author])
        .map(|author| {
            json!({"peer": peer(author), "name": author.name, "group": log_group, "kind": "multihash"})
        })
        .collect();
    let log = actor.log.then(|| {
        json!({
            "name": actor.name,
            "group": log_group,
            "kind": "multihash",
            "page_size": "4",
            "embed": "0",
            "head": "inline",
        })
    });
    json!({
        "instance": actor.name,
        "peer": peer(actor),
        "mode": actor.mode,
        "numbers": match scenario.numbers {
            Numbering::Spec => "spec",
            Numbering::Legacy => "legacy",
        },
        "forward": actor.forward,
        "delivery": actor.delivery,
        "authenticate": actor.authenticate,
        "groups": groups_of,
        "log": log,
        "mailboxes": actor.mailboxes,
        "limits": {
            "payload_bytes": scenario.limits.payload_bytes.to_string(),
            "payload_entries": scenario.limits.payload_entries.to_string(),
            "records": scenario.limits.records.to_string(),
        },
        "follows": follows,
    })
}

/// `node.peers`; who is not in the group has no peers in it.
pub(super) fn set_peers(scenario: &Scenario, group: &Group, index: usize) -> Value {
    let peers = match group.members.contains(&index) {
        true => peers(scenario, group, index),
        false => Vec::new(),
    };
    json!({
        "instance": scenario.actors[index].name,
        "group": hex::encode(&group.id),
        "peers": peers,
    })
}

/// `node.append`, for an event that is one.
pub(super) fn append(actor: &Actor, now: u64, event: &Event) -> Option<Value> {
    let Event::Append {
        group,
        timestamp,
        body,
        ephemeral,
        ..
    } = event
    else {
        return None;
    };
    Some(json!({
        "instance": actor.name,
        "now": now.to_string(),
        "group": hex::encode(group),
        "timestamp": timestamp.to_string(),
        "body": hex::encode(body),
        "ephemeral": ephemeral,
    }))
}

/// `node.epoch` and `node.helper`.
pub(super) fn epoch(actor: &Actor, now: u64, epoch: u64) -> Value {
    json!({"instance": actor.name, "now": now.to_string(), "epoch": epoch.to_string()})
}

/// `node.receive`.
pub(super) fn receive(actor: &Actor, now: u64, told: u64, from: &[u8], bytes: &[u8]) -> Value {
    let mut input = epoch(actor, now, told);
    input["peer"] = hex::encode(from).into();
    input["bytes"] = hex::encode(bytes).into();
    input
}

fn peers(scenario: &Scenario, group: &Group, index: usize) -> Vec<String> {
    let others = group.members.iter().filter(|member| **member != index);
    others
        .map(|&member| peer(&scenario.actors[member]))
        .collect()
}

/// What its peers call an actor.
fn peer(actor: &Actor) -> String {
    hex::encode(&actor.name)
}
