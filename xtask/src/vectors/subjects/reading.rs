//! Catching up: everything that can be reached, the oldest first, and nothing written.

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-catching-up",
        "Catching up",
        "A reader follows a name for the first time. It delivers everything that the log's pages list, the oldest first, and leaves \
         the stores as they are.",
    );
    let t = &mut f.table;
    t.page("one", "m1", "");
    t.page("two", "m2 m1", "");
    t.page("list2", "m2", "one");
    t.page("list3", "m3", "list2");
    t.page("mixed", "m4+ m3", "two");
    t.page("lost", "m2+ m1", "");
    t.page("swapped", "m1@m2_at", "");
    t.set("x_at", vec![0xa7; 32], "an opaque address");
    t.set("hello", b"hello".to_vec(), "\"hello\", which is no message");
    t.page("opaque", "m1@x_at", "");

    f.add(
        case("read-one-page", "core", "Two messages on one page.")
            .world(world().cas("m1 m2").head("two"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-READ-1", "/delivered/*/id", ids("m1 m2")),
                set("RL-READ-1", "/delivered/*/data", bytes("m1 m2")),
            ])),
    );
    f.add(
        fault("read-three-pages", "read-one-page", "core", "One message a page; a client that stops at the head, or at the next page, has one or two of three.")
            .world(world().cas("m1 m2 m3 one list2").head("list3"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-READ-1", "/delivered/*/data", bytes("m1 m2 m3"))])),
    );
    f.add(
        case(
            "read-order-on-a-page",
            "core",
            "The page lists m2 before m1; m1 is older and comes first.",
        )
        .world(world().cas("m1 m2").head("two"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-2", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault(
            "read-order-across-pages",
            "read-order-on-a-page",
            "core",
            "A client that turns each page round, but not the pages, delivers m3 first.",
        )
        .world(world().cas("m1 m2 m3 one list2").head("list3"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-2", "/delivered/*/id", ids("m1 m2 m3"))])),
    );
    f.add(
        fault("read-order-embedded-and-not", "read-order-on-a-page", "core", "m4 is at hand at once, embedded in the head; a client that delivers what it has as it comes puts it before what it has yet to get.")
            .world(world().cas("m1 m2 m3 two").head("mixed"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-2", "/delivered/*/id", ids("m1 m2 m3 m4"))])),
    );
    f.add(
        case("read-opaque-item", "core", "A store with opaque addresses and a log of any content, here a word under an id that somebody chose; there is nothing to check it with.")
            .world(world().field("kind", "opaque").at("x_at", "hello").head("opaque"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([
                is("RL-READ-12", "/delivered/*/id", ids("m1")),
                is("RL-READ-12", "/delivered/*/data", bytes("hello")),
                is("RL-READ-12", "/delivered/*/check", vec!["opaque"]),
            ])),
    );
    f.add(
        fault("read-opaque-like-another-message", "read-opaque-item", "core", "The content parses as a message of another id. Outside mvds that means nothing; a client that checks anyway loses it.")
            .world(world().field("kind", "opaque").at("m2_at", "m2").head("swapped"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([
                is("RL-READ-12", "/delivered/*/id", ids("m1")),
                is("RL-READ-12", "/delivered/*/data", bytes("m2")),
                is("RL-READ-12", "/delivered/*/check", vec!["opaque"]),
            ])),
    );
    f.add(
        case(
            "read-writes-nothing",
            "core",
            "Reading adds nothing and updates nothing.",
        )
        .world(world().cas("m1 m2").head("two"))
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-READ-1", "/delivered/*/id", ids("m1 m2")),
            seen("RL-SVC-9", "/calls/cas.add", "0"),
            seen("RL-SVC-9", "/calls/ns.update", "0"),
        ])),
    );
    f.add(
        fault("read-heals-nothing", "read-writes-nothing", "core", "The reader has m2, which the store lacks, and the log could be mended; a client that helps in this way writes to another's log.")
            .world(world().head("lost"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-READ-1", "/delivered/*/id", ids("m2")),
                seen("RL-SVC-9", "/calls/cas.add", "0"),
                seen("RL-SVC-9", "/calls/ns.update", "0"),
            ])),
    );
    f
}
