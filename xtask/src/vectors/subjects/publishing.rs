//! What a writer lists, and that everything is there before the name says so.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, crash, publish, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-publishing",
        "Publishing",
        "A writer appends and publishes; the harness then walks the log as it stands in the stores. Failures are those of the stores.",
    );

    f.add(
        case("write-one", "core", "One message.")
            .then(writer(4).open())
            .then(append("m1").expect([is(
                "RL-WRITE-2",
                "/items",
                json!([{"id": "$m1_id", "status": "appended"}]),
            )]))
            .then(publish().expect([
                is("RL-WRITE-2", "/status", "published"),
                seen("RL-WRITE-2", "/logs/alice/ids", ids("m1")),
                seen("RL-WRITE-2", "/logs/alice/unreachable", json!([])),
            ])),
    );
    f.add(
        fault("write-many", "write-one", "core", "Seven messages on pages of two; a client that publishes its last page alone loses five.")
            .then(writer(2).open())
            .then(append("m1 m2 m3 m4 m5 m6 m7"))
            .then(publish().expect([
                seen_set("RL-WRITE-2", "/logs/alice/ids", ids("m1 m2 m3 m4 m5 m6 m7")),
                seen("RL-WRITE-2", "/logs/alice/unreachable", json!([])),
                seen("RL-WRITE-2", "/logs/alice/dangling", json!([])),
            ])),
    );
    f.add(
        fault(
            "write-in-several-goes",
            "write-one",
            "core",
            "Published after each message; what was published before stays listed.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish())
        .then(append("m2"))
        .then(publish())
        .then(append("m3"))
        .then(publish().expect([
            seen_set("RL-WRITE-2", "/logs/alice/ids", ids("m1 m2 m3")),
            seen("RL-WRITE-2", "/logs/alice/unreachable", json!([])),
            seen("RL-WRITE-2", "/logs/alice/dangling", json!([])),
        ])),
    );
    f.add(
        case(
            "write-order-on-a-page",
            "core",
            "m3 is the newest and stands first.",
        )
        .then(writer(4).open())
        .then(append("m1 m2 m3"))
        .then(publish().expect([seen("RL-WRITE-3", "/logs/alice/ids", ids("m3 m2 m1"))])),
    );
    f.add(
        fault(
            "write-order-across-pages",
            "write-order-on-a-page",
            "core",
            "Through all pages; a client that turns round its list but not its pages shows it.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3 m4 m5"))
        .then(publish().expect([seen(
            "RL-WRITE-3",
            "/logs/alice/ids",
            ids("m5 m4 m3 m2 m1"),
        )])),
    );
    f.add(
        fault(
            "write-order-of-appending",
            "write-order-on-a-page",
            "core",
            "The order is that of appending, whatever the messages say of their time.",
        )
        .then(writer(4).open())
        .then(append("m3"))
        .then(append("m1 m2"))
        .then(publish().expect([seen("RL-WRITE-3", "/logs/alice/ids", ids("m2 m1 m3"))])),
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
                    seen("RL-WRITE-13", "/logs/alice/ids", ids("m2 m1")),
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
            seen("RL-WRITE-13", "/logs/alice/ids", ids("m2 m1")),
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
                seen("RL-WRITE-14", "/logs/alice/ids", ids("m3 m2 m1")),
            ])),
    );
    f.add(
        case("write-two-ids", "pointer", "Two messages are two pairs.")
            .then(writer(4).open())
            .then(append("m1 m2").expect([is(
                "RL-WRITE-6",
                "/items/*/status",
                vec!["appended", "appended"],
            )]))
            .then(publish().expect([seen("RL-WRITE-6", "/logs/alice/ids", ids("m2 m1"))])),
    );
    f.add(
        fault(
            "write-one-id-twice",
            "write-two-ids",
            "pointer",
            "The same message twice in one request.",
        )
        .then(writer(4).open())
        .then(append("m1 m1").expect([is(
            "RL-WRITE-6",
            "/items/*/status",
            vec!["appended", "duplicate"],
        )]))
        .then(publish().expect([seen("RL-WRITE-6", "/logs/alice/ids", ids("m1"))])),
    );
    f.add(
        fault(
            "write-one-id-again",
            "write-two-ids",
            "pointer",
            "The same message again after a publish, when it stands on a sealed page.",
        )
        .then(writer(1).open())
        .then(append("m1 m2"))
        .then(publish())
        .then(append("m1").expect([is(
            "RL-WRITE-6",
            "/items",
            json!([{"id": "$m1_id", "status": "duplicate"}]),
        )]))
        .then(append("m3"))
        .then(publish().expect([seen("RL-WRITE-6", "/logs/alice/ids", ids("m3 m2 m1"))])),
    );
    f.add(
        case(
            "write-something-new",
            "pointer",
            "There is something new to publish.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish().expect([is("RL-WRITE-8", "/status", "published")]))
        .then(append("m2"))
        .then(publish().expect([
            is("RL-WRITE-8", "/status", "published"),
            seen("RL-WRITE-8", "/calls/ns.update", "1"),
        ])),
    );
    f.add(
        fault("write-nothing-new", "write-something-new", "pointer", "There is not; a client that publishes by the clock makes every reader fetch and every store keep the same again.")
            .then(writer(2).open())
            .then(append("m1 m2 m3"))
            .then(publish())
            .then(publish().expect([
                is("RL-WRITE-8", "/status", "unchanged"),
                seen("RL-WRITE-8", "/calls/ns.update", "0"),
                seen("RL-WRITE-8", "/calls/cas.add", "0"),
            ])),
    );
    f.add(
        fault(
            "write-nothing-new-after-a-crash",
            "write-something-new",
            "pointer",
            "Nor after a crash.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3"))
        .then(publish())
        .then(crash("alice"))
        .then(writer(2).open())
        .then(publish().expect([
            is("RL-WRITE-8", "/status", "unchanged"),
            seen("RL-WRITE-8", "/calls/ns.update", "0"),
            seen("RL-WRITE-8", "/calls/cas.add", "0"),
        ])),
    );
    f.add(
        case(
            "write-not-empty",
            "pointer",
            "A log with a message is published.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish().expect([is("RL-WRITE-9", "/status", "published")])),
    );
    f.add(
        fault("write-empty", "write-not-empty", "pointer", "An empty log is not; a client that writes zero bytes makes the name known and the log stale.")
            .then(writer(2).open())
            .then(publish().expect([
                is("RL-WRITE-9", "/status", "empty"),
                seen("RL-WRITE-9", "/calls/ns.update", "0"),
                seen("RL-WRITE-9", "/calls/cas.add", "0"),
            ])),
    );
    f.add(
        fault(
            "write-empty-pointer",
            "write-not-empty",
            "pointer",
            "Nor is a pointer to an empty page.",
        )
        .then(writer(2).pointer().open())
        .then(publish().expect([
            is("RL-WRITE-9", "/status", "empty"),
            seen("RL-WRITE-9", "/calls/ns.update", "0"),
            seen("RL-WRITE-9", "/calls/cas.add", "0"),
        ])),
    );
    f.add(
        case(
            "write-go-on",
            "pointer",
            "Two appends and a publish that nothing happens to.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(append("m3"))
        .then(publish().expect([seen("RL-WRITE-15", "/logs/alice/ids", ids("m3 m2 m1"))])),
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
            seen("RL-WRITE-15", "/logs/alice/ids", ids("m3 m2 m1")),
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
        .then(publish().expect([seen("RL-WRITE-15", "/logs/alice/ids", ids("m3 m2 m1"))])),
    );
    f.add(
        fault(
            "write-die-while-adding",
            "write-go-on",
            "pointer",
            "It dies while the second content is added. The next publish completes it.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3"))
        .then(publish().dies_at_nth("cas.add", "2"))
        .then(writer(2).open())
        .then(publish().expect([
            is("RL-WRITE-15", "/status", "published"),
            seen("RL-WRITE-15", "/logs/alice/ids", ids("m3 m2 m1")),
            seen("RL-WRITE-15", "/logs/alice/unreachable", json!([])),
            seen("RL-WRITE-15", "/logs/alice/dangling", json!([])),
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
            seen("RL-WRITE-15", "/logs/alice/ids", ids("m4 m3 m2 m1")),
            seen("RL-WRITE-15", "/logs/alice/dangling", json!([])),
        ])),
    );
    f
}
