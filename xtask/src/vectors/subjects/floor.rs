//! What moves the floor, what leaves it, and what is delivered meanwhile.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "floor",
        "The floor",
        "Only an advanced head becomes the floor, and no class keeps a verified item from being delivered. What is no head at all changes \
         neither.",
    );
    let t = &mut f.table;
    t.page("p1", "m1+", "");
    t.page("first", "m2+", "p1");
    t.page("second", "m3+ m2+", "p1");
    t.page("branched", "m9+", "p1");
    t.page("third", "m4+ m3+ m2+", "p1");
    t.page("p2", "m4+ m3+", "p1");
    t.page("over_p2", "m5+", "p2");
    t.page("wanting", "m3+ m2", "p1");
    t.page("older_embedded", "m2+", "p1");
    t.set("broken", vec![0x0a, 0x05], "bytes that end inside a pair");

    f.add(
        case(
            "floor-moves-when-advanced",
            "pointer",
            "The second head is advanced, and from then on the first is stale.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-NAME-11", "/head", "advanced")]))
        .then(world().head("second"))
        .then(sync(60).expect([is("RL-NAME-11", "/head", "advanced")]))
        .then(sync(120).expect([is("RL-NAME-11", "/head", "same")]))
        .then(world().head("first"))
        .then(sync(180).expect([is("RL-NAME-11", "/head", "stale")])),
    );
    f.add(
        fault("floor-stays-when-stale", "floor-moves-when-advanced", "pointer", "A stale head comes between; afterwards the floor's own head is the same, and not advanced anew.")
            .world(world().cas("p1").head("second"))
            .then(reader().open())
            .then(sync(0))
            .then(world().head("first"))
            .then(sync(60).expect([is("RL-NAME-8", "/head", "stale")]))
            .then(sync(120).expect([is("RL-NAME-11", "/head", "stale")]))
            .then(world().head("second"))
            .then(sync(180).expect([is("RL-NAME-11", "/head", "same")])),
    );
    f.add(
        fault("floor-stays-when-forked", "floor-moves-when-advanced", "pointer", "The same fork twice is a fork twice, and the log that goes on from the floor is advanced; a client that takes the fork for its floor says same, and then fork.")
            .world(world().cas("p1").head("second"))
            .then(reader().open())
            .then(sync(0))
            .then(world().head("branched"))
            .then(sync(60).expect([is("RL-NAME-9", "/head", "fork")]))
            .then(sync(120).expect([is("RL-NAME-11", "/head", "fork")]))
            .then(world().head("third"))
            .then(sync(180).expect([is("RL-NAME-11", "/head", "advanced")])),
    );
    f.add(
        fault(
            "floor-stays-when-undetermined",
            "floor-moves-when-advanced",
            "pointer",
            "A head whose page is missing comes between.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("over_p2"))
        .then(sync(60).expect([is("RL-NAME-10", "/head", "undetermined")]))
        .then(world().head("first"))
        .then(sync(120).expect([is("RL-NAME-11", "/head", "same")])),
    );
    f.add(
        case(
            "floor-delivers-advanced",
            "pointer",
            "The new item of an advanced head.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("second"))
        .then(sync(60).expect([is("RL-READ-19", "/delivered/*/id", ids("m3"))])),
    );
    f.add(
        fault("floor-delivers-forked", "floor-delivers-advanced", "pointer", "m9 is new and its head is a fork; it is delivered, for the class is a finding and no filter.")
            .world(world().cas("p1").head("first"))
            .then(reader().open())
            .then(sync(0))
            .then(world().head("branched"))
            .then(sync(60).expect([is("RL-NAME-9", "/head", "fork"), is("RL-READ-19", "/delivered/*/id", ids("m9"))])),
    );
    f.add(
        fault(
            "floor-delivers-undetermined",
            "floor-delivers-advanced",
            "pointer",
            "m5 is new and the page below it is missing.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("over_p2"))
        .then(sync(60).expect([is("RL-READ-19", "/delivered/*/id", ids("m5"))])),
    );
    f.add(
        fault(
            "floor-delivers-stale",
            "floor-delivers-advanced",
            "pointer",
            "m2 was missing, and the stale head embeds it.",
        )
        .world(world().cas("p1").head("wanting"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-READ-8", "/delivered/*/id", ids("m1 m3"))]))
        .then(world().head("older_embedded"))
        .then(sync(60).expect([
            is("RL-NAME-8", "/head", "stale"),
            is("RL-READ-19", "/delivered/*/id", ids("m2")),
        ])),
    );
    f.add(
        case(
            "floor-over-a-name-not-found",
            "pointer",
            "No such name, and a reader that never read; there is no log yet.",
        )
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-NAME-3", "/head", "none"),
            is("RL-NAME-3", "/delivered", json!([])),
        ])),
    );
    f.add(
        fault(
            "floor-name-gone",
            "floor-over-a-name-not-found",
            "pointer",
            "The reader has read the log, and the name is not found now. A log does not vanish.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(world().named("alice", json!(null)))
        .then(sync(60).expect([is("RL-NAME-3", "/head", "unavailable")]))
        .then(world().head("first"))
        .then(sync(120).expect([is("RL-NAME-3", "/head", "same")])),
    );
    f.add(
        case(
            "floor-zero-bytes-over-nothing",
            "pointer",
            "The name holds zero bytes, the empty log, as does the reader's floor.",
        )
        .world(world().named("alice", json!("")))
        .then(reader().open())
        .then(sync(0).expect([is("RL-NAME-4", "/head", "same")])),
    );
    f.add(
        fault("floor-zero-bytes", "floor-zero-bytes-over-nothing", "pointer", "The reader has read the log, and the name holds zero bytes now. That is stale; a client that takes it for a failed fetch, or for a fresh start, says otherwise.")
            .world(world().cas("p1").head("first"))
            .then(reader().open())
            .then(sync(0))
            .then(world().named("alice", json!("")))
            .then(sync(60).expect([is("RL-NAME-4", "/head", "stale")]))
            .then(world().head("first"))
            .then(sync(120).expect([is("RL-NAME-11", "/head", "same"), is("RL-READ-3", "/delivered", json!([]))])),
    );
    f.add(
        case(
            "floor-readable",
            "pointer",
            "A head that can be read, twice.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-NAME-15", "/head", "advanced")]))
        .then(sync(60).expect([is("RL-NAME-15", "/head", "same")])),
    );
    f.add(
        fault(
            "floor-malformed-head",
            "floor-readable",
            "pointer",
            "The name holds bytes that end inside a pair; afterwards the floor is as it was.",
        )
        .world(world().cas("p1").head("first"))
        .then(reader().open())
        .then(sync(0))
        .then(world().head("broken"))
        .then(sync(60).expect([
            is("RL-NAME-15", "/head", "malformed"),
            is("RL-NAME-15", "/delivered", json!([])),
        ]))
        .then(world().head("first"))
        .then(sync(120).expect([
            is("RL-NAME-15", "/head", "same"),
            is("RL-NAME-15", "/delivered", json!([])),
        ])),
    );
    for (id, why, failure) in [
        (
            "floor-unavailable-head",
            "The name system cannot be reached.",
            "unavailable",
        ),
        (
            "floor-late-head",
            "The name system does not answer in time.",
            "timeout",
        ),
    ] {
        f.add(
            fault(id, "floor-readable", "pointer", why)
                .world(world().cas("p1").head("first"))
                .then(reader().open())
                .then(sync(0))
                .then(world().name_failing(failure))
                .then(sync(60).expect([is("RL-NAME-15", "/head", failure)]))
                .then(world().head("first"))
                .then(sync(120).expect([is("RL-NAME-15", "/head", "same")])),
        );
    }
    f
}
