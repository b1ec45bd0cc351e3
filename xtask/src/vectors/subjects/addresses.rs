//! Addresses travel verbatim, between the store and the log, in both directions.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, publish, reader, sync, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "address-verbatim",
        "Addresses travel verbatim",
        "What the store answered to an add is what a pair or a tail holds and what the store is asked for: those bytes, whatever they \
         look like.",
    );
    let t = &mut f.table;
    t.set("plain_at", vec![0xa7; 32], "32 opaque bytes");
    t.set("zero_at", vec![0x00], "one zero byte");
    t.set("text_at", b"1220aabb".to_vec(), "the text 1220aabb");
    t.set("long_at", vec![0xfe; 200], "200 opaque bytes");
    t.set(
        "spaced_at",
        b" /ipfs/x\n".to_vec(),
        "text with a space before and a line end behind",
    );
    for name in ["plain", "zero", "text", "long", "spaced"] {
        t.page(&format!("item_{name}"), &format!("m1@{name}_at"), "");
        t.page(&format!("page_{name}"), "m2+", name);
    }
    t.page("end", "m1+", "");

    for (id, twin, why, name) in [
        (
            "address-of-an-item",
            None,
            "32 bytes that mean nothing.",
            "plain",
        ),
        (
            "address-of-an-item-zero",
            Some("address-of-an-item"),
            "One zero byte; a client that trims zeros, or tests for truth, has no address.",
            "zero",
        ),
        (
            "address-of-an-item-like-text",
            Some("address-of-an-item"),
            "Bytes that are hexadecimal text; a client that decodes them once more asks for four bytes.",
            "text",
        ),
        (
            "address-of-an-item-long",
            Some("address-of-an-item"),
            "200 bytes; a client with a fixed field cuts them.",
            "long",
        ),
        (
            "address-of-an-item-with-spaces",
            Some("address-of-an-item"),
            "Bytes that are text with white space around it.",
            "spaced",
        ),
    ] {
        let case = case(id, "core", why)
            .world(
                world()
                    .field("kind", "opaque")
                    .at(&format!("{name}_at"), "m1")
                    .head(&format!("item_{name}")),
            )
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([
                seen("RL-ADDR-1", "/asked", addresses(name)),
                is("RL-ADDR-1", "/delivered/*/data", bytes("m1")),
            ]));
        f.add(crate::vectors::case::Case { twin, ..case });
    }
    for (id, why, name) in [
        (
            "address-of-a-page-zero",
            "The same of a tail; a client that takes a zero byte for none ends the log.",
            "zero",
        ),
        (
            "address-of-a-page-like-text",
            "A tail that is hexadecimal text.",
            "text",
        ),
        ("address-of-a-page-long", "A tail of 200 bytes.", "long"),
    ] {
        f.add(
            fault(id, "address-of-an-item", "core", why)
                .world(
                    world()
                        .field("kind", "opaque")
                        .at(&format!("{name}_at"), "end")
                        .head(&format!("page_{name}")),
                )
                .then(reader().kind("opaque").open())
                .then(sync(0).expect([
                    seen("RL-ADDR-1", "/asked", addresses(name)),
                    set("RL-ADDR-1", "/delivered/*/id", ids("m1 m2")),
                ])),
        );
    }
    for (id, why, name) in [
        (
            "address-of-a-gap-like-text",
            "The address of a gap is reported as it is.",
            "text",
        ),
        (
            "address-of-a-gap-zero",
            "Even if it is one zero byte.",
            "zero",
        ),
    ] {
        f.add(
            fault(id, "address-of-an-item", "core", why)
                .world(
                    world()
                        .field("kind", "opaque")
                        .head(&format!("page_{name}")),
                )
                .then(reader().kind("opaque").open())
                .then(sync(0).expect([
                    is("RL-READ-5", "/gaps/*/reason", json!(["not_found"])),
                    set("RL-ADDR-1", "/gaps/*/address", addresses(name)),
                ])),
        );
    }
    f.add(
        case(
            "address-written",
            "core",
            "The store answers multihashes, and the log that is published leads to everything.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3"))
        .then(publish().expect([
            seen("RL-ADDR-1", "/logs/alice/unreachable", json!([])),
            seen("RL-ADDR-1", "/logs/alice/dangling", json!([])),
        ])),
    );
    for (id, why, kind) in [
        (
            "address-written-opaque",
            "The store answers 32 bytes that are no hash; a client that computes addresses itself points to nothing.",
            "opaque",
        ),
        (
            "address-written-cid",
            "The store answers CIDs of 36 bytes; a client that keeps 34, or the bare multihash, points to nothing.",
            "cid",
        ),
    ] {
        f.add(
            fault(id, "address-written", "core", why)
                .world(world().field("kind", kind))
                .then(writer(2).open())
                .then(append("m1 m2 m3"))
                .then(publish().expect([
                    seen_set("RL-WRITE-2", "/logs/alice/ids", ids("m3 m2 m1")),
                    seen("RL-ADDR-1", "/logs/alice/unreachable", json!([])),
                    seen("RL-ADDR-1", "/logs/alice/dangling", json!([])),
                ])),
        );
    }
    f
}
