//! Pages of a bounded number of pairs, each linked to the next older one, which stay.

use serde_json::{Value, json};

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, crash, publish, writer};

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-sealing",
        "Sealing",
        "A page has at most as many pairs as the writer was told. They are linked, they are best sealed in full, and later heads keep \
         reaching them.",
    );
    f.add(
        case(
            "write-pages-of-two",
            "core",
            "Two messages on pages of two.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(publish().expect(linked("m2 m1", "2"))),
    );
    f.add(
        fault(
            "write-pages-of-two-overflow",
            "write-pages-of-two",
            "core",
            "Five of them; a client that counts the head apart puts three on a page.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3 m4 m5"))
        .then(publish().expect(linked("m5 m4 m3 m2 m1", "2"))),
    );
    f.add(
        fault(
            "write-pages-of-one",
            "write-pages-of-two",
            "core",
            "One a page, which makes a linked list.",
        )
        .then(writer(1).open())
        .then(append("m1 m2 m3"))
        .then(publish().expect(linked("m3 m2 m1", "1"))),
    );
    f.add(
        fault(
            "write-pages-of-one-embedded",
            "write-pages-of-two",
            "core",
            "The same with everything embedded.",
        )
        .then(writer(1).embed("all").open())
        .then(append("m1 m2 m3"))
        .then(publish().expect(linked("m3 m2 m1", "1"))),
    );
    f.add(
        fault(
            "write-pages-in-several-goes",
            "write-pages-of-two",
            "core",
            "A page that is full by the third publish.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish())
        .then(append("m2"))
        .then(publish())
        .then(append("m3"))
        .then(publish().expect(linked("m3 m2 m1", "2"))),
    );
    f.add(
        case(
            "write-full-pages",
            "core",
            "Two messages fill the head, and nothing is sealed yet.",
        )
        .then(writer(2).open())
        .then(append("m1 m2"))
        .then(publish().expect([cut(json!([["$m2_id", "$m1_id"]]))])),
    );
    f.add(
        fault(
            "write-full-pages-of-one-publish",
            "write-full-pages",
            "core",
            "Five messages at once; a client that cuts its pages from the newest on leaves the oldest one half full.",
        )
        .then(writer(2).open())
        .then(append("m1 m2 m3 m4 m5"))
        .then(publish().expect([cut(json!([["$m5_id"], ["$m4_id", "$m3_id"], ["$m2_id", "$m1_id"]]))])),
    );
    f.add(
        fault(
            "write-full-pages-of-many-publishes",
            "write-full-pages",
            "core",
            "One message a publish; a client that seals what it publishes makes pages of one.",
        )
        .then(writer(2).open())
        .then(append("m1"))
        .then(publish())
        .then(append("m2"))
        .then(publish().expect([cut(json!([["$m2_id", "$m1_id"]]))]))
        .then(append("m3"))
        .then(publish().expect([cut(json!([["$m3_id"], ["$m2_id", "$m1_id"]]))])),
    );
    f.add(
        case("write-seals-once", "pointer", "Eight messages on pages of two; then a ninth, which costs its content and one page at most.")
            .then(writer(2).open())
            .then(append("m1 m2 m3 m4 m5 m6 m7 m8"))
            .then(publish())
            .then(append("m9"))
            .then(publish().expect([
                seen_set("RL-WRITE-2", "/logs/alice/ids", ids("m9 m8 m7 m6 m5 m4 m3 m2 m1")),
                at_most("RL-WRITE-5", "/calls/cas.add", "2"),
            ])),
    );
    f.add(
        fault("write-seals-once-at-an-odd-number", "write-seals-once", "pointer", "Seven messages, then an eighth and a ninth. A client that cuts its pages from the newest on writes them all again.")
            .then(writer(2).open())
            .then(append("m1 m2 m3 m4 m5 m6 m7"))
            .then(publish())
            .then(append("m8"))
            .then(publish().expect([at_most("RL-WRITE-5", "/calls/cas.add", "1")]))
            .then(append("m9"))
            .then(publish().expect([at_most("RL-WRITE-5", "/calls/cas.add", "2")])),
    );
    f.add(
        fault("write-seals-once-though-restarted", "write-seals-once", "pointer", "A crash before the ninth; a client that builds its pages from memory seals them all again.")
            .then(writer(2).open())
            .then(append("m1 m2 m3 m4 m5 m6 m7 m8"))
            .then(publish())
            .then(crash("alice"))
            .then(writer(2).open())
            .then(append("m9"))
            .then(publish().expect([
                seen_set("RL-WRITE-15", "/logs/alice/ids", ids("m9 m8 m7 m6 m5 m4 m3 m2 m1")),
                at_most("RL-WRITE-5", "/calls/cas.add", "2"),
            ])),
    );
    f
}

/// The log has these messages, the newest first, on pages within the bound, however they are cut.
fn linked(newest_first: &str, page_size: &str) -> [Assertion; 3] {
    [
        at_most("RL-WRITE-4", "/logs/alice/longest", page_size),
        seen("RL-WRITE-4", "/logs/alice/dangling", json!([])),
        seen_set("RL-WRITE-4", "/logs/alice/ids", ids(newest_first)),
    ]
}

/// The log is cut into exactly these pages.
fn cut(pages: Value) -> Assertion {
    seen("RL-WRITE-16", "/logs/alice/pages", pages)
}
