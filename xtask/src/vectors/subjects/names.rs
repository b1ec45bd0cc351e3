//! What a name holds, and that it is nothing but a name.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, publish, reader, sync, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "names",
        "Names",
        "A name holds the head itself, or a pure pointer to it, and is passed on as given.",
    );
    let t = &mut f.table;
    t.page("embedded", "m1+", "");
    t.page("other", "m2+", "");
    t.page("two", "m2+ m1+", "");
    t.page("pointer", "", "two");
    t.page("pointer2", "", "pointer");

    f.add(
        case(
            "name-holds-the-head",
            "core",
            "What is published under the name is the page itself.",
        )
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-NAME-1", "/status", "published"),
            seen_set("RL-NAME-1", "/logs/alice/ids", ids("m2 m1")),
        ])),
    );
    f.add(
        fault("name-is-read-as-the-head", "name-holds-the-head", "core", "The content store is empty, for the head has everything; a client that takes the content of a name for an address asks it, as the proof of concept does.")
            .world(world().head("embedded"))
            .then(reader().open())
            .then(sync(0).expect([
                is("RL-NAME-1", "/delivered/*/id", ids("m1")),
                seen("RL-NAME-1", "/calls/cas.get", "0"),
            ])),
    );
    f.add(
        case(
            "name-inline-read",
            "core",
            "A head with pairs, for comparison.",
        )
        .world(world().head("two"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-NAME-2", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        fault(
            "name-pointer-read",
            "name-inline-read",
            "core",
            "A head without pairs is followed; a client that sees an empty page stops.",
        )
        .world(world().cas("two").head("pointer"))
        .then(reader().open())
        .then(sync(0).expect([
            set("RL-NAME-2", "/delivered/*/id", ids("m1 m2")),
            seen("RL-NAME-2", "/asked", addresses("two")),
        ])),
    );
    f.add(
        fault(
            "name-pointer-to-a-pointer-read",
            "name-inline-read",
            "core",
            "A pointer to a pointer is followed too.",
        )
        .world(world().cas("two pointer").head("pointer2"))
        .then(reader().open())
        .then(sync(0).expect([set("RL-NAME-2", "/delivered/*/id", ids("m1 m2"))])),
    );
    f.add(
        case(
            "name-inline-written",
            "core",
            "An inline head has the newest pair in the name.",
        )
        .then(writer(4).open())
        .then(append("m1"))
        .then(publish().expect([seen("RL-NAME-2", "/logs/alice/pages/0", ids("m1"))])),
    );
    f.add(
        fault("name-pointer-written", "name-inline-written", "core", "Told to publish a pure pointer, a writer adds the newest page and puts no pairs in the name.")
            .then(writer(4).pointer().open())
            .then(append("m1"))
            .then(publish().expect([
                seen("RL-NAME-2", "/logs/alice/pages/0", json!([])),
                seen("RL-NAME-2", "/logs/alice/ids", ids("m1")),
                seen("RL-NAME-2", "/logs/alice/dangling", json!([])),
            ])),
    );
    f.add(
        case(
            "name-as-given",
            "core",
            "A plain name, to read and to write.",
        )
        .world(world().named("alice", json!("$embedded")))
        .then(reader().open())
        .then(sync(0).expect([is("RL-NAME-5", "/delivered/*/id", ids("m1"))])),
    );
    for (id, why, given, like) in [
        (
            "name-in-capitals",
            "A name in capitals; a client that lowers them reads another log.",
            "ALICE",
            "alice",
        ),
        (
            "name-with-spaces",
            "A space at the end; a client that trims reads another log.",
            "alice ",
            "alice",
        ),
        (
            "name-like-a-path",
            "What a file system takes for the path of another name.",
            "a/../alice",
            "alice",
        ),
        (
            "name-like-a-url",
            "A name with an escape, which nobody is to undo.",
            "alic%65",
            "alice",
        ),
        (
            "name-decomposed",
            "An é of two letters; a client that composes it reads another log.",
            "caf\u{65}\u{301}",
            "caf\u{e9}",
        ),
    ] {
        f.add(
            fault(id, "name-as-given", "core", why)
                .world(
                    world()
                        .named(given, json!("$embedded"))
                        .named(like, json!("$other")),
                )
                .then(reader().name(given).open())
                .then(sync(0).expect([is("RL-NAME-5", "/delivered/*/id", ids("m1"))])),
        );
    }
    f.add(
        fault(
            "name-written-as-given",
            "name-as-given",
            "core",
            "The same on the way out.",
        )
        .then(writer(4).name("Caf\u{65}\u{301}/ ").open())
        .then(append("m1"))
        .then(publish().expect([seen(
            "RL-NAME-5",
            "/updates/*/name",
            json!(["Caf\u{65}\u{301}/ "]),
        )])),
    );
    f.add(
        case(
            "name-update-answers-nothing",
            "core",
            "The answer to the update has no data.",
        )
        .then(writer(4).open())
        .then(append("m1"))
        .then(publish().expect([is("RL-NAME-14", "/status", "published")])),
    );
    f.add(
        fault("name-update-answers-something", "name-update-answers-nothing", "core", "It has data that reads as a refusal; the call's status is the result, and the data means nothing.")
            .world(world().field("update_data", hex::encode("error: conflict")))
            .then(writer(4).open())
            .then(append("m1"))
            .then(publish().expect([
                is("RL-NAME-14", "/status", "published"),
                seen("RL-NAME-14", "/logs/alice/ids", ids("m1")),
            ])),
    );
    f.add(
        fault("name-update-answers-another-head", "name-update-answers-nothing", "core", "It has the bytes of another log's head; a client that takes them for what the name holds now refuses to go on.")
            .world(world().field("update_data", "$other"))
            .then(writer(4).open())
            .then(append("m1"))
            .then(publish().expect([is("RL-NAME-14", "/status", "published")]))
            .then(append("m3"))
            .then(publish().expect([
                is("RL-NAME-14", "/status", "published"),
                seen_set("RL-NAME-14", "/logs/alice/ids", ids("m3 m1")),
            ])),
    );
    f
}
