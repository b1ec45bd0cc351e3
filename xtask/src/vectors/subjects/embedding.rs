//! Content in the pair itself: read from there, written there.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::message::Message;
use crate::vectors::step::{append, publish, reader, sync, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "embedding",
        "Embedding",
        "A pair has content, an address, both or neither, in any mixture on a page.",
    );
    let t = &mut f.table;
    t.message(
        "foreign",
        &Message {
            group: &[0xab; 32],
            timestamp: 1,
            body: "hello",
            ephemeral: false,
        },
    );
    t.set(
        "garbage",
        b"hello".to_vec(),
        "\"hello\", which is no message",
    );
    t.set(
        "x_at",
        vec![0xee; 32],
        "an address at which there is nothing",
    );
    t.page("embedded", "m2+ m1+", "");
    t.page("both", "m2+@m2_at m1+@m1_at", "");
    t.page("pointing", "m2 m1", "");
    t.page("mixed", "m4 m3+ m2+ m1", "");
    t.page("below", "m2 m1", "");
    t.page("striped", "m5+ m4 m3+", "below");
    t.page("right", "m1+@m1_at", "");
    t.page("right_nowhere", "m1+@x_at", "");
    t.page("right_elsewhere", "m1+@m3_at", "");
    t.page("wrong", "m1+m3@m1_at", "");
    t.page("wrong_group", "m1+foreign@m1_at", "");
    t.page("wrong_bytes", "m1+garbage@m1_at", "");
    t.page("wrong_both", "m1+m3@m4_at", "");
    t.page("neither", "m2+ m1? m3+", "");
    t.page("neither_alone", "m1?", "");

    f.add(
        case(
            "embed-read",
            "core",
            "Everything is in the head, and nothing is asked for.",
        )
        .world(world().head("embedded"))
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-EMBED-1", "/delivered/*/data", bytes("m1 m2")),
            seen("RL-EMBED-1", "/calls/cas.get", "0"),
        ])),
    );
    f.add(
        fault("embed-read-with-an-address", "embed-read", "core", "The pairs have addresses too, and the store has the content; a client that looks at the address first asks for what it has.")
            .world(world().cas("m1 m2").head("both"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-EMBED-1", "/delivered/*/data", bytes("m1 m2")),
                seen("RL-EMBED-1", "/calls/cas.get", "0"),
            ])),
    );
    f.add(
        case("embed-all-or-nothing", "core", "A page that only points.")
            .world(world().cas("m1 m2").head("pointing"))
            .then(reader().open())
            .then(sync(0).expect([set("RL-EMBED-2", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault("embed-mixed", "embed-all-or-nothing", "core", "Content and addresses in turn; a client that decides by the first pair, or by the page, loses half.")
            .world(world().cas("m1 m4").head("mixed"))
            .then(reader().open())
            .then(sync(0).expect([
                set("RL-EMBED-2", "/delivered/*/id", ids("m1 m2 m3 m4")),
                set("RL-EMBED-2", "/delivered/*/data", bytes("m1 m2 m3 m4")),
                seen_set("RL-EMBED-1", "/asked", addresses("m1 m4")),
            ])),
    );
    f.add(
        fault(
            "embed-mixed-over-pages",
            "embed-all-or-nothing",
            "core",
            "The head mixes and the page below only points.",
        )
        .world(world().cas("m1 m2 m4 below").head("striped"))
        .then(reader().open())
        .then(sync(0).expect([set(
            "RL-EMBED-2",
            "/delivered/*/data",
            bytes("m1 m2 m3 m4 m5"),
        )])),
    );
    f.add(
        case("embed-data-right", "mvds", "Content and address agree.")
            .world(world().cas("m1").head("right"))
            .then(reader().mvds().open())
            .then(sync(0).expect([
                is("RL-EMBED-3", "/delivered/*/data", bytes("m1")),
                is("RL-EMBED-4", "/delivered/*/data", bytes("m1")),
                seen("RL-EMBED-3", "/calls/cas.get", "0"),
            ])),
    );
    for (id, why, head) in [
        (
            "embed-data-right-address-lost",
            "There is nothing at the address; a client that wants both says missing.",
            "right_nowhere",
        ),
        (
            "embed-data-right-address-of-another",
            "The address has another message; a client that lets the address win delivers that, or nothing.",
            "right_elsewhere",
        ),
    ] {
        f.add(
            fault(id, "embed-data-right", "mvds", why)
                .world(world().cas("m3").head(head))
                .then(reader().kind("opaque").mvds().open())
                .then(sync(0).expect([
                    is("RL-EMBED-3", "/delivered/*/data", bytes("m1")),
                    is("RL-EMBED-3", "/missing", json!([])),
                    seen("RL-EMBED-3", "/calls/cas.get", "0"),
                ])),
        );
    }
    for (id, why, head) in [
        (
            "embed-data-of-another-message",
            "The content is another message of the group; a client that takes what is at hand delivers it, or gives up.",
            "wrong",
        ),
        (
            "embed-data-of-another-group",
            "It is a message of another group.",
            "wrong_group",
        ),
        (
            "embed-data-of-garbage",
            "It is no message at all.",
            "wrong_bytes",
        ),
    ] {
        f.add(
            fault(id, "embed-data-right", "mvds", why)
                .world(world().cas("m1").head(head))
                .then(reader().mvds().open())
                .then(sync(0).expect([
                    is("RL-EMBED-4", "/delivered/*/data", bytes("m1")),
                    is("RL-EMBED-4", "/missing", json!([])),
                    seen("RL-EMBED-4", "/asked", addresses("m1")),
                ])),
        );
    }
    f.add(
        fault("embed-data-and-address-wrong", "embed-data-right", "mvds", "The content is another message, and so is what stands at the address; the item is missing.")
            .world(world().cas("m4").head("wrong_both"))
            .then(reader().mvds().open())
            .then(sync(0).expect([
                is("RL-EMBED-4", "/delivered", json!([])),
                is("RL-EMBED-4", "/missing", missing("m1:mismatch")),
            ])),
    );
    f.add(
        case(
            "embed-nothing-lacking",
            "core",
            "Every pair has its content.",
        )
        .world(world().head("embedded"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-EMBED-5", "/missing", json!([])),
            set("RL-EMBED-5", "/delivered/*/id", ids("m1 m2")),
        ])),
    );
    f.add(
        fault("embed-neither", "embed-nothing-lacking", "core", "The writer lists m1 and does not have it. The page stays usable; a client that takes the pair for empty content delivers that.")
            .world(world().head("neither"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-EMBED-5", "/missing", missing("m1:unlisted")),
                set("RL-EMBED-5", "/delivered/*/id", ids("m3 m2")),
                seen("RL-EMBED-5", "/calls/cas.get", "0"),
            ])),
    );
    f.add(
        fault(
            "embed-neither-alone",
            "embed-nothing-lacking",
            "core",
            "Such a pair alone on a page.",
        )
        .world(world().head("neither_alone"))
        .then(reader().open())
        .then(sync(0).expect([
            is("RL-EMBED-5", "/missing", missing("m1:unlisted")),
            is("RL-EMBED-5", "/gaps", json!([])),
        ])),
    );
    f.add(
        case(
            "embed-write-the-newest",
            "core",
            "The newest two of three on one page.",
        )
        .then(writer(4).embed("2").open())
        .then(append("m1 m2 m3"))
        .then(publish().expect([
            seen(
                "RL-WRITE-16",
                "/logs/alice/pages",
                json!([["$m3_id", "$m2_id", "$m1_id"]]),
            ),
            seen_set("RL-EMBED-6", "/logs/alice/embedded", ids("m3 m2")),
            seen("RL-EMBED-6", "/logs/alice/unreachable", json!([])),
        ])),
    );
    f.add(
        fault(
            "embed-write-none",
            "embed-write-the-newest",
            "core",
            "None at all.",
        )
        .then(writer(4).embed("0").open())
        .then(append("m1 m2 m3"))
        .then(publish().expect([
            seen("RL-EMBED-6", "/logs/alice/embedded", json!([])),
            seen("RL-EMBED-6", "/logs/alice/unreachable", json!([])),
        ])),
    );
    f.add(
        fault("embed-write-the-head-only", "embed-write-the-newest", "core", "The newest two of the head, which has one; the pages below point, and what they point to was added.")
            .then(writer(2).embed("2").open())
            .then(append("m1 m2 m3 m4 m5"))
            .then(publish().expect([
                seen("RL-WRITE-16", "/logs/alice/pages/0", ids("m5")),
                seen("RL-EMBED-6", "/logs/alice/embedded", ids("m5")),
                seen("RL-EMBED-6", "/logs/alice/unreachable", json!([])),
            ])),
    );
    f.add(
        fault("embed-write-the-window-moves", "embed-write-the-newest", "core", "After another message the oldest of the two leaves the window; it was never added, and now it has to be.")
            .then(writer(4).embed("2").open())
            .then(append("m1 m2"))
            .then(publish().expect([seen_set("RL-EMBED-6", "/logs/alice/embedded", ids("m2 m1"))]))
            .then(append("m3"))
            .then(publish().expect([
                seen("RL-WRITE-16", "/logs/alice/pages", json!([["$m3_id", "$m2_id", "$m1_id"]])),
                seen_set("RL-EMBED-6", "/logs/alice/embedded", ids("m3 m2")),
                seen("RL-EMBED-6", "/logs/alice/unreachable", json!([])),
            ])),
    );
    f.add(
        fault(
            "embed-write-all",
            "embed-write-the-newest",
            "core",
            "Every pair of every page.",
        )
        .then(writer(2).embed("all").open())
        .then(append("m1 m2 m3 m4 m5"))
        .then(publish().expect([seen_set(
            "RL-EMBED-6",
            "/logs/alice/embedded",
            ids("m5 m4 m3 m2 m1"),
        )])),
    );
    f
}
