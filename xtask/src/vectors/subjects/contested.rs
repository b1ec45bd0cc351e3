//! A name that somebody else writes to as well.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{append, publish, writer};
use crate::vectors::world::world;

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "write-contested",
        "A contested name",
        "Two devices, or one that was restored from a backup, write to one name. A writer looks before it writes, writes only over what it \
         saw, and refuses to take back what it does not have.",
    );
    let t = &mut f.table;
    t.page("own_older", "m1", "");
    t.page("other", "m2 m9 m1", "");
    t.page("newer", "m3 m2 m1", "");
    t.page("lower", "m9", "");
    t.page("hiding", "m2", "lower");
    t.page("hiding_further", "m3", "lower");
    t.page("own_page", "m2 m1", "");
    t.set("ring_at", vec![0xc1; 32], "an opaque address");
    t.set("end_at", vec![0xce; 32], "an opaque address");
    t.page("end", "m1", "");
    t.page("ring", "m1", "ring");
    t.page("foreign_ring", "m9", "ring");
    t.page("into_end", "m2", "end");
    t.page("into_ring", "m2", "ring");
    t.set("broken", vec![0x0a, 0x05], "bytes that end inside a pair");

    f.add(
        case(
            "write-over-an-older-own-log",
            "pointer",
            "The name holds an older head of the same log.",
        )
        .world(world().cas("m1").head("own_older"))
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-WRITE-10", "/status", "published"),
            seen_set("RL-WRITE-10", "/logs/alice/ids", ids("m2 m1")),
        ])),
    );
    for (id, why, head, pages) in [
        (
            "write-over-another-message",
            "The name lists m9, which the writer does not have; a client that writes without looking takes it away.",
            "other",
            "m1 m2 m9",
        ),
        (
            "write-over-a-newer-own-log",
            "The writer was restored from a backup and lacks m3.",
            "newer",
            "m1 m2 m3",
        ),
        (
            "write-over-a-message-further-down",
            "The head lists m2 alone, which the writer has, and the page below lists m9; a client that looks at the head alone overwrites it.",
            "hiding",
            "m2 m9 lower",
        ),
        (
            "write-over-what-cannot-be-read",
            "The name holds bytes that are no page, so nobody knows what they list.",
            "broken",
            "",
        ),
    ] {
        f.add(
            fault(id, "write-over-an-older-own-log", "pointer", why)
                .world(world().cas(pages).head(head))
                .then(writer(4).open())
                .then(append("m1 m2"))
                .then(publish().expect([
                    is("RL-WRITE-10", "/status", "refused"),
                    seen("RL-WRITE-10", "/calls/ns.update", "0"),
                    seen("RL-WRITE-10", "/names/alice", format!("${head}")),
                ])),
        );
    }
    f.add(
        case(
            "write-over-a-chain-that-ends",
            "pointer",
            "The name holds an older log of two pages, at an address that is no hash.",
        )
        .world(world().field("kind", "opaque").cas("end").head("into_end"))
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([is("RL-WRITE-10", "/status", "published")])),
    );
    f.add(
        fault("write-over-a-cycle", "write-over-a-chain-that-ends", "pointer", "The second page is its own tail; it lists nothing else, and a client that follows every tail asks for it again and again.")
            .world(world().field("kind", "opaque").cas("ring").head("into_ring"))
            .then(writer(4).open())
            .then(append("m1 m2"))
            .then(publish().expect([
                is("RL-WRITE-10", "/status", "published"),
                seen("RL-WRITE-10", "/asked", addresses("ring")),
            ])),
    );
    f.add(
        fault(
            "write-over-a-cycle-with-another-message",
            "write-over-a-chain-that-ends",
            "pointer",
            "It lists m9, which the writer does not have.",
        )
        .world(
            world()
                .field("kind", "opaque")
                .at("ring_at", "foreign_ring")
                .head("into_ring"),
        )
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-WRITE-10", "/status", "refused"),
            seen("RL-WRITE-10", "/names/alice", "$into_ring"),
        ])),
    );
    f.add(
        fault("write-over-a-log-that-grew", "write-over-an-older-own-log", "pointer", "Somebody else's message came after the writer's first publish; a client that trusts its memory of the name overwrites it.")
            .then(writer(4).open())
            .then(append("m1"))
            .then(publish().expect([is("RL-WRITE-10", "/status", "published")]))
            .then(world().cas("m1 m2 m9").head("other"))
            .then(append("m2"))
            .then(publish().expect([
                is("RL-WRITE-10", "/status", "refused"),
                seen("RL-WRITE-10", "/names/alice", "$other"),
            ])),
    );
    f.add(
        fault("write-after-the-name-was-lost", "write-over-an-older-own-log", "pointer", "The name system lost the name. Nothing is new, and it is published again; a client that trusts its memory says unchanged.")
            .then(writer(4).open())
            .then(append("m1 m2"))
            .then(publish())
            .then(world().named("alice", json!(null)))
            .then(publish().expect([
                is("RL-WRITE-10", "/status", "published"),
                seen_set("RL-WRITE-10", "/logs/alice/ids", ids("m2 m1")),
            ])),
    );
    f.add(
        fault("write-over-an-older-own-log-whose-page-is-gone", "write-over-an-older-own-log", "pointer", "The name is turned back to the writer's first head, and the page below that is gone. It is one of the writer's own, so nothing needs to be looked at; a client that looks finds nothing and refuses.")
            .then(writer(2).open())
            .then(append("m1 m2 m3"))
            .then(publish())
            .then(append("m4 m5"))
            .then(publish().expect([is("RL-WRITE-10", "/status", "published")]))
            .then(world().turned_back("1").gone("own_page"))
            .then(publish().expect([is("RL-WRITE-10", "/status", "published")])),
    );
    f.add(
        fault("write-over-a-message-below-an-own-head", "write-over-an-older-own-log", "pointer", "The writer has a page of its own, and the head lists nothing but its newest message; but the page below is another's, and lists m9.")
            .world(world().cas("m9 lower"))
            .then(writer(2).open())
            .then(append("m1 m2 m3"))
            .then(publish().expect([is("RL-WRITE-10", "/status", "published")]))
            .then(world().head("hiding_further"))
            .then(append("m4"))
            .then(publish().expect([
                is("RL-WRITE-10", "/status", "refused"),
                seen("RL-WRITE-10", "/names/alice", "$hiding_further"),
            ])),
    );
    f.add(
        case(
            "write-from-what-was-fetched",
            "pointer",
            "The update expects the very bytes that were fetched.",
        )
        .world(world().cas("m1").head("own_older"))
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-WRITE-11", "/status", "published"),
            seen(
                "RL-WRITE-11",
                "/updates/*/expect",
                json!([{"state": "exact", "content": "$own_older"}]),
            ),
        ])),
    );
    f.add(
        case(
            "write-where-there-was-nothing",
            "pointer",
            "The first update expects that there is no such name.",
        )
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-WRITE-11", "/status", "published"),
            seen(
                "RL-WRITE-11",
                "/updates/*/expect",
                json!([{"state": "absent"}]),
            ),
        ])),
    );
    f.add(
        fault("write-in-a-race", "write-from-what-was-fetched", "pointer", "Somebody else's update comes between the fetch and the update; it stays, and the conflict is reported.")
            .world(world().cas("m1 m2 m9").head("own_older").race("other"))
            .then(writer(4).open())
            .then(append("m1 m2"))
            .then(publish().expect([
                is("RL-WRITE-11", "/status", "conflict"),
                seen("RL-WRITE-11", "/names/alice", "$other"),
            ])),
    );
    f.add(
        fault(
            "write-in-a-race-for-a-new-name",
            "write-where-there-was-nothing",
            "pointer",
            "Somebody else creates the name in between.",
        )
        .world(world().cas("m1 m2 m9").race("other"))
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([
            is("RL-WRITE-11", "/status", "conflict"),
            seen("RL-WRITE-11", "/names/alice", "$other"),
        ])),
    );
    f.add(
        fault(
            "write-after-a-race",
            "write-from-what-was-fetched",
            "pointer",
            "The race was won by an older head of the same log; the next publish goes through.",
        )
        .world(world().cas("m1").race("own_older"))
        .then(writer(4).open())
        .then(append("m1 m2"))
        .then(publish().expect([is("RL-WRITE-11", "/status", "conflict")]))
        .then(publish().expect([
            is("RL-WRITE-11", "/status", "published"),
            seen_set("RL-WRITE-11", "/logs/alice/ids", ids("m2 m1")),
        ])),
    );
    f.add(
        case(
            "write-with-compare-and-set",
            "pointer",
            "A name system that compares before it sets.",
        )
        .then(writer(4).open())
        .then(append("m1"))
        .then(publish().expect([is("RL-WRITE-12", "/status", "published")])),
    );
    f.add(
        fault(
            "write-without-compare-and-set",
            "write-with-compare-and-set",
            "pointer",
            "One that cannot, and says so; a client that takes that for a failure never publishes.",
        )
        .world(world().field("compare_and_set", false))
        .then(writer(4).open())
        .then(append("m1"))
        .then(publish().expect([
            is("RL-WRITE-12", "/status", "published"),
            seen("RL-WRITE-12", "/logs/alice/ids", ids("m1")),
        ])),
    );
    f.add(
        fault("write-again-without-compare-and-set", "write-with-compare-and-set", "pointer", "The same of the second update, and of a name that holds what the writer lacks, which it still refuses.")
            .world(world().field("compare_and_set", false))
            .then(writer(4).open())
            .then(append("m1"))
            .then(publish())
            .then(append("m2"))
            .then(publish().expect([
                is("RL-WRITE-12", "/status", "published"),
                seen_set("RL-WRITE-12", "/logs/alice/ids", ids("m2 m1")),
            ]))
            .then(world().cas("m9").head("other"))
            .then(append("m3"))
            .then(publish().expect([is("RL-WRITE-10", "/status", "refused")])),
    );
    f
}
