//! Where a walk ends: at a recorded tail or at the end, never at a known id.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::wire;
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "read-walks",
        "Where a walk ends",
        "A walk goes on to a tail that is recorded, or to the end of the log. The newest id that a reader knows says nothing about what \
         is listed below it. A page is recorded under the address it was got from, whatever its bytes look like.",
    );
    let t = &mut f.table;
    t.page("old", "m1+", "");
    t.page("first", "m2+", "old");
    t.page("grown", "m4+ m3+ m2+", "old");
    t.page("rewritten", "m3+ m1+", "");
    t.page("below", "m4+ m2+", "rewritten");
    t.page("inserted", "m5+ m3+", "");
    t.page("under", "m2+", "inserted");
    // The page old with a field that the schema lacks, and with a length in two bytes.
    let mut odd = t.bytes("old").to_vec();
    odd.extend(wire::bytes(7, b"later"));
    odd.extend([0x92, 0x00, 0x80, 0x00]);
    t.content("odd", odd, "page [m1+] with an unknown field, and an empty tail whose tag and length are longer than need be");
    t.page("over_odd", "m2+", "odd");
    t.page("next_over_odd", "m3+ m2+", "odd");
    t.page("next_over_old", "m3+ m2+", "old");

    f.add(
        case(
            "read-walk-to-a-recorded-tail",
            "pointer",
            "The head grew and its tail is the one that was read; the walk ends there.",
        )
        .world(world().cas("old").head("first"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-4", "/delivered/*/id", ids("m1 m2"))]))
        .then(world().head("grown"))
        .then(sync(60).expect([
            set("RL-READ-4", "/delivered/*/id", ids("m3 m4")),
            seen("RL-READ-4", "/calls/cas.get", "0"),
        ])),
    );
    f.add(
        fault("read-walk-past-a-known-id", "read-walk-to-a-recorded-tail", "pointer", "The new head lists m2, which is known, and behind its tail stands m3, which is not; a client that stops at the first known id never sees m3.")
            .world(world().cas("old rewritten").head("first"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-READ-4", "/delivered/*/id", ids("m1 m2"))]))
            .then(world().head("below"))
            .then(sync(60).expect([
                seen("RL-READ-3", "/saved_again", json!([])),
                set("RL-READ-4", "/delivered/*/id", ids("m3 m4")),
                seen("RL-READ-4", "/asked", addresses("rewritten")),
            ])),
    );
    f.add(
        fault(
            "read-walk-under-known-ids-alone",
            "read-walk-to-a-recorded-tail",
            "pointer",
            "Nothing in the new head is new, but its tail is; what lies behind is delivered.",
        )
        .world(world().cas("old inserted").head("first"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-4", "/delivered/*/id", ids("m1 m2"))]))
        .then(world().head("under"))
        .then(sync(60).expect([
            seen("RL-READ-4", "/asked", addresses("inserted")),
            set("RL-READ-19", "/delivered/*/id", ids("m3 m5")),
        ])),
    );
    f.add(
        case(
            "read-page-in-canonical-bytes",
            "pointer",
            "A page as any encoder writes it is read and recorded.",
        )
        .world(world().cas("old").head("first"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-PAGE-7", "/gaps", json!([])),
            set("RL-PAGE-7", "/delivered/*/id", ids("m1 m2")),
        ]))
        .then(world().head("next_over_old"))
        .then(sync(60).expect([
            is("RL-PAGE-7", "/delivered/*/id", ids("m3")),
            seen("RL-PAGE-7", "/calls/cas.get", "0"),
        ])),
    );
    f.add(
        fault("read-page-in-odd-bytes", "read-page-in-canonical-bytes", "pointer", "The page has an unknown field and longer numbers than need be. A client that encodes it again to check or to name it takes it for another page, or asks for it twice.")
            .world(world().cas("odd").head("over_odd"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-PAGE-7", "/gaps", json!([])), set("RL-PAGE-7", "/delivered/*/id", ids("m1 m2"))]))
            .then(world().head("next_over_odd"))
            .then(sync(60).expect([
                is("RL-PAGE-7", "/delivered/*/id", ids("m3")),
                seen("RL-PAGE-7", "/calls/cas.get", "0"),
            ])),
    );
    f
}
