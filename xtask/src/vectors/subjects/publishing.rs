//! What a writer lists, in which order, and when it has nothing to say.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, crash, publish, writer};

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-publishing",
        "Publishing",
        "A writer appends and publishes; the harness then walks the log as it stands in the stores.",
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
        case("write-two-ids", "pointer", "Two messages are two pairs.")
            .then(writer(4).open())
            .then(append("m1 m2").expect([is(
                "RL-WRITE-6",
                "/items/*/status",
                vec!["appended", "appended"],
            )]))
            .then(publish().expect([seen_set("RL-WRITE-6", "/logs/alice/ids", ids("m2 m1"))])),
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
        .then(publish().expect([seen_set(
            "RL-WRITE-6",
            "/logs/alice/ids",
            ids("m3 m2 m1"),
        )])),
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
    f
}
