//! How much a call asks for, and in how many rounds.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-work",
        "Work in what is new",
        "A call costs what is new, not what there is. The harness counts what is asked for, and how often the reader waits.",
    );
    let t = &mut f.table;
    t.page("old", "m2 m1", "");
    t.page("head", "m3", "old");
    t.page("grown", "m4 m3", "old");
    t.page("anew", "m3 m2 m1", "");
    t.page("over_anew", "m4", "anew");
    t.page("embedded", "m3 m2+ m1", "");
    t.page("single", "m1", "");
    t.page("many", "m6 m5 m4 m3 m2 m1", "");
    t.page("embedded_page", "m6+ m5+ m4+ m3+ m2+ m1+", "");
    t.page("to_embedded_page", "", "embedded_page");
    t.page("to_many", "", "many");

    f.add(
        case(
            "read-asks-for-what-is-new",
            "pointer",
            "The log grew by m4, and only that is asked for.",
        )
        .world(world().cas("m1 m2 m3 m4 old").head("head"))
        .then(reader().open())
        .then(sync(0).expect([seen_set("RL-READ-18", "/asked", addresses("old m1 m2 m3"))]))
        .then(world().head("grown"))
        .then(sync(60).expect([
            is("RL-READ-18", "/delivered/*/id", ids("m4")),
            seen("RL-READ-18", "/asked", addresses("m4")),
        ])),
    );
    f.add(
        fault(
            "read-asks-for-nothing",
            "read-asks-for-what-is-new",
            "pointer",
            "Nothing is new, and nothing is asked for.",
        )
        .world(world().cas("m1 m2 m3 old").head("head"))
        .then(reader().open())
        .then(sync(0))
        .then(sync(60).expect([
            is("RL-READ-18", "/delivered", json!([])),
            seen("RL-READ-18", "/calls/cas.get", "0"),
        ])),
    );
    f.add(
        fault(
            "read-asks-for-no-content-again",
            "read-asks-for-what-is-new",
            "pointer",
            "The pages are cut anew; the new page is asked for, and no content that was delivered.",
        )
        .world(world().cas("m1 m2 m3 m4 old anew").head("head"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("over_anew"))
        .then(sync(60).expect([
            seen("RL-READ-3", "/saved_again", json!([])),
            is("RL-READ-18", "/delivered/*/id", ids("m4")),
            seen_set("RL-READ-18", "/asked", addresses("anew m4")),
        ])),
    );
    f.add(
        fault(
            "read-asks-for-nothing-after-embedding",
            "read-asks-for-what-is-new",
            "pointer",
            "m2 was delivered from the page itself, and is pointed to later.",
        )
        .world(world().cas("m1 m2 m3").head("embedded"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("anew"))
        .then(sync(60).expect([
            is("RL-READ-18", "/delivered", json!([])),
            seen("RL-READ-18", "/calls/cas.get", "0"),
        ])),
    );
    f.add(
        case(
            "read-rounds-of-one-item",
            "pointer",
            "The name, and the content.",
        )
        .world(world().cas("m1").head("single").field("hold", "rounds"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-READ-1", "/delivered/*/id", ids("m1")),
            at_most("RL-READ-17", "/rounds", "2"),
        ])),
    );
    f.add(
        fault("read-rounds-of-many-items", "read-rounds-of-one-item", "pointer", "Six contents take no more rounds than one; a client that gets one after the other takes seven.")
            .world(world().cas("m1 m2 m3 m4 m5 m6").head("many").field("hold", "rounds"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3 m4 m5 m6")),
                at_most("RL-READ-17", "/rounds", "2"),
            ])),
    );
    f.add(
        fault(
            "read-rounds-of-a-page-and-items",
            "read-rounds-of-one-item",
            "pointer",
            "The name, the page, its contents.",
        )
        .world(
            world()
                .cas("m1 m2 m3 m4 m5 m6 many")
                .head("to_many")
                .field("hold", "rounds"),
        )
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3 m4 m5 m6")),
            at_most("RL-READ-17", "/rounds", "3"),
        ])),
    );
    f.add(
        fault(
            "read-rounds-of-an-embedding-page",
            "read-rounds-of-one-item",
            "pointer",
            "The name and the page, which has everything.",
        )
        .world(
            world()
                .cas("embedded_page")
                .head("to_embedded_page")
                .field("hold", "rounds"),
        )
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3 m4 m5 m6")),
            at_most("RL-READ-17", "/rounds", "2"),
        ])),
    );
    f.add(
        fault(
            "read-rounds-of-a-head-over-a-page",
            "read-rounds-of-one-item",
            "pointer",
            "m3 is got together with the page below the head, not before or after it.",
        )
        .world(
            world()
                .cas("m1 m2 m3 old")
                .head("head")
                .field("hold", "rounds"),
        )
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3")),
            at_most("RL-READ-17", "/rounds", "3"),
        ])),
    );
    f
}
