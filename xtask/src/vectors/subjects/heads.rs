//! Each class of a head, over the floor that the specification draws.

use serde_json::json;

use crate::vectors::assertion::*;
use crate::vectors::case::{Case, case, fault};
use crate::vectors::file::VectorFile;
use crate::vectors::step::{reader, sync};
use crate::vectors::world::world;

/// The reader has accepted the floor; then the name holds `head`, with these pages in the store.
fn over_floor(
    case: Case,
    head: &str,
    pages: &str,
    expect: impl IntoIterator<Item = Assertion>,
) -> Case {
    case.world(world().cas("p1 p2").head("floor"))
        .then(reader().open())
        .then(sync(0))
        .then(world().cas(pages).head(head))
        .then(sync(7200).expect(expect))
}

/// The same, but the floor is there a second time before; so a reader for which nothing is ever the same is not blamed for
/// what it compares.
fn over_floor_again(case: Case, head: &str, pages: &str, expect: Assertion) -> Case {
    case.world(world().cas("p1 p2").head("floor"))
        .then(reader().open())
        .then(sync(0))
        .then(sync(3600).expect([is("RL-NAME-6", "/head", "same")]))
        .then(world().cas(pages).head(head))
        .then(sync(7200).expect([expect]))
}

pub fn file() -> VectorFile {
    let mut f = VectorFile::new(
        "heads",
        "Classifying a head",
        "The reader has accepted [m5] -> p2 [m4 m3] -> p1 [m2 m1], which is its floor, and then finds another head. U is what the new \
         head lists above the first page that the floor reaches too, and R what the floor lists above that page.",
    );
    let t = &mut f.table;
    t.page("p1", "m2+ m1+", "");
    t.page("p2", "m4+ m3+", "p1");
    t.page("floor", "m5+", "p2");
    t.page("p3", "m6+ m5+", "p2");
    t.page("grown", "m6+ m5+", "p2");
    t.page("grown_by_a_page", "m7+", "p3");
    t.page("overlapping", "m6+ m5+ m4+", "p2");
    t.page("q0", "m1+", "");
    t.page("q1", "m4+ m3+ m2+", "q0");
    t.page("cut_anew", "m6+ m5+", "q1");
    t.page("cut_anew_same", "m5+", "q1");
    t.page("older", "m3+", "p1");
    t.page("cut_past", "m5+ m4+", "");
    t.page("to_p2", "", "p2");
    t.page("branched", "m9+ m3+", "p1");
    t.page("cut_past_and_on", "m6+ m5+ m4+", "");
    t.page("foreign", "m9+ m8+", "");
    t.page("pointing", "m5", "p2");
    t.page("to_floor", "", "floor");
    t.page("swapped_order", "m6+ m5+ m3+ m4+", "p1");
    t.page("in_between", "m6+ m5+ m9+", "p2");
    t.page("overlap", "m5+ m4+", "p2");
    t.page("overlap_older", "m4+", "p2");
    t.page("overlap_swapped", "m4+ m5+", "p2");
    t.page("over_gap", "m5+ m4+ m3+", "p2");
    t.page("beside_gap", "m4+ m5+ m9+", "");

    f.add(over_floor(
        case("head-same", "pointer", "The same bytes again. U = R = m5."),
        "floor",
        "",
        [
            is("RL-NAME-6", "/head", "same"),
            seen("RL-NAME-6", "/calls/cas.get", "0"),
        ],
    ));
    f.add(over_floor(
        fault("head-same-on-other-pages", "head-same", "pointer", "The same five ids, cut into pages anew, so that no page is known. A client that compares heads by their bytes or tails says otherwise."),
        "cut_anew_same",
        "q1 q0",
        [is("RL-NAME-6", "/head", "same")],
    ));
    f.add(over_floor(
        fault(
            "head-same-by-a-pointer",
            "head-same",
            "pointer",
            "A pure pointer to the very page that was the head.",
        ),
        "to_floor",
        "floor",
        [is("RL-NAME-6", "/head", "same")],
    ));
    f.add(over_floor(
        fault("head-same-overlapping", "head-same", "pointer", "The head lists m4 as well, which also stands below the stop, and counts in neither set. U = R = m5; a client that counts it says advanced."),
        "overlap",
        "",
        [is("RL-NAME-6", "/head", "same")],
    ));
    f.add(
        case(
            "head-advanced-over-nothing",
            "pointer",
            "The first head of a reader.",
        )
        .world(world().cas("p1 p2").head("floor"))
        .then(reader().open())
        .then(sync(0).expect([is("RL-NAME-7", "/head", "advanced")])),
    );
    f.add(
        fault("head-advanced-over-nothing-with-a-gap", "head-advanced-over-nothing", "pointer", "The first head, with a page missing; there is nothing that could have been taken back.")
            .world(world().cas("p1").head("floor"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-NAME-7", "/head", "advanced")])),
    );
    f.add(over_floor(
        case(
            "head-advanced",
            "pointer",
            "m6 is new. U = {m6 m5}, R = {m5}.",
        ),
        "grown",
        "",
        [is("RL-NAME-7", "/head", "advanced")],
    ));
    f.add(over_floor(
        fault("head-advanced-by-a-page", "head-advanced", "pointer", "A page was sealed; the floor's tail stands one page further down, and m5 is not in the head itself."),
        "grown_by_a_page",
        "p3",
        [is("RL-NAME-7", "/head", "advanced")],
    ));
    f.add(over_floor(
        fault(
            "head-advanced-overlapping",
            "head-advanced",
            "pointer",
            "The head lists m4, which also stands below the stop, and counts in neither set.",
        ),
        "overlapping",
        "",
        [is("RL-NAME-7", "/head", "advanced")],
    ));
    f.add(over_floor(
        fault(
            "head-advanced-on-other-pages",
            "head-advanced",
            "pointer",
            "The pages are cut anew and m6 is new; R is the whole floor, down to m1.",
        ),
        "cut_anew",
        "q1 q0",
        [is("RL-NAME-7", "/head", "advanced")],
    ));
    f.add(over_floor(
        case(
            "head-not-stale",
            "pointer",
            "A head with everything and more, for comparison.",
        ),
        "grown",
        "",
        [is("RL-NAME-8", "/head", "advanced")],
    ));
    f.add(over_floor(
        fault("head-stale", "head-not-stale", "pointer", "A head from before. U = {m3}, R = {m5 m4 m3}; a client that finds nothing new may call it the same."),
        "older",
        "",
        [is("RL-NAME-8", "/head", "stale")],
    ));
    f.add(
        fault("head-stale-over-a-filled-gap", "head-not-stale", "pointer", "p2 is missing below the floor. The next head lists m4 again and leads to p2, which is there by now and lists m4 itself, below the stop. U is empty, R = {m5}; a client that has only what it delivered before in mind takes m4 for new, and says fork.")
            .world(world().head("floor"))
            .then(reader().open())
            .then(sync(0).expect([is("RL-NAME-8", "/head", "advanced")]))
            .then(world().cas("p1 p2").head("overlap_older"))
            .then(sync(3600).expect([is("RL-NAME-8", "/head", "stale")])),
    );
    f.add(over_floor(
        fault(
            "head-stale-by-a-cut-past",
            "head-not-stale",
            "pointer",
            "The newest two without a tail. R is the whole floor, for there is no stop.",
        ),
        "cut_past",
        "",
        [is("RL-NAME-8", "/head", "stale")],
    ));
    f.add(over_floor(
        fault(
            "head-stale-by-a-pointer",
            "head-not-stale",
            "pointer",
            "A pure pointer to p2. U is empty, and m5 is missing.",
        ),
        "to_p2",
        "",
        [is("RL-NAME-8", "/head", "stale")],
    ));
    f.add(over_floor(
        case(
            "head-not-a-fork",
            "pointer",
            "A head with everything and more, for comparison.",
        ),
        "grown",
        "",
        [
            is("RL-NAME-9", "/head", "advanced"),
            is("RL-NAME-9", "/evidence", json!(null)),
        ],
    ));
    f.add(over_floor(
        fault("head-fork", "head-not-a-fork", "pointer", "Somebody went on from m3 with m9. U = {m9 m3}, R = {m5 m4 m3}; a client that sees a new id and says advanced hides that m5 and m4 are gone."),
        "branched",
        "",
        [is("RL-NAME-9", "/head", "fork"), is("RL-NAME-18", "/evidence", json!({"floor": "$floor", "head": "$branched"}))],
    ));
    f.add(over_floor(
        fault("head-fork-by-a-cut-past", "head-not-a-fork", "pointer", "The past is cut off and the log goes on. m3 to m1 are gone; truncating history is a fork."),
        "cut_past_and_on",
        "",
        [is("RL-NAME-9", "/head", "fork")],
    ));
    f.add(over_floor(
        fault(
            "head-fork-of-strangers",
            "head-not-a-fork",
            "pointer",
            "Another log altogether.",
        ),
        "foreign",
        "",
        [
            is("RL-NAME-9", "/head", "fork"),
            is(
                "RL-NAME-18",
                "/evidence",
                json!({"floor": "$floor", "head": "$foreign"}),
            ),
        ],
    ));
    f.add(over_floor(
        case(
            "head-determined",
            "pointer",
            "The new page between the head and the floor is there.",
        ),
        "grown_by_a_page",
        "p3",
        [is("RL-NAME-10", "/head", "advanced")],
    ));
    f.add(over_floor(
        fault("head-undetermined", "head-determined", "pointer", "The new page is missing. What is below may be the floor or may not; a client that goes by what it has says fork."),
        "grown_by_a_page",
        "",
        [is("RL-NAME-10", "/head", "undetermined")],
    ));
    f.add(
        over_floor(
            fault("head-undetermined-still", "head-determined", "pointer", "In the next call the page is still missing. It is recorded by now, as a gap, and that does not make it the floor's; in the third call it is found."),
            "grown_by_a_page",
            "",
            [is("RL-NAME-10", "/head", "undetermined")],
        )
        .then(sync(14400).expect([is("RL-NAME-10", "/head", "undetermined")]))
        .then(world().cas("p3"))
        .then(sync(21600).expect([is("RL-NAME-10", "/head", "advanced")])),
    );
    f.add(over_floor(
        case(
            "head-same-bytes",
            "pointer",
            "The same ids in the same bytes.",
        ),
        "floor",
        "",
        [is("RL-NAME-6", "/head", "same")],
    ));
    f.add(over_floor_again(
        fault(
            "head-same-in-another-form",
            "head-same-bytes",
            "pointer",
            "m5 is pointed to instead of embedded.",
        ),
        "pointing",
        "m5",
        is("RL-NAME-12", "/head", "same"),
    ));
    f.add(over_floor_again(
        fault(
            "head-same-on-pages-cut-anew",
            "head-same-bytes",
            "pointer",
            "Other pages with other addresses, and the same ids.",
        ),
        "cut_anew_same",
        "q1 q0",
        is("RL-NAME-12", "/head", "same"),
    ));
    f.add(over_floor(
        case(
            "head-in-order",
            "pointer",
            "m6 stands above m5, and nothing else moved.",
        ),
        "grown",
        "",
        [
            is("RL-NAME-13", "/inserted", json!([])),
            is("RL-NAME-13", "/reordered", false),
        ],
    ));
    f.add(over_floor(
        fault("head-with-an-insertion", "head-in-order", "pointer", "m9 is new and stands below m5, as when two devices that raced are merged; the head is advanced all the same."),
        "in_between",
        "",
        [is("RL-NAME-7", "/head", "advanced"), is("RL-NAME-13", "/inserted", ids("m9")), is("RL-NAME-13", "/reordered", false)],
    ));
    f.add(over_floor(
        fault(
            "head-in-another-order",
            "head-in-order",
            "pointer",
            "m3 and m4 have changed places.",
        ),
        "swapped_order",
        "",
        [
            is("RL-NAME-7", "/head", "advanced"),
            is("RL-NAME-13", "/reordered", true),
        ],
    ));
    f.add(
        fault("head-in-another-order-below-the-stop", "head-in-order", "pointer", "m4 stood below m5, now it stands above, and it also stands on p2, the stop. So it counts in neither U nor R, and nothing is reordered.")
            .world(world().cas("p1 p2").head("overlap"))
            .then(reader().open())
            .then(sync(0))
            .then(world().head("overlap_swapped"))
            .then(sync(7200).expect([is("RL-NAME-6", "/head", "same"), is("RL-NAME-13", "/reordered", false)])),
    );
    f.add(
        fault("head-undetermined-has-no-order", "head-in-order", "pointer", "The floor has a gap that may hide m9. While that is open there is nothing to say of order, although m4 and m5 have changed places.")
            .world(world().head("over_gap"))
            .then(reader().open())
            .then(sync(0))
            .then(world().head("beside_gap"))
            .then(sync(7200).expect([
                is("RL-NAME-10", "/head", "undetermined"),
                is("RL-NAME-13", "/inserted", json!([])),
                is("RL-NAME-13", "/reordered", false),
            ])),
    );
    f
}
