//! Blind faults of readers: families EMBED, NAME, READ and LIMIT, and what a reader breaks of PAGE and SVC.

use super::family::family;

family! {
    /// Mistakes of strangers in reading.
    blind BlindReaderFault {
        EmptyMiddlePageRefused: Weakened, "empty-middle-page-refused", "RL-PAGE-6",
            "A page with a tail and no pairs is fine as a head, and invalid anywhere below it.";
        OtherMessageIsFinal: Weakened, "other-message-is-final", "RL-EMBED-4",
            "Where a pair embeds a message that is another one than it lists, its address is not asked.";
        HollowDelivered: Weakened, "hollow-delivered", "RL-EMBED-5",
            "Outside mvds, a pair with neither content nor address is delivered as empty content.";
        PointerNotFollowed: Weakened, "pointer-not-followed", "RL-NAME-2",
            "A head without pairs is taken for all there is, and its tail is not followed.";
        PlusIsSpace: Weakened, "plus-is-space", "RL-NAME-5",
            "Each plus sign of a name is passed on as a space, as in a form of the web.";
        BrokenFirstHead: Weakened, "broken-first-head", "RL-NAME-7",
            "Over an empty floor, a head is undetermined while a page of its chain is missing.";
        KnownForkIsStale: Weakened, "known-fork-is-stale", "RL-NAME-9",
            "A fork that brings nothing to deliver is stale.";
        SameMovesFloor: Weakened, "same-moves-floor", "RL-NAME-11",
            "A head that is the same takes the place of the floor.";
        InsertionIsReorder: Weakened, "insertion-is-reorder", "RL-NAME-13",
            "Whatever has an insertion is reported as reordered too.";
        EvidenceReencoded: Weakened, "evidence-reencoded", "RL-NAME-18",
            "The new head in the evidence of a fork is encoded anew.";
        PageByPage: Weakened, "page-by-page", "RL-READ-2",
            "Each page is delivered oldest first, and the newest page before the older ones.";
        GapsRestWithoutHead: Weakened, "gaps-rest-without-head", "RL-READ-6",
            "A call that finds no readable head tries no gap again.";
        DelistedDropped: Weakened, "delisted-dropped", "RL-READ-9",
            "A missing item that the present head does not reach is dropped.";
        FourAddressesKept: Weakened, "four-addresses-kept", "RL-READ-10",
            "Of the addresses that were listed for an item, the last four are kept.";
        CoreMessageChecked: Weakened, "core-message-checked", "RL-READ-12",
            "Outside mvds, content that parses as a message with another id is refused as a mismatch.";
        IdCheckEnough: Weakened, "id-check-enough", "RL-READ-13",
            "Under mvds, content that is the listed message is not checked against its address.";
        CycleWithinCall: Weakened, "cycle-within-call", "RL-READ-14",
            "A cycle is found only where one call has read all its pages.";
        DeliveredForgotten: Weakened, "delivered-forgotten", "RL-READ-16",
            "A reader that is started again has forgotten what it delivered.";
        PagesForgotten: Weakened, "pages-forgotten", "RL-READ-18",
            "A reader that is started again asks again for the pages that it has read.";
        UndeterminedDeliversNothing: Weakened, "undetermined-delivers-nothing", "RL-READ-19",
            "A head that is undetermined delivers nothing.";
        LaterEmbeddingIgnored: Weakened, "later-embedding-ignored", "RL-READ-20",
            "What is embedded for an item that is missing already is not looked at.";
        NameTimeoutUnavailable: Weakened, "name-timeout-unavailable", "RL-READ-21",
            "A timeout of the name system is reported as unavailable; one of the content store is not.";
        BoundGapForgotten: Weakened, "bound-gap-forgotten", "RL-LIMIT-2",
            "A reader that is started again does not know what a bound on pages left over.";
        EmbeddedOfAnySize: Weakened, "embedded-of-any-size", "RL-LIMIT-3",
            "Content that a pair embeds is delivered whatever its size.";
        HeadOfAnyPairs: Weakened, "head-of-any-pairs", "RL-LIMIT-4",
            "A head is read however many pairs it has; a page below it is not.";
        BoundForEachQueue: Weakened, "bound-for-each-queue", "RL-LIMIT-5",
            "What is tried again, new pages and new contents each have the bound on gets to themselves.";
        HeadNotCounted: Weakened, "head-not-counted", "RL-LIMIT-8",
            "The bytes of the head do not count as received.";
        StaleNameMended: Weakened, "stale-name-mended", "RL-SVC-9",
            "A reader that finds a stale head puts its floor back into the name.";
    }
}
