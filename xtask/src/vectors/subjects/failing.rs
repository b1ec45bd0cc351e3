//! Everything is there before the name says so, and a store that fails loses nothing.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, publish, writer};
use crate::vectors::world::world;
pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-failures",
        "Adding before updating",
        "The stores take their time, or fail. The name never points to what is not there, and what could not be published is published later.",
    );

    f.add(
        case(
            "write-add-before-update",
            "core",
            "The store answers at once.",
        )
        .then(writer(4).open())
        .then(append("m1"))
        .then(publish().expect([
            seen("RL-WRITE-1", "/early_updates", "0"),
            seen("RL-WRITE-1", "/logs/alice/unreachable", json!([])),
        ])),
    );
    f.add(
        fault("write-waits-for-contents", "write-add-before-update", "core", "The store takes its time to answer; a client that sends its update meanwhile leaves a moment in which the log points to nothing.")
            .world(world().field("hold", "adds"))
            .then(writer(4).open())
            .then(append("m1 m2 m3"))
            .then(publish().expect([
                seen("RL-WRITE-1", "/early_updates", "0"),
                seen("RL-WRITE-1", "/logs/alice/unreachable", json!([])),
            ])),
    );
    f.add(
        fault(
            "write-waits-for-pages",
            "write-add-before-update",
            "core",
            "The same with a page for each message.",
        )
        .world(world().field("hold", "adds"))
        .then(writer(1).open())
        .then(append("m1 m2 m3"))
        .then(publish().expect([
            seen("RL-WRITE-1", "/early_updates", "0"),
            seen("RL-WRITE-1", "/logs/alice/dangling", json!([])),
        ])),
    );
    f.add(
        fault(
            "write-waits-for-the-page-it-points-to",
            "write-add-before-update",
            "core",
            "The same with a pure pointer.",
        )
        .world(world().field("hold", "adds"))
        .then(writer(4).pointer().open())
        .then(append("m1 m2"))
        .then(publish().expect([
            seen("RL-WRITE-1", "/early_updates", "0"),
            seen("RL-WRITE-1", "/logs/alice/dangling", json!([])),
        ])),
    );
    f.add(
        case("write-store-well", "core", "The store takes everything.")
            .then(writer(1).open())
            .then(append("m1 m2"))
            .then(publish().expect([is("RL-WRITE-13", "/status", "published")])),
    );
    for (id, why, failure) in [
        (
            "write-store-unavailable",
            "The store cannot be reached. The name stays, the failure is reported, and the next publish completes it.",
            "unavailable",
        ),
        (
            "write-store-late",
            "The store does not answer in time; whether it has the content is not known.",
            "timeout",
        ),
    ] {
        f.add(
            fault(id, "write-store-well", "core", why)
                .world(world().field("adds", failure))
                .then(writer(1).open())
                .then(append("m1 m2"))
                .then(publish().expect([
                    is("RL-WRITE-13", "/status", "unavailable"),
                    seen("RL-WRITE-13", "/calls/ns.update", "0"),
                    seen("RL-WRITE-13", "/names", json!({})),
                ]))
                .then(world().field("adds", "ok"))
                .then(publish().expect([
                    is("RL-WRITE-13", "/status", "published"),
                    seen_set("RL-WRITE-13", "/logs/alice/ids", ids("m2 m1")),
                    seen("RL-WRITE-13", "/logs/alice/unreachable", json!([])),
                ])),
        );
    }
    f.add(
        fault(
            "write-store-unavailable-later",
            "write-store-well",
            "core",
            "The store fails after a first publish; the name keeps what it held.",
        )
        .then(writer(1).open())
        .then(append("m1"))
        .then(publish())
        .then(world().field("adds", "unavailable"))
        .then(append("m2"))
        .then(publish().expect([
            is("RL-WRITE-13", "/status", "unavailable"),
            seen("RL-WRITE-13", "/logs/alice/ids", ids("m1")),
        ])),
    );
    f.add(
        fault(
            "write-name-unavailable",
            "write-store-well",
            "core",
            "The name system cannot be reached; a later publish completes it.",
        )
        .world(world().name_failing("unavailable"))
        .then(writer(1).open())
        .then(append("m1 m2"))
        .then(publish().expect([is("RL-WRITE-13", "/status", "unavailable")]))
        .then(world().named("alice", json!(null)))
        .then(publish().expect([
            is("RL-WRITE-13", "/status", "published"),
            seen_set("RL-WRITE-13", "/logs/alice/ids", ids("m2 m1")),
        ])),
    );
    f.add(
        case(
            "write-small-enough",
            "core",
            "A pure pointer fits into a name of 60 bytes.",
        )
        .world(world().field("name_bytes", "60"))
        .then(writer(4).pointer().open())
        .then(append("m1 m2"))
        .then(publish().expect([is("RL-WRITE-14", "/status", "published")])),
    );
    f.add(
        fault("write-too-large", "write-small-enough", "core", "An inline head does not. It is reported as that, and as soon as there is room everything is listed; a client that drops what it could not publish loses it.")
            .world(world().field("name_bytes", "60"))
            .then(writer(4).open())
            .then(append("m1 m2"))
            .then(publish().expect([is("RL-WRITE-14", "/status", "too_large")]))
            .then(world().field("name_bytes", "6000"))
            .then(append("m3"))
            .then(publish().expect([
                is("RL-WRITE-14", "/status", "published"),
                seen_set("RL-WRITE-14", "/logs/alice/ids", ids("m3 m2 m1")),
            ])),
    );
    f
}
