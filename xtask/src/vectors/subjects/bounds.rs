//! The bounds of a reader, each at its value and one beyond.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::message::{GROUP, Message};
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "limits",
        "Bounds",
        "Everything that a reader gets comes from strangers, so it works within bounds. What is exactly at a bound is within it. A bound \
         never fails a call: it does less, and the next call goes on.",
    );
    let t = &mut f.table;
    t.page("big", "m2+ m1+", "");
    t.page("small", "m3", "big");
    t.page("e1", "m1+", "");
    t.page("e2", "m2+", "e1");
    t.page("e3", "m3+", "e2");
    t.page("e4", "m4+", "e3");
    t.page("e5", "m5+", "e4");
    t.page("h2", "", "e1");
    t.page("h3", "", "h2");
    t.page("h4", "", "h3");
    t.page("over_hollow", "m5+", "h4");
    t.page("three", "m3+ m2+ m1+", "");
    t.page("over_three", "m4+", "three");
    t.page("many", "m6 m5 m4 m3 m2 m1", "");
    let body = "x".repeat(1000);
    for (n, name) in ["long1", "long2", "long3"].into_iter().enumerate() {
        let message = Message {
            group: &GROUP,
            timestamp: n as i64 + 1,
            body: &body,
            ephemeral: false,
        };
        let (bytes, id) = (message.encode(), message.id());
        t.content(name, bytes, "a message of 1000 letters x");
        t.set(&format!("{name}_id"), id, "");
    }
    t.page("long", "long3 long2 long1", "");
    t.page("long_embedded", "m1+ long1+", "");
    t.page("one_long", "m1+ long1", "");
    t.page("long_replaced", "m1+long1@m1_at", "");
    t.page("thrice", "long1@long2_at long1@long3_at long1", "");
    t.content(
        "junk",
        vec![0xff; 1000],
        "a thousand bytes that are no page",
    );
    t.page("over_junk", "long1", "junk");
    let (big, long) = (t.len("big"), t.len("long1"));
    let less = |length: &str| (length.parse::<usize>().expect("a length") - 1).to_string();

    f.add(
        case(
            "limit-page-bytes-reached",
            "pointer",
            "The page is exactly as long as the bound.",
        )
        .world(world().cas("m3 big").head("small"))
        .then(reader().limit("page_bytes", big.clone()).open())
        .then(sync(0).expect([
            is("RL-LIMIT-1", "/gaps", json!([])),
            set("RL-LIMIT-1", "/delivered/*/id", ids("m1 m2 m3")),
        ])),
    );
    f.add(
        fault("limit-page-bytes-exceeded", "limit-page-bytes-reached", "pointer", "The page is a byte longer than the bound; a client that parses first and measures later has been made to work.")
            .world(world().cas("m3 big").head("small"))
            .then(reader().limit("page_bytes", less(&big)).open())
            .then(sync(0).expect([is("RL-LIMIT-1", "/gaps", gaps("big:too_large")), is("RL-LIMIT-1", "/delivered/*/id", ids("m3"))])),
    );
    f.add(
        case(
            "limit-head-bytes-reached",
            "pointer",
            "The head is exactly as long as the bound on pages.",
        )
        .world(world().head("big"))
        .then(reader().limit("page_bytes", big.clone()).open())
        .then(sync(0).expect([
            is("RL-LIMIT-6", "/head", "advanced"),
            set("RL-LIMIT-6", "/delivered/*/id", ids("m1 m2")),
        ])),
    );
    f.add(
        fault(
            "limit-head-bytes-exceeded",
            "limit-head-bytes-reached",
            "pointer",
            "The head is a byte longer; the call says so and delivers nothing of it.",
        )
        .world(world().head("big"))
        .then(reader().limit("page_bytes", less(&big)).open())
        .then(sync(0).expect([
            is("RL-LIMIT-6", "/head", "too_large"),
            is("RL-LIMIT-6", "/delivered", json!([])),
        ])),
    );
    f.add(
        fault(
            "limit-head-bytes-exceeded-later",
            "limit-head-bytes-reached",
            "pointer",
            "The head grew beyond the bound; the floor stays what it was.",
        )
        .world(world().head("big"))
        .then(reader().limit("page_bytes", big.clone()).open())
        .then(sync(0))
        .then(world().head("three"))
        .then(sync(60).expect([
            is("RL-LIMIT-6", "/head", "too_large"),
            is("RL-LIMIT-6", "/delivered", json!([])),
        ]))
        .then(world().head("big"))
        .then(sync(120).expect([is("RL-LIMIT-6", "/head", "same")])),
    );
    f.add(
        case(
            "limit-pairs-reached",
            "pointer",
            "The page has exactly as many pairs as the bound.",
        )
        .world(world().cas("three").head("over_three"))
        .then(reader().limit("pairs", "3").open())
        .then(sync(0).expect([
            is("RL-LIMIT-4", "/gaps", json!([])),
            set("RL-LIMIT-4", "/delivered/*/id", ids("m1 m2 m3 m4")),
        ])),
    );
    f.add(
        fault(
            "limit-pairs-exceeded",
            "limit-pairs-reached",
            "pointer",
            "It has one more. It is not read in part either.",
        )
        .world(world().cas("three").head("over_three"))
        .then(reader().limit("pairs", "2").open())
        .then(sync(0).expect([
            is("RL-LIMIT-4", "/gaps", gaps("three:too_large")),
            is("RL-LIMIT-4", "/delivered/*/id", ids("m4")),
        ])),
    );
    f.add(
        case(
            "limit-pages-reached",
            "pointer",
            "Four pages below the head, and a bound of four.",
        )
        .world(world().cas("e1 e2 e3 e4").head("e5"))
        .then(reader().limit("pages", "4").open())
        .then(sync(0).expect([
            is("RL-LIMIT-2", "/gaps", json!([])),
            set("RL-LIMIT-2", "/delivered/*/id", ids("m1 m2 m3 m4 m5")),
        ])),
    );
    f.add(
        fault("limit-pages-exceeded", "limit-pages-reached", "pointer", "A bound of two. The call reads two pages and leaves the third as a gap, from which the next call goes on at once; a client that begins at the head again never gets to the end.")
            .world(world().cas("e1 e2 e3 e4").head("e5"))
            .then(reader().limit("pages", "2").open())
            .then(sync(0).expect([
                seen("RL-LIMIT-2", "/asked", addresses("e4 e3")),
                is("RL-LIMIT-2", "/gaps", gaps("e2:bound")),
                set("RL-LIMIT-2", "/delivered/*/id", ids("m3 m4 m5")),
            ]))
            .then(sync(0).expect([
                seen("RL-LIMIT-2", "/asked", addresses("e2 e1")),
                is("RL-LIMIT-2", "/gaps", json!([])),
                set("RL-LIMIT-2", "/delivered/*/id", ids("m1 m2")),
            ])),
    );
    f.add(
        fault(
            "limit-pages-exceeded-by-a-stream",
            "limit-pages-reached",
            "pointer",
            "A bound of one, and one page a call until the log ends.",
        )
        .world(world().cas("e1 e2 e3").head("e4"))
        .then(reader().limit("pages", "1").open())
        .then(sync(0).expect([
            at_most("RL-LIMIT-2", "/calls/cas.get", "1"),
            set("RL-LIMIT-2", "/delivered/*/id", ids("m3 m4")),
        ]))
        .then(sync(0).expect([
            at_most("RL-LIMIT-2", "/calls/cas.get", "1"),
            is("RL-LIMIT-2", "/delivered/*/id", ids("m2")),
        ]))
        .then(sync(0).expect([
            at_most("RL-LIMIT-2", "/calls/cas.get", "1"),
            is("RL-LIMIT-2", "/delivered/*/id", ids("m1")),
        ])),
    );
    f.add(
        fault("limit-pages-exceeded-by-gaps", "limit-pages-reached", "pointer", "Two gaps are due in one call, and a bound of one; a client that counts only what it walks asks for both.")
            .world(world().head("e2"))
            .then(reader().limit("pages", "1").open())
            .then(sync(0).expect([is("RL-LIMIT-2", "/gaps", gaps("e1:not_found"))]))
            .then(world().head("over_three"))
            .then(sync(0).expect([set("RL-LIMIT-2", "/gaps/*/address", addresses("e1 three"))]))
            .then(world().cas("e1 three"))
            .then(sync(60).expect([at_most("RL-LIMIT-2", "/calls/cas.get", "1")]))
            .then(sync(60).expect([
                at_most("RL-LIMIT-2", "/calls/cas.get", "1"),
                is("RL-LIMIT-2", "/gaps", json!([])),
            ])),
    );
    f.add(
        case(
            "limit-pages-with-pairs",
            "pointer",
            "Pages with pairs, within the bound.",
        )
        .world(world().cas("e1 e2 e3 e4").head("e5"))
        .then(reader().limit("pages", "4").open())
        .then(sync(0).expect([is("RL-LIMIT-7", "/gaps", json!([]))])),
    );
    f.add(
        fault("limit-pages-without-pairs", "limit-pages-with-pairs", "pointer", "Three hollow pages and a bound of two; a client that counts only pages that list something follows them as long as a helper makes them.")
            .world(world().cas("e1 h2 h3 h4").head("over_hollow"))
            .then(reader().limit("pages", "2").open())
            .then(sync(0).expect([
                seen("RL-LIMIT-7", "/asked", addresses("h4 h3")),
                is("RL-LIMIT-7", "/gaps", gaps("h2:bound")),
            ]))
            .then(sync(0).expect([is("RL-LIMIT-7", "/delivered/*/id", ids("m1"))])),
    );
    f.add(
        case(
            "limit-content-reached",
            "pointer",
            "The content is exactly as long as the bound.",
        )
        .world(world().cas("long1").head("one_long"))
        .then(reader().limit("content_bytes", long.clone()).open())
        .then(sync(0).expect([
            set("RL-LIMIT-3", "/delivered/*/id", ids("long1 m1")),
            is("RL-LIMIT-3", "/missing", json!([])),
        ])),
    );
    f.add(
        fault(
            "limit-content-exceeded",
            "limit-content-reached",
            "pointer",
            "It is a byte longer.",
        )
        .world(world().cas("long1").head("one_long"))
        .then(reader().limit("content_bytes", less(&long)).open())
        .then(sync(0).expect([
            is("RL-LIMIT-3", "/delivered/*/id", ids("m1")),
            is("RL-LIMIT-3", "/missing", missing("long1:too_large")),
        ])),
    );
    f.add(
        fault(
            "limit-content-exceeded-embedded",
            "limit-content-reached",
            "pointer",
            "It is embedded, in a page that is within its own bound; the bound holds all the same.",
        )
        .world(world().head("long_embedded"))
        .then(reader().limit("content_bytes", less(&long)).open())
        .then(sync(0).expect([
            is("RL-LIMIT-3", "/delivered/*/id", ids("m1")),
            is("RL-LIMIT-3", "/missing", missing("long1:too_large")),
        ])),
    );
    f.add(
        fault("limit-content-exceeded-embedded-with-an-address", "limit-content-reached", "pointer", "A pair embeds content beyond the bound and has an address too. What is embedded is refused, and the address is tried.")
            .world(world().cas("m1").head("long_replaced"))
            .then(reader().limit("content_bytes", less(&long)).open())
            .then(sync(0).expect([is("RL-LIMIT-3", "/delivered/*/id", ids("m1")), is("RL-LIMIT-3", "/missing", json!([]))])),
    );
    f.add(
        case(
            "limit-gets-reached",
            "pointer",
            "Six contents, and up to six gets at once.",
        )
        .world(
            world()
                .cas("m1 m2 m3 m4 m5 m6")
                .head("many")
                .field("hold", "rounds"),
        )
        .then(reader().limit("gets", "6").open())
        .then(sync(0).expect([
            set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3 m4 m5 m6")),
            at_most("RL-LIMIT-5", "/most_gets", "6"),
        ])),
    );
    for (id, why, most) in [
        (
            "limit-gets-of-two",
            "Up to two; a client that sends for everything at once has six under way.",
            "2",
        ),
        ("limit-gets-of-one", "One at a time.", "1"),
    ] {
        f.add(
            fault(id, "limit-gets-reached", "pointer", why)
                .world(
                    world()
                        .cas("m1 m2 m3 m4 m5 m6")
                        .head("many")
                        .field("hold", "rounds"),
                )
                .then(reader().limit("gets", most).open())
                .then(sync(0).expect([
                    set("RL-READ-1", "/delivered/*/id", ids("m1 m2 m3 m4 m5 m6")),
                    at_most("RL-LIMIT-5", "/most_gets", most),
                ])),
        );
    }
    f.add(
        case(
            "limit-call-bytes-unreached",
            "pointer",
            "Three contents of a thousand bytes, and a bound of ten thousand.",
        )
        .world(world().cas("long1 long2 long3").head("long"))
        .then(
            reader()
                .limit("call_bytes", "10000")
                .limit("gets", "1")
                .open(),
        )
        .then(sync(0).expect([
            set("RL-LIMIT-8", "/delivered/*/id", ids("long1 long2 long3")),
            is("RL-LIMIT-8", "/missing", json!([])),
        ])),
    );
    f.add(
        fault("limit-call-bytes-reached", "limit-call-bytes-unreached", "pointer", "A bound of fifteen hundred, reached with the second content; the third is left for the next call, which gets it at once.")
            .world(world().cas("long1 long2 long3").head("long"))
            .then(reader().limit("call_bytes", "1500").limit("gets", "1").open())
            .then(sync(0).expect([
                at_most("RL-LIMIT-8", "/calls/cas.get", "2"),
                is("RL-LIMIT-8", "/missing/*/reason", vec!["bound"]),
            ]))
            .then(sync(0).expect([
                seen("RL-LIMIT-8", "/calls/cas.get", "1"),
                is("RL-LIMIT-8", "/missing", json!([])),
            ])),
    );
    f.add(
        fault("limit-call-bytes-reached-between-addresses", "limit-call-bytes-unreached", "mvds", "Three addresses of one item, junk at two of them, and room for one in a call. Each call tries one that was never tried; a client that begins again at the first never comes to the third.")
            .world(world().field("kind", "opaque").cas("long2 long3 long1").head("thrice"))
            .then(reader().kind("opaque").mvds().limit("call_bytes", "1000").limit("gets", "1").open())
            .then(sync(0).expect([is("RL-READ-10", "/missing", missing("long1:bound"))]))
            .then(sync(0).expect([is("RL-READ-10", "/missing", missing("long1:bound"))]))
            .then(sync(0).expect([is("RL-READ-10", "/delivered/*/id", ids("long1"))])),
    );
    f.add(
        fault("limit-call-bytes-reached-by-junk", "limit-call-bytes-unreached", "pointer", "A page of junk, an item, and room for one in a call. In the second call both are due, and the item, which the first left, comes before the page, which failed; a client that always begins with the same never comes to the other.")
            .world(world().field("kind", "opaque").cas("junk long1").head("over_junk"))
            .then(reader().kind("opaque").limit("call_bytes", "1000").limit("gets", "1").open())
            .then(sync(0))
            .then(sync(4000))
            .then(sync(8000).expect([is("RL-LIMIT-8", "/missing", json!([]))])),
    );
    f
}
