//! Items whose content cannot be had, and what becomes of them.

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
        "read-missing",
        "Missing items",
        "An item whose content cannot be had is reported by its id with the reason, kept, and tried again at every address that was \
         listed for it. Everything else is delivered.",
    );
    let t = &mut f.table;
    t.page("two", "m2 m1", "");
    t.page("old", "m1", "");
    t.page("above", "m2+", "old");
    t.page("grown", "m3+ m2 m1", "");
    t.set(
        "x_at",
        vec![0xee; 32],
        "an address at which there is nothing",
    );
    t.page("elsewhere", "m2+ m1@x_at", "old");
    t.page("nowhere", "m2+ m1@x_at", "");
    t.page("healed", "m2+ m1", "");
    t.page("healed_embedded", "m2+ m1+", "");
    t.page("moved_on", "m3+", "nowhere");
    t.page("beside", "m2+ m1@m9_at", "old");

    f.add(
        case("read-nothing-missing", "core", "Both contents are there.")
            .world(world().cas("m1 m2").head("two"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-READ-8", "/delivered/*/id", ids("m1 m2")),
                is("RL-READ-8", "/missing", json!([])),
            ])),
    );
    f.add(
        fault("read-older-item-missing", "read-nothing-missing", "core", "The older content is not found; a client that delivers strictly in order waits with the newer one.")
            .world(world().cas("m2").head("two"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-8", "/delivered/*/id", ids("m2")),
                is("RL-READ-8", "/missing", missing("m1:not_found")),
            ])),
    );
    f.add(
        fault("read-newer-item-missing", "read-nothing-missing", "core", "The newer content is not found; a client that gives up at the first failure has nothing.")
            .world(world().cas("m1").head("two"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-READ-8", "/delivered/*/id", ids("m1")),
                is("RL-READ-8", "/missing", missing("m2:not_found")),
            ])),
    );
    f.add(
        case(
            "read-reason-not-found",
            "core",
            "The store says that it has no such content, and no such page.",
        )
        .world(world().cas("old").head("two"))
        .then(reader().open())
        .then(sync(0).expect([set(
            "RL-READ-21",
            "/missing",
            missing("m1:not_found m2:not_found"),
        )])),
    );
    f.add(
        fault("read-reason-unavailable", "read-reason-not-found", "core", "The store cannot be reached for one of them; that says nothing about whether it has it.")
            .world(world().failing("m1", "unavailable").head("two"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-READ-21", "/missing", missing("m1:unavailable m2:not_found"))])),
    );
    f.add(
        fault(
            "read-reason-timeout",
            "read-reason-not-found",
            "core",
            "The store does not answer in time for one of them.",
        )
        .world(world().failing("m1", "timeout").head("two"))
        .then(reader().open())
        .then(sync(0).expect([set(
            "RL-READ-21",
            "/missing",
            missing("m1:timeout m2:not_found"),
        )])),
    );
    for (id, why, failure) in [
        (
            "read-reason-page-unavailable",
            "The same of a page.",
            "unavailable",
        ),
        (
            "read-reason-page-timeout",
            "The same of a page that takes too long.",
            "timeout",
        ),
    ] {
        f.add(
            fault(id, "read-reason-not-found", "core", why)
                .world(world().failing("old", failure).head("above"))
                .then(reader().open())
                .then(sync(0).expect([
                    is("RL-READ-21", "/gaps", gaps(&format!("old:{failure}"))),
                    is("RL-READ-5", "/delivered/*/id", ids("m2")),
                ])),
        );
    }
    for (id, why, failure) in [
        (
            "read-reason-name-unavailable",
            "The name system cannot be reached; that is not an empty log.",
            "unavailable",
        ),
        (
            "read-reason-name-timeout",
            "The name system does not answer in time.",
            "timeout",
        ),
    ] {
        f.add(
            fault(id, "read-reason-not-found", "core", why)
                .world(world().name_failing(failure))
                .then(reader().open())
                .then(sync(0).expect([is("RL-READ-21", "/head", failure)])),
        );
    }
    f.add(
        case(
            "read-missing-found",
            "pointer",
            "The content is there in a later call.",
        )
        .world(world().cas("m2").head("two"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-READ-8", "/missing", missing("m1:not_found"))]))
        .then(world().cas("m1"))
        .then(sync(LATER).expect([
            is("RL-READ-9", "/delivered/*/id", ids("m1")),
            is("RL-READ-9", "/missing", json!([])),
        ])),
    );
    f.add(
        fault(
            "read-missing-found-late",
            "read-missing-found",
            "pointer",
            "It is still missing in the second call and there in the third.",
        )
        .world(world().cas("m2").head("two"))
        .then(reader().open())
        .then(sync(0))
        .then(sync(LATER).expect([is("RL-READ-9", "/missing", missing("m1:not_found"))]))
        .then(world().cas("m1"))
        .then(sync(2 * LATER).expect([is("RL-READ-9", "/delivered/*/id", ids("m1"))])),
    );
    f.add(
        fault("read-missing-found-below-a-recorded-page", "read-missing-found", "pointer", "The item stands on a page that was read and is not read again; a client that finds items only while it walks never tries it.")
            .world(world().cas("old").head("above"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-READ-8", "/missing", missing("m1:not_found"))]))
            .then(world().cas("m1"))
            .then(sync(LATER).expect([
                is("RL-READ-9", "/delivered/*/id", ids("m1")),
                seen("RL-READ-9", "/asked", addresses("m1")),
            ])),
    );
    f.add(
        fault("read-missing-found-after-growth", "read-missing-found", "pointer", "The log grew meanwhile; a client that gets only what is above its newest id leaves m1 behind.")
            .world(world().cas("m2").head("two"))
            .then(reader().open())
            .then(sync(0))
            .then(world().cas("m1").head("grown"))
            .then(sync(LATER).expect([set("RL-READ-9", "/delivered/*/id", ids("m1 m3"))])),
    );
    f.add(
        case(
            "read-one-candidate",
            "mvds",
            "One address for m1, at which it is.",
        )
        .world(world().cas("old m1").head("above"))
        .then(reader().mvds().open())
        .then(sync(0).expect([set("RL-READ-10", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault("read-second-candidate", "read-one-candidate", "mvds", "The head lists m1 at an address with nothing, and the page below at the right one; a client that keeps one address for an id may keep the wrong one.")
            .world(world().cas("old m1").head("elsewhere"))
            .then(reader().kind("opaque").mvds().open())
            .then(sync(0).expect([
                set("RL-READ-10", "/delivered/*/id", ids("m1 m2")),
                is("RL-READ-10", "/missing", json!([])),
            ])),
    );
    f.add(
        fault(
            "read-second-candidate-after-another-message",
            "read-one-candidate",
            "mvds",
            "At the first address there is another message; the second is tried all the same.",
        )
        .world(world().cas("old m1 m9").head("beside"))
        .then(reader().mvds().open())
        .then(sync(0).expect([
            set("RL-READ-10", "/delivered/*/id", ids("m1 m2")),
            is("RL-READ-10", "/missing", json!([])),
        ])),
    );
    f.add(
        case(
            "read-same-ids-same-addresses",
            "pointer",
            "The same head again, while m1 is missing, changes nothing.",
        )
        .world(world().head("nowhere"))
        .then(reader().kind("opaque").open())
        .then(sync(0).expect([is("RL-READ-8", "/missing", missing("m1:not_found"))]))
        .then(sync(LATER).expect([is("RL-READ-20", "/missing", missing("m1:not_found"))])),
    );
    f.add(
        fault("read-same-ids-other-address", "read-same-ids-same-addresses", "pointer", "A head of the same ids lists m1 at another address. Nothing is new by its ids, and a client that leaves it at that never heals.")
            .world(world().cas("m1").head("nowhere"))
            .then(reader().kind("opaque").open())
            .then(sync(0).expect([is("RL-READ-8", "/missing", missing("m1:not_found"))]))
            .then(world().head("healed"))
            .then(sync(LATER).expect([
                is("RL-READ-20", "/delivered/*/id", ids("m1")),
                is("RL-READ-20", "/missing", json!([])),
            ])),
    );
    f.add(
        fault(
            "read-same-ids-tried-at-once",
            "read-same-ids-same-addresses",
            "pointer",
            "The new address is tried in the same second; the delay belongs to the old one.",
        )
        .world(world().cas("m1").head("nowhere"))
        .then(reader().kind("opaque").open())
        .then(sync(0))
        .then(world().head("healed"))
        .then(sync(0).expect([is("RL-READ-20", "/delivered/*/id", ids("m1"))])),
    );
    f.add(
        fault(
            "read-same-ids-embedded",
            "read-same-ids-same-addresses",
            "pointer",
            "The content comes embedded in a head of the same ids.",
        )
        .world(world().head("nowhere"))
        .then(reader().kind("opaque").open())
        .then(sync(0))
        .then(world().head("healed_embedded"))
        .then(sync(0).expect([is("RL-READ-20", "/delivered/*/id", ids("m1"))])),
    );
    f
}
