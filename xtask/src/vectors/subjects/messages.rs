//! A writer of a log of messages: what it takes, what it refuses, what it never lists.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::message::{GROUP, Message};
use crate::vectors::step::{append_mvds, publish, writer};
use crate::vectors::wire;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-messages",
        "A log of messages",
        "Under mvds a writer computes ids itself, refuses what is not a message of its group, and never lists an ephemeral one.",
    );
    let t = &mut f.table;
    t.message(
        "passing",
        &Message {
            group: &GROUP,
            timestamp: 5,
            body: "typing…",
            ephemeral: true,
        },
    );
    t.message(
        "foreign",
        &Message {
            group: &[0xab; 32],
            timestamp: 1,
            body: "hello",
            ephemeral: false,
        },
    );
    t.message(
        "short",
        &Message {
            group: &GROUP[..31],
            timestamp: 1,
            body: "hello",
            ephemeral: false,
        },
    );
    let passing_m1 = [t.bytes("m1"), &wire::bytes(6004, &wire::number(2, 1))].concat();
    t.set(
        "passing_m1",
        passing_m1,
        "m1, ephemeral; the id covers no metadata",
    );
    t.set(
        "garbage",
        vec![0x8a, 0xf7, 0x02, 0x20],
        "a group id of 32 bytes that are not there",
    );
    let payload = wire::bytes(5004, t.bytes("m1"));
    t.set("payload", payload, "a payload with m1 in it");

    f.add(
        case(
            "write-messages",
            "mvds",
            "Ids are computed and everything is listed.",
        )
        .then(writer(4).mvds().open())
        .then(append_mvds("m1 m2").expect([
            is("RL-MSG-2", "/items/*/id", ids("m1 m2")),
            is(
                "RL-WRITE-7",
                "/items/*/status",
                vec!["appended", "appended"],
            ),
        ]))
        .then(publish().expect([
            seen_set("RL-WRITE-2", "/logs/alice/ids", ids("m2 m1")),
            seen_set("RL-WRITE-7", "/logs/alice/ids", ids("m2 m1")),
            seen("RL-WRITE-2", "/logs/alice/unreachable", json!([])),
        ])),
    );
    f.add(
        fault(
            "write-ephemeral",
            "write-messages",
            "mvds",
            "One of them is ephemeral and is left out, of the log and of the store.",
        )
        .then(writer(4).mvds().open())
        .then(append_mvds("passing m1").expect([is(
            "RL-WRITE-7",
            "/items/*/status",
            vec!["ephemeral", "appended"],
        )]))
        .then(publish().expect([
            seen_set("RL-WRITE-7", "/logs/alice/ids", ids("m1")),
            seen_set("RL-WRITE-7", "/added", bytes("m1")),
        ])),
    );
    f.add(
        fault("write-ephemeral-alone", "write-messages", "mvds", "It is the only one, and the log is empty; a client that counts what was appended publishes.")
            .then(writer(4).mvds().open())
            .then(append_mvds("passing").expect([is("RL-WRITE-7", "/items/*/status", vec!["ephemeral"])]))
            .then(publish().expect([
                is("RL-WRITE-7", "/status", "empty"),
                seen("RL-WRITE-7", "/calls/ns.update", "0"),
            ])),
    );
    f.add(
        fault(
            "write-ephemeral-of-a-listed-id",
            "write-messages",
            "mvds",
            "An ephemeral form of m1, whose id is the same; a client that looks at ids first calls it a duplicate.",
        )
        .then(writer(4).mvds().open())
        .then(append_mvds("m1"))
        .then(append_mvds("passing_m1").expect([is(
            "RL-WRITE-7",
            "/items",
            json!([{"id": "$m1_id", "status": "ephemeral"}]),
        )]))
        .then(publish().expect([
            seen("RL-WRITE-7", "/logs/alice/ids", ids("m1")),
            seen_set("RL-WRITE-7", "/added", bytes("m1")),
        ])),
    );
    for (id, why, item, req, reason, detail) in [
        (
            "write-foreign-group",
            "A message of another group. The request is refused, and m1 beside it is not appended.",
            "foreign",
            "RL-MSG-7",
            "mismatch",
            "group-mismatch-with-log",
        ),
        (
            "write-short-group",
            "A message whose group has 31 bytes.",
            "short",
            "RL-MSG-4",
            "invalid",
            "group-length",
        ),
        (
            "write-payload",
            "A payload instead of a message.",
            "payload",
            "RL-MSG-10",
            "invalid",
            "group-length",
        ),
    ] {
        let items = format!("m1 {item}");
        f.add(
            fault(id, "write-messages", "mvds", why)
                .then(writer(4).mvds().open())
                .then(append_mvds(&items).expect([rejects(req, reason, detail)]))
                .then(append_mvds("m1").expect([is(req, "/items/*/status", json!(["appended"]))])),
        );
    }
    f.add(
        fault(
            "write-garbage",
            "write-messages",
            "mvds",
            "Bytes that end inside a field.",
        )
        .then(writer(4).mvds().open())
        .then(append_mvds("garbage").expect([rejects(
            "RL-WIRE-3",
            "malformed",
            "truncated",
        )])),
    );
    f
}
