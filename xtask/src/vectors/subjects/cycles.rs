//! Pages that lead back, which only addresses that are no hashes allow.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-cycles",
        "Cycles",
        "Where addresses are no hashes, a page can be its own ancestor. The walk ends there, says so, and has asked once.",
    );
    let t = &mut f.table;
    t.set("self_at", vec![0xc1; 32], "an opaque address");
    t.set("a_at", vec![0xca; 32], "an opaque address");
    t.set("b_at", vec![0xcb; 32], "an opaque address");
    t.set("c_at", vec![0xcc; 32], "an opaque address");
    t.page("c", "m1+", "");
    t.page("b", "m2+", "c");
    t.page("back", "m2+", "a");
    t.page("a", "m3+", "b");
    t.page("head", "m4+", "a");
    t.page("self", "m1+", "self");
    t.page("over_self", "m2+", "self");
    t.page("into_self", "", "self");
    t.page("foreign", "m9+", "");

    f.add(
        case(
            "read-chain-that-ends",
            "core",
            "Three pages, of which the last has no tail.",
        )
        .world(world().field("kind", "opaque").cas("a b c").head("head"))
        .then(reader().kind("opaque").open())
        .then(sync(0).expect([
            is("RL-READ-14", "/cycles", json!([])),
            set("RL-READ-14", "/delivered/*/id", ids("m1 m2 m3 m4")),
        ])),
    );
    f.add(
        fault("read-chain-that-leads-back", "read-chain-that-ends", "core", "The second page's tail is the first page; a client that follows every tail never comes back.")
            .world(world().field("kind", "opaque").cas("a").at("b_at", "back").head("head"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([
                is("RL-READ-14", "/cycles", addresses("a")),
                seen("RL-READ-14", "/asked", addresses("a b")),
                set("RL-READ-14", "/delivered/*/id", ids("m2 m3 m4")),
            ])),
    );
    f.add(
        fault(
            "read-page-that-is-its-own-tail",
            "read-chain-that-ends",
            "core",
            "The page below the head names itself.",
        )
        .world(
            world()
                .field("kind", "opaque")
                .cas("self")
                .head("over_self"),
        )
        .then(reader().kind("opaque").open())
        .then(sync(0).expect([
            is("RL-READ-14", "/cycles", addresses("self")),
            seen("RL-READ-14", "/asked", addresses("self")),
            set("RL-READ-14", "/delivered/*/id", ids("m1 m2")),
        ])),
    );
    f.add(
        fault(
            "read-pointer-into-a-cycle",
            "read-chain-that-ends",
            "core",
            "A pure pointer leads into the same page.",
        )
        .world(
            world()
                .field("kind", "opaque")
                .cas("self")
                .head("into_self"),
        )
        .then(reader().kind("opaque").open())
        .then(sync(0).expect([
            is("RL-READ-14", "/cycles", addresses("self")),
            seen("RL-READ-14", "/asked", addresses("self")),
            set("RL-READ-14", "/delivered/*/id", ids("m1")),
        ])),
    );
    f.add(
        fault("read-fork-over-a-cycle", "read-chain-that-ends", "pointer", "The floor leads into a cycle, and then the name holds a log of another history. A cycle hides no ids as a gap does, so that this is a fork.")
            .world(world().field("kind", "opaque").cas("self").head("over_self"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([is("RL-NAME-7", "/head", "advanced")]))
            .then(world().head("foreign"))
            .then(sync(60).expect([is("RL-NAME-9", "/head", "fork"), is("RL-READ-14", "/cycles", json!([]))])),
    );
    f.add(
        fault("read-cycle-closed-by-a-gap", "read-chain-that-ends", "pointer", "The page that leads back is missing at first, and found later. The call that reads it reports the cycle, though it reads nothing else of it, and no call after it does.")
            .world(world().field("kind", "opaque").cas("a").head("head"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([is("RL-READ-14", "/cycles", json!([]))]))
            .then(world().at("b_at", "back"))
            .then(sync(60).expect([
                is("RL-READ-6", "/delivered/*/id", ids("m2")),
                is("RL-READ-14", "/cycles", addresses("a")),
                seen("RL-READ-14", "/asked", addresses("b")),
            ]))
            .then(sync(120).expect([is("RL-READ-14", "/cycles", json!([]))])),
    );
    f.add(
        fault("read-cycle-on-an-abandoned-branch", "read-chain-that-ends", "pointer", "The page below the floor is missing, and the name comes to hold a log of another history. Then the page is found, and is its own tail; no head leads there that this call read.")
            .world(world().field("kind", "opaque").head("over_self"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([is("RL-READ-14", "/cycles", json!([]))]))
            .then(world().cas("self").head("foreign"))
            .then(sync(60).expect([
                is("RL-READ-6", "/gaps", json!([])),
                is("RL-READ-14", "/cycles", addresses("self")),
                seen("RL-READ-14", "/asked", addresses("self")),
            ])),
    );
    f
}
