//! An id is delivered once, however often it is listed.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-delivered-once",
        "Delivered once",
        "The same id on one page twice, on two pages, and in two calls. Whoever overlaps pages or publishes again makes such logs.",
    );
    let t = &mut f.table;
    t.page("one", "m1+", "");
    t.page("two", "m2+ m1+", "");
    t.page("twice", "m2+ m1+ m2+", "");
    t.page("overlap", "m3+ m2+", "two");
    t.page("again", "m2+ m1", "");
    t.page("pointing", "m2 m1", "");

    f.add(
        case(
            "read-once-listed",
            "core",
            "m1 in the first call, and m2, which is new, in the second.",
        )
        .world(world().head("one"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-3", "/delivered/*/id", ids("m1"))]))
        .then(world().head("two"))
        .then(sync(60).expect([is("RL-READ-3", "/delivered/*/id", ids("m2"))])),
    );
    f.add(
        fault("read-once-in-two-calls", "read-once-listed", "core", "Nothing is new in the second call; a client that keeps no ids delivers m1 and m2 again.")
            .world(world().head("two"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-READ-3", "/delivered/*/id", ids("m1 m2"))]))
            .then(sync(60).expect([is("RL-READ-3", "/delivered", json!([]))])),
    );
    f.add(
        fault(
            "read-once-on-one-page",
            "read-once-listed",
            "core",
            "The page lists m2 at its top and at its bottom.",
        )
        .world(world().head("twice"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-3", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault(
            "read-once-on-two-pages",
            "read-once-listed",
            "core",
            "The pages overlap in m2.",
        )
        .world(world().cas("two").head("overlap"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-3", "/delivered/*/id", ids("m1 m2 m3"))])),
    );
    f.add(
        fault("read-once-in-another-form", "read-once-listed", "core", "The second head points to m1, which was embedded, and lists m2 anew; a client that goes by the bytes of pairs delivers m1 again.")
            .world(world().cas("m1").head("one"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-3", "/delivered/*/id", ids("m1"))]))
            .then(world().head("again"))
            .then(sync(60).expect([is("RL-READ-3", "/delivered/*/id", ids("m2"))])),
    );
    f.add(
        fault(
            "read-once-from-another-page",
            "read-once-listed",
            "core",
            "The log is cut anew, with the same two messages on other bytes.",
        )
        .world(world().cas("m1 m2").head("two"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-3", "/delivered/*/id", ids("m1 m2"))]))
        .then(world().head("pointing"))
        .then(sync(60).expect([is("RL-READ-3", "/delivered", json!([]))])),
    );
    f
}
