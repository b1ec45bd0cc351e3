//! Content and pages that are not what they are listed as.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::message::{GROUP, Message, cid, multihash};
use crate::vectors::step::{reader, sync};
use crate::vectors::wire;
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-untrusted",
        "Untrusted content",
        "Helpers serve what they like. A message is checked by its id, bytes by their address where its kind allows it; what does not fit \
         is not delivered, and keeps nothing else from being delivered.",
    );
    let t = &mut f.table;
    t.set("no_page", vec![0xff], "a byte that is no page");
    let other_group = [0xab; 32];
    t.message(
        "foreign",
        &Message {
            group: &other_group,
            timestamp: 1,
            body: "hello",
            ephemeral: false,
        },
    );
    let mut metadata = t.bytes("m1").to_vec();
    metadata.extend(wire::bytes(6004, &wire::bytes(1, &[0x44; 32])));
    t.content("marked", metadata, "m1 with a parent that does not exist");
    let payload = wire::bytes(5004, t.bytes("m1"));
    t.content("payload", payload, "a payload with m1 in it");
    t.content(
        "garbage",
        b"hello".to_vec(),
        "\"hello\", which is no message",
    );
    t.content("nothing", Vec::new(), "zero bytes");
    let short = Message {
        group: &GROUP[..31],
        timestamp: 1,
        body: "hello",
        ephemeral: false,
    };
    t.message("short", &short);
    t.page("sound", "m2+ m1", "");
    t.page("marked_head", "m2+ m1@marked_at", "");
    t.page("other_head", "m2+ m1@m3_at", "");
    t.page("foreign_head", "m2+ foreign", "");
    t.page("short_head", "m2+ short", "");
    t.page("payload_head", "m2+ m1@payload_at", "");
    t.page("garbage_head", "m2+ m1@garbage_at", "");
    t.page("nothing_head", "m2+ m1@nothing_at", "");
    t.page("embedded_head", "m2+ m1+m3", "");
    t.page("old", "m1+", "");
    t.page("above", "m2+", "old");
    t.page("forged", "m3+", "");
    let raw = cid(0x55, t.bytes("old"));
    t.set("raw_at", raw, "the CIDv1 of old, codec raw");
    let node = cid(0x70, t.bytes("old"));
    t.set("node_at", node, "a CIDv1 of the codec dag-pb");
    let raw_above = wire::bytes(2, t.bytes("raw_at"));
    t.content("above_raw", raw_above, "a page of no pairs, then raw");
    let node_above = wire::bytes(2, t.bytes("node_at"));
    t.content("above_node", node_above, "a page of no pairs, then node");
    t.set(
        "unknown_at",
        [&[0x81, 0x80, 0xc0, 0x01][..], &[0x20], &multihash(b"")[2..]].concat(),
        "a multihash of function 300001",
    );
    t.page("unknown_head", "m1@unknown_at", "");

    f.add(
        case(
            "read-mvds-sound",
            "mvds",
            "The content is the listed message of the log's group.",
        )
        .world(world().cas("m1").head("sound"))
        .then(reader().mvds().open())
        .then(sync(0).expect([
            set("RL-READ-11", "/delivered/*/id", ids("m1 m2")),
            is(
                "RL-READ-11",
                "/delivered/*/check",
                vec!["verified", "verified"],
            ),
            is("RL-READ-11", "/missing", json!([])),
        ])),
    );
    f.add(
        case("read-mvds-other-metadata", "mvds", "A helper added a parent that does not exist. The id does not cover it; the message is delivered as it came, and waits for nothing.")
            .world(world().cas("marked").head("marked_head"))
            .then(reader().mvds().open())
            .then(sync(0).expect([
                set("RL-READ-11", "/delivered/*/id", ids("m1 m2")),
                set("RL-READ-11", "/delivered/*/data", bytes("marked m2")),
            ])),
    );
    for (id, why, head, contents, gone) in [
        (
            "read-mvds-another-message",
            "At the address stands another message of the group, whose bytes match the address; a client that checks addresses alone delivers it as m1.",
            "other_head",
            "m3",
            "m1:mismatch",
        ),
        (
            "read-mvds-another-message-embedded",
            "The same embedded; there is no address at all that it could fail.",
            "embedded_head",
            "",
            "m1:mismatch",
        ),
        (
            "read-mvds-another-group",
            "A message with its own right id, of a group that is not the log's.",
            "foreign_head",
            "foreign",
            "foreign:mismatch",
        ),
        (
            "read-mvds-short-group",
            "A message with its own right id, of a group of 31 bytes.",
            "short_head",
            "short",
            "short:invalid",
        ),
        (
            "read-mvds-payload",
            "A payload with the message in it.",
            "payload_head",
            "payload",
            "m1:invalid",
        ),
        (
            "read-mvds-garbage",
            "Text that is no message.",
            "garbage_head",
            "garbage",
            "m1:malformed",
        ),
        (
            "read-mvds-empty-content",
            "The store has zero bytes at the address; a message is never empty.",
            "nothing_head",
            "nothing",
            "m1:invalid",
        ),
    ] {
        f.add(
            fault(id, "read-mvds-sound", "mvds", why)
                .world(world().cas(contents).head(head))
                .then(reader().mvds().open())
                .then(sync(0).expect([
                    is("RL-READ-11", "/delivered/*/id", ids("m2")),
                    is("RL-READ-11", "/missing", missing(gone)),
                ])),
        );
    }
    f.add(
        case(
            "read-verified-page-and-item",
            "verify",
            "Page and content hash to their addresses.",
        )
        .world(world().cas("m1").head("sound"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-13", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault(
            "read-item-of-other-bytes",
            "read-verified-page-and-item",
            "verify",
            "The store answers other content under the address.",
        )
        .world(world().at("m1_at", "m3").head("sound"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-READ-13", "/delivered/*/id", ids("m2")),
            is("RL-READ-13", "/missing", missing("m1:mismatch")),
        ])),
    );
    f.add(
        fault("read-page-of-other-bytes", "read-verified-page-and-item", "verify", "The store answers a page of its own making; a client that does not check it delivers m3, which nobody listed.")
            .world(world().at("old_at", "forged").head("above"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-13", "/delivered/*/id", ids("m2")),
                is("RL-READ-13", "/gaps", gaps("old:mismatch")),
            ])),
    );
    f.add(
        fault("read-page-of-junk-instead", "read-verified-page-and-item", "verify", "The store answers bytes that are no page. They are not what the address names, and whether they parse is beside the point.")
            .world(world().at("old_at", "no_page").head("above"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-13", "/gaps", gaps("old:mismatch"))])),
    );
    f.add(
        fault("read-page-of-zero-bytes-instead", "read-verified-page-and-item", "verify", "The store answers zero bytes for a page that has some, and the log would seem to end there.")
            .world(world().at("old_at", "nothing").head("above"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-13", "/gaps", gaps("old:mismatch"))])),
    );
    f.add(
        case(
            "read-page-under-a-cid",
            "verify",
            "A page under a CIDv1 of the codec raw.",
        )
        .world(
            world()
                .field("kind", "cid")
                .at("raw_at", "old")
                .head("above_raw"),
        )
        .then(reader().kind("cid").open())
        .then(sync(0).expect([is("RL-READ-13", "/delivered/*/id", ids("m1"))])),
    );
    f.add(
        fault(
            "read-other-page-under-a-cid",
            "read-page-under-a-cid",
            "verify",
            "Another page under it.",
        )
        .world(
            world()
                .field("kind", "cid")
                .at("raw_at", "forged")
                .head("above_raw"),
        )
        .then(reader().kind("cid").open())
        .then(sync(0).expect([
            is("RL-READ-13", "/delivered", json!([])),
            is(
                "RL-READ-13",
                "/gaps",
                json!([{"address": "$raw_at", "reason": "mismatch"}]),
            ),
        ])),
    );
    f.add(
        fault("read-page-under-another-codec", "read-page-under-a-cid", "verify", "Another page under a CIDv1 of dag-pb, whose hash is not of these bytes; it is unverified and used.")
            .world(world().field("kind", "cid").at("node_at", "forged").head("above_node"))
            .then(reader().kind("cid").open())
            .then(sync(0).expect([
                is("RL-READ-13", "/delivered/*/id", ids("m3")),
                is("RL-READ-13", "/gaps", json!([])),
            ])),
    );
    f.add(
        fault("read-opaque-with-the-look-of-a-multihash", "read-verified-page-and-item", "verify", "The same store and other content, but the kind is declared opaque; a client that guesses from the look of the address refuses it.")
            .world(world().at("m1_at", "m3").head("sound"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([set("RL-READ-13", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault("read-item-under-an-unknown-function", "read-verified-page-and-item", "verify", "The address names a hash function that nobody has; the content is unverified and delivered.")
            .world(world().at("unknown_at", "m1").head("unknown_head"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-13", "/delivered/*/id", ids("m1"))])),
    );
    f
}
