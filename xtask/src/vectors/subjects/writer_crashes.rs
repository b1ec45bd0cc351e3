//! A writer goes on from what it saved.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, crash, publish, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-crashes",
        "What a writer persists",
        "The device dies between two requests, or in the middle of one. What was answered is kept, and what was begun is completed.",
    );
    let t = &mut f.table;
    t.content("long", vec![0x6c; 70_000], "70,000 letters l");
    t.set("long_id", vec![0x1d; 32], "an id");
    t.page("sealed", "m2 m1", "");
    t.page("newest", "m3", "sealed");

    f.add(
        case(
            "write-go-on",
            "pointer",
            "Two appends and a publish that nothing happens to.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(append("m3"))
        .then(publish().expect([seen_set(
            "RL-WRITE-15",
            "/logs/alice/ids",
            ids("m3 m2 m1"),
        )])),
    );
    f.add(
        fault(
            "write-die-after-appending",
            "write-go-on",
            "pointer",
            "The device dies after the append was answered, so it was saved.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(append("m3"))
        .then(crash("alice"))
        .then(writer(2).open())
        .then(publish().expect([
            is("RL-WRITE-15", "/status", "published"),
            seen_set("RL-WRITE-15", "/logs/alice/ids", ids("m3 m2 m1")),
            seen("RL-WRITE-15", "/logs/alice/unreachable", json!([])),
        ])),
    );
    f.add(
        fault(
            "write-die-while-appending",
            "write-go-on",
            "pointer",
            "It dies before the second append was saved, which therefore comes again and is new.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(append("m3").dies_at("state.save"))
        .then(writer(2).open())
        .then(append("m3").expect([is("RL-WRITE-15", "/items/*/status", vec!["appended"])]))
        .then(publish().expect([seen_set(
            "RL-WRITE-15",
            "/logs/alice/ids",
            ids("m3 m2 m1"),
        )])),
    );
    f.add(
        fault(
            "write-die-while-adding",
            "write-go-on",
            "pointer",
            "It dies while the third thing is added. The next publish completes it.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3"))
        .then(publish().dies_at_nth("cas.add", "3"))
        .then(writer(2).open())
        .then(publish().expect([
            is("RL-WRITE-19", "/status", "published"),
            seen_set("RL-WRITE-19", "/logs/alice/ids", ids("m3 m2 m1")),
            seen("RL-WRITE-19", "/logs/alice/unreachable", json!([])),
            seen("RL-WRITE-19", "/logs/alice/dangling", json!([])),
        ])),
    );
    f.add(
        fault(
            "write-die-while-updating",
            "write-go-on",
            "pointer",
            "It dies while the name is updated, and does not know whether it was.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish())
        .then(append("m2 m3"))
        .then(publish().dies_at("ns.update"))
        .then(writer(2).open())
        .then(append("m4"))
        .then(publish().expect([
            is("RL-WRITE-15", "/status", "published"),
            seen_set("RL-WRITE-15", "/logs/alice/ids", ids("m4 m3 m2 m1")),
            seen("RL-WRITE-15", "/logs/alice/dangling", json!([])),
        ])),
    );
    f.add(
        fault("write-restart-with-a-large-state", "write-go-on", "pointer", "A long message makes the writer save more than it had saved before, and a writer that saves what changes may then save everything anew. After the crash it knows what it listed and what is still to be added.")
            .then(writer(2).open())
            .then(append("m1 m2 m3"))
            .then(publish())
            .then(append("long"))
            .then(crash("alice"))
            .then(writer(2).open())
            .then(append("m1").expect([is("RL-WRITE-6", "/items/*/status", vec!["duplicate"])]))
            .then(publish().expect([
                is("RL-WRITE-19", "/status", "published"),
                seen("RL-WRITE-19", "/logs/alice/ids", ids("long m3 m2 m1")),
                seen("RL-WRITE-19", "/logs/alice/unreachable", json!([])),
            ])),
    );
    f.add(
        fault("write-restart-of-a-pointer-with-a-large-state", "write-go-on", "pointer", "The same under a pure pointer, where the newest page is in the store too. The name is turned back to the first page that the writer added for it, which is gone; after the crash it still knows that page for its own.")
            .then(writer(2).pointer().open())
            .then(append("m1 m2 m3"))
            .then(publish())
            .then(append("m4"))
            .then(publish().expect([is("RL-WRITE-15", "/status", "published")]))
            .then(append("long"))
            .then(crash("alice"))
            .then(world().turned_back("1").gone("newest"))
            .then(writer(2).pointer().open())
            .then(publish().expect([
                is("RL-WRITE-10", "/status", "published"),
                seen("RL-WRITE-19", "/logs/alice/ids", ids("long m4 m3 m2 m1")),
            ])),
    );
    f
}
