//! Pages that cannot be had, and what becomes of them.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

/// Later than any delay between two tries.
const LATER: u32 = 7200;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-gaps",
        "Gaps",
        "A page that cannot be had is a gap. It is reported by its address, kept, and tried again, and it keeps nothing else from being \
         delivered. Everything is embedded, so that each get is a page.",
    );
    let t = &mut f.table;
    t.page("old", "m1+", "");
    t.page("mid", "m2+", "old");
    t.page("head", "m3+", "mid");
    t.page("next", "m4+ m3+", "mid");
    t.content("nothing", Vec::new(), "zero bytes, which are a page");
    t.page("over_nothing", "m3+", "nothing");
    t.page("hollow", "", "old");
    t.page("over_hollow", "m3+", "hollow");
    t.content(
        "broken",
        vec![0x0a, 0x05, 0x12],
        "bytes that end inside a pair",
    );
    t.page("over_broken", "m3+", "broken");

    f.add(
        case("read-no-gap", "core", "Every page is there.")
            .world(world().cas("mid old").head("head"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-5", "/gaps", json!([])),
                set("RL-READ-5", "/delivered/*/id", ids("m1 m2 m3")),
            ])),
    );
    f.add(
        fault("read-gap-at-once", "read-no-gap", "core", "The page below the head is not found; a client that takes that for the end of the log, or for an error of the call, reports no gap or delivers nothing.")
            .world(world().cas("old").head("head"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-5", "/gaps", gaps("mid:not_found")),
                is("RL-READ-5", "/delivered/*/id", ids("m3")),
            ])),
    );
    f.add(
        fault(
            "read-gap-further-down",
            "read-no-gap",
            "core",
            "The oldest page is not found; what the pages before it list is delivered.",
        )
        .world(world().cas("mid").head("head"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-READ-5", "/gaps", gaps("old:not_found")),
            set("RL-READ-5", "/delivered/*/id", ids("m2 m3")),
        ])),
    );
    f.add(
        fault(
            "read-gap-of-broken-bytes",
            "read-no-gap",
            "core",
            "The page is there and cannot be parsed. It is a gap too, and the head is delivered.",
        )
        .world(world().cas("broken").head("over_broken"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-READ-5", "/gaps", gaps("broken:malformed")),
            is("RL-READ-5", "/delivered/*/id", ids("m3")),
        ])),
    );
    f.add(
        case(
            "read-gap-unlike-an-empty-page",
            "core",
            "A page with a message at the end of the log, for comparison.",
        )
        .world(world().cas("mid old").head("head"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-READ-22", "/gaps", json!([])),
            set("RL-READ-22", "/delivered/*/id", ids("m1 m2 m3")),
        ])),
    );
    f.add(
        fault("read-page-of-zero-bytes", "read-gap-unlike-an-empty-page", "core", "The store has the page, and it has zero bytes. It is the end of the log, and not missing; the proof of concept cannot tell the two apart.")
            .world(world().cas("nothing").head("over_nothing"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-22", "/gaps", json!([])),
                is("RL-READ-22", "/delivered/*/id", ids("m3")),
                is("RL-PAGE-5", "/gaps", json!([])),
            ])),
    );
    f.add(
        case(
            "read-tail-of-a-page",
            "core",
            "Each tail leads to the next older page.",
        )
        .world(world().cas("mid old").head("head"))
        .then(reader().open())
        .then(sync(0).expect([
            seen("RL-PAGE-3", "/asked", addresses("mid old")),
            set("RL-PAGE-6", "/delivered/*/id", ids("m1 m2 m3")),
        ])),
    );
    f.add(
        fault("read-tail-of-a-hollow-page", "read-tail-of-a-page", "core", "A page without pairs in the middle of the log; a client that stops at a page that lists nothing misses m1.")
            .world(world().cas("hollow old").head("over_hollow"))
            .then(reader().open())
            .then(sync(0).expect([
                seen("RL-PAGE-6", "/asked", addresses("hollow old")),
                set("RL-PAGE-6", "/delivered/*/id", ids("m1 m3")),
            ])),
    );
    f.add(
        case(
            "read-gap-filled",
            "pointer",
            "The page is there in a later call, and what it hid is delivered.",
        )
        .world(world().cas("old").head("head"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-5", "/delivered/*/id", ids("m3"))]))
        .then(world().cas("mid"))
        .then(sync(LATER).expect([
            set("RL-READ-6", "/delivered/*/id", ids("m1 m2")),
            is("RL-READ-6", "/gaps", json!([])),
        ])),
    );
    f.add(
        fault("read-gap-filled-late", "read-gap-filled", "pointer", "The page is still missing in the second call and there in the third; a client that tries a gap once more only gives it up.")
            .world(world().cas("old").head("head"))
            .then(reader().open())
            .then(sync(0))
            .then(sync(LATER).expect([is("RL-READ-6", "/gaps", gaps("mid:not_found"))]))
            .then(world().cas("mid"))
            .then(sync(2 * LATER).expect([
                set("RL-READ-6", "/delivered/*/id", ids("m1 m2")),
                is("RL-READ-6", "/gaps", json!([])),
            ])),
    );
    f.add(
        fault("read-gap-filled-under-a-new-head", "read-gap-filled", "pointer", "The head moved on meanwhile and has the gap as its tail. A client that stops at the tail because it is recorded never fills it.")
            .world(world().cas("old").head("head"))
            .then(reader().open())
            .then(sync(0))
            .then(world().cas("mid").head("next"))
            .then(sync(LATER).expect([
                set("RL-READ-6", "/delivered/*/id", ids("m1 m2 m4")),
                is("RL-READ-6", "/gaps", json!([])),
            ])),
    );
    f.add(
        fault(
            "read-gap-filled-without-a-name",
            "read-gap-filled",
            "pointer",
            "The name cannot be fetched in the later call. The gap is tried all the same.",
        )
        .world(world().cas("old").head("head"))
        .then(reader().open())
        .then(sync(0))
        .then(world().cas("mid").name_failing("unavailable"))
        .then(sync(LATER).expect([set("RL-READ-6", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault("read-gap-behind-a-gap", "read-gap-filled", "pointer", "The gap is filled, and the page below is missing now; the walk goes on below and leaves the next gap.")
            .world(world().head("head"))
            .then(reader().open())
            .then(sync(0))
            .then(world().cas("mid"))
            .then(sync(LATER).expect([
                is("RL-READ-6", "/delivered/*/id", ids("m2")),
                is("RL-READ-6", "/gaps", gaps("old:not_found")),
            ]))
            .then(world().cas("old"))
            .then(sync(2 * LATER).expect([is("RL-READ-6", "/delivered/*/id", ids("m1"))])),
    );
    f.add(
        case(
            "read-gap-tried-when-due",
            "pointer",
            "After the first failed try the next is due a second later.",
        )
        .world(world().head("head"))
        .then(reader().open())
        .then(sync(100).expect([seen("RL-READ-7", "/calls/cas.get", "1")]))
        .then(sync(101).expect([seen("RL-READ-7", "/calls/cas.get", "1")])),
    );
    f.add(
        fault("read-gap-not-tried-at-once", "read-gap-tried-when-due", "pointer", "A second call in the same second asks for nothing; a client that tries every gap in every call works without end for a log that lost a page.")
            .world(world().head("head"))
            .then(reader().open())
            .then(sync(100).expect([seen("RL-READ-7", "/calls/cas.get", "1")]))
            .then(sync(100).expect([seen("RL-READ-7", "/calls/cas.get", "0")])),
    );
    f.add(
        fault("read-gap-tried-ever-less-often", "read-gap-tried-when-due", "pointer", "After the second failed try the next is due two seconds later, and after the third four.")
            .world(world().head("head"))
            .then(reader().open())
            .then(sync(100))
            .then(sync(101).expect([seen("RL-READ-7", "/calls/cas.get", "1")]))
            .then(sync(102).expect([seen("RL-READ-7", "/calls/cas.get", "0")]))
            .then(sync(103).expect([seen("RL-READ-7", "/calls/cas.get", "1")]))
            .then(sync(106).expect([seen("RL-READ-7", "/calls/cas.get", "0")]))
            .then(sync(107).expect([seen("RL-READ-7", "/calls/cas.get", "1")])),
    );
    f.add(
        fault("read-gap-tried-every-hour", "read-gap-tried-when-due", "pointer", "After the thirteenth failed try a doubled delay would be 4096 seconds. It is 3600 from then on; a client that goes on doubling soon waits for ever.")
            .world(world().head("head"))
            .then(reader().open())
            .then_each((0..12).map(|nth| sync(nth * LATER)))
            .then(sync(12 * LATER).expect([seen("RL-READ-7", "/calls/cas.get", "1")]))
            .then(sync(12 * LATER + 3599).expect([seen("RL-READ-7", "/calls/cas.get", "0")]))
            .then(sync(12 * LATER + 3600).expect([seen("RL-READ-7", "/calls/cas.get", "1")])),
    );
    f
}
