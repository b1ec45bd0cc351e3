//! What a reader keeps, shown by taking everything else away from it.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{crash, reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-crashes",
        "What a reader persists",
        "The device dies between two calls, or in the middle of one, and the reader goes on from what it saved. What it answered stays \
         answered; what was not saved comes again.",
    );
    let t = &mut f.table;
    t.page("old", "m1+", "");
    t.page("first", "m2+", "old");
    t.page("second", "m3+ m2+", "old");
    t.page("pointing", "m3+ m2", "old");
    t.page("branched", "m9+", "old");

    f.add(
        case(
            "read-save-then-answer",
            "pointer",
            "What the call delivers stands in a save that was answered.",
        )
        .world(world().cas("old").head("first"))
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-READ-15", "/delivered/*/id", ids("m1 m2")),
            seen("RL-READ-15", "/unsaved", json!([])),
            seen_set("RL-READ-15", "/saved", ids("m1 m2")),
        ])),
    );
    f.add(
        fault("read-die-before-the-save", "read-save-then-answer", "pointer", "The device dies while the save is under way. Nothing was delivered, so everything is in the next call; a client that marks first and saves later loses it.")
            .world(world().cas("old").head("first"))
            .then(reader().open())
            .then(sync(0).dies_at("state.save"))
            .then(reader().open())
            .then(sync(60).expect([
                set("RL-READ-15", "/delivered/*/id", ids("m1 m2")),
                seen("RL-READ-15", "/unsaved", json!([])),
            ])),
    );
    f.add(
        fault("read-die-on-the-way", "read-save-then-answer", "pointer", "The device dies while a page is under way, in the second call; nothing of the first comes again, and nothing of the second is lost.")
            .world(world().head("first"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-15", "/delivered/*/id", ids("m2"))]))
            .then(world().cas("old").head("second"))
            .then(sync(7200).dies_at("cas.get"))
            .then(reader().open())
            .then(sync(14400).expect([
                set("RL-READ-16", "/delivered/*/id", ids("m1 m3")),
                seen("RL-READ-15", "/unsaved", json!([])),
            ])),
    );
    f.add(
        case(
            "read-go-on",
            "pointer",
            "Two calls of one reader that nothing happens to.",
        )
        .world(world().cas("old").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(sync(60).expect([
            is("RL-READ-16", "/delivered", json!([])),
            is("RL-READ-16", "/head", "same"),
        ])),
    );
    f.add(
        fault("read-restart-knows-what-it-delivered", "read-go-on", "pointer", "It dies between the calls. Nothing is delivered again, no page is asked for again, and the floor is known.")
            .world(world().cas("old").head("first"))
            .then(reader().open())
            .then(sync(0))
            .then(crash("bob"))
            .then(reader().open())
            .then(sync(60).expect([
                is("RL-READ-16", "/delivered", json!([])),
                is("RL-READ-16", "/head", "same"),
                seen("RL-READ-16", "/calls/cas.get", "0"),
            ])),
    );
    f.add(
        fault("read-restart-knows-its-floor", "read-go-on", "pointer", "After the crash the log has forked; a client that lost its floor takes the fork for its first head.")
            .world(world().cas("old").head("first"))
            .then(reader().open())
            .then(sync(0))
            .then(crash("bob"))
            .then(world().head("branched"))
            .then(reader().open())
            .then(sync(60).expect([
                is("RL-READ-16", "/head", "fork"),
                is("RL-READ-16", "/evidence", json!({"floor": "$first", "head": "$branched"})),
            ])),
    );
    f.add(
        fault(
            "read-restart-knows-its-gaps",
            "read-go-on",
            "pointer",
            "After the crash the gap is reported, and filled when its page is there.",
        )
        .world(world().head("first"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-5", "/gaps", gaps("old:not_found"))]))
        .then(crash("bob"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-16", "/gaps", gaps("old:not_found"))]))
        .then(crash("bob"))
        .then(world().cas("old"))
        .then(reader().open())
        .then(sync(7200).expect([
            is("RL-READ-16", "/delivered/*/id", ids("m1")),
            is("RL-READ-16", "/gaps", json!([])),
        ])),
    );
    f.add(
        fault("read-restart-knows-what-is-missing", "read-go-on", "pointer", "After the crash the missing item is reported, and delivered when its content is there.")
            .world(world().cas("old").head("pointing"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-READ-8", "/delivered/*/id", ids("m1 m3"))]))
            .then(crash("bob"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-16", "/missing", missing("m2:not_found"))]))
            .then(crash("bob"))
            .then(world().cas("m2"))
            .then(reader().open())
            .then(sync(7200).expect([is("RL-READ-16", "/delivered/*/id", ids("m2")), is("RL-READ-16", "/missing", json!([]))])),
    );
    f.add(
        fault("read-restart-knows-when-a-gap-is-due", "read-go-on", "pointer", "The try failed at 127 seconds, so the next is due at 128, the first number whose varint takes two bytes, the first of them without a bit. After the crash the page is not asked for at 127, and it is at 128.")
            .world(world().head("first"))
            .then(reader().open())
            .then(sync(127).expect([is("RL-READ-5", "/gaps", gaps("old:not_found"))]))
            .then(crash("bob"))
            .then(reader().open())
            .then(sync(127).expect([
                is("RL-READ-16", "/delivered", json!([])),
                seen("RL-READ-7", "/calls/cas.get", "0"),
            ]))
            .then(world().cas("old"))
            .then(sync(128).expect([
                is("RL-READ-16", "/delivered/*/id", ids("m1")),
                is("RL-READ-16", "/gaps", json!([])),
            ])),
    );
    f
}
