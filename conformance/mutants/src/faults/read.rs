//! Faults of the family READ.

use super::family::family;

family! {
    /// Mistakes in catching up.
    ReadFault {
        ContentNotGot: Deleted, "content-not-got", "RL-READ-1",
            "A reader asks for no content, and delivers what is embedded alone.";
        InReverseOfArrival: Deleted, "in-reverse-of-arrival", "RL-READ-2",
            "A call delivers first what came last, whatever order the log has.";
        AsideLast: Weakened, "aside-last", "RL-READ-2",
            "What the head's chain does not reach is delivered after what it does.";
        DuplicateDelivery: Deleted, "duplicate-delivery", "RL-READ-3",
            "An id that was delivered is delivered again when a page below the head lists it too.";
        TwiceInACall: Weakened, "twice-in-a-call", "RL-READ-3",
            "An id that is embedded twice in what one call reads is delivered twice.";
        FirstKnownStop: Deleted, "first-known-stop", "RL-READ-4",
            "A walk ends at a page that lists an id that was delivered.";
        AllKnownStop: Weakened, "all-known-stop", "RL-READ-4",
            "A walk ends at a page that lists nothing but ids that were delivered.";
        GapTakenForEnd: Deleted, "gap-taken-for-end", "RL-READ-5",
            "A page that is not found is the end of the log: no gap is kept or reported.";
        BrokenPageTakenForEnd: Weakened, "broken-page-taken-for-end", "RL-READ-5",
            "A page that cannot be parsed is the end of the log: no gap is kept or reported.";
        GapNotTriedAgain: Deleted, "gap-not-tried-again", "RL-READ-6",
            "A gap is kept and reported, and never tried again.";
        GapFilledAlone: Weakened, "gap-filled-alone", "RL-READ-6",
            "When a gap is filled, its page is read and the walk does not go on below it.";
        NoDelay: Deleted, "no-delay", "RL-READ-7",
            "What failed is due again in the next call, however often it has failed.";
        DelayNotGrowing: Weakened, "delay-not-growing", "RL-READ-7",
            "What failed is due again after a second, however often it has failed.";
        MissingUnreported: Deleted, "missing-unreported", "RL-READ-8",
            "An item whose content cannot be had is not reported.";
        FirstMissingOnly: Weakened, "first-missing-only", "RL-READ-8",
            "Of several missing items, one is reported.";
        ItemNotTriedAgain: Deleted, "item-not-tried-again", "RL-READ-9",
            "A missing item is kept and reported, and never tried again.";
        ItemTriedTwice: Weakened, "item-tried-twice", "RL-READ-9",
            "A missing item is given up after its second try.";
        FirstAddressOnly: Deleted, "first-address-only", "RL-READ-10",
            "A reader of messages keeps the first address that was listed for an id, and no other.";
        LastAddressOnly: Weakened, "last-address-only", "RL-READ-10",
            "A reader of messages keeps the last address that was listed for an id, and no other.";
        FetchedMessageUnchecked: Deleted, "fetched-message-unchecked", "RL-READ-11",
            "Content from the CAS is delivered as the listed message without a look at it.";
        OpaqueMarkedVerified: Deleted, "opaque-marked-verified", "RL-READ-12",
            "An item that cannot be checked is marked verified.";
        EmptyContentMissing: Weakened, "empty-content-missing", "RL-READ-12",
            "Empty content from the CAS is not delivered.";
        AddressUnchecked: Deleted, "address-unchecked", "RL-READ-13",
            "What a store answers is used without a check against its address.";
        PageAddressUnchecked: Weakened, "page-address-unchecked", "RL-READ-13",
            "The address of a page is not checked, that of an item is.";
        CycleUnreported: Deleted, "cycle-unreported", "RL-READ-14",
            "A page that is its own ancestor ends the walk in silence.";
        OnlyOwnTailIsCycle: Weakened, "only-own-tail-is-cycle", "RL-READ-14",
            "Only a page whose tail is its own address is reported as a cycle.";
        NeverSaved: Deleted, "never-saved", "RL-READ-15",
            "A reader answers what it delivers without saving.";
        SavedWithoutNewest: Weakened, "saved-without-newest", "RL-READ-15",
            "The save of a call leaves out the newest item that it delivers.";
        AllForgotten: Deleted, "all-forgotten", "RL-READ-16",
            "A reader that is started again begins anew.";
        FloorForgotten: Weakened, "floor-forgotten", "RL-READ-16",
            "A reader that is started again has no floor.";
        GapsForgotten: Weakened, "gaps-forgotten", "RL-READ-16",
            "A reader that is started again has no gaps.";
        MissingForgotten: Weakened, "missing-forgotten", "RL-READ-16",
            "A reader that is started again misses no items.";
        OneGetAtATime: Deleted, "one-get-at-a-time", "RL-READ-17",
            "A reader waits for the answer to each get before it starts the next.";
        ItemsAfterWalk: Weakened, "items-after-walk", "RL-READ-17",
            "Contents are asked for when the walk has ended, and not together with pages.";
        KnownPageAskedAgain: Deleted, "known-page-asked-again", "RL-READ-18",
            "A walk asks again for pages that were read, down to the end of the log.";
        DeliveredContentAskedAgain: Weakened, "delivered-content-asked-again", "RL-READ-18",
            "The content of an item that was delivered is asked for again when a new page lists it.";
        StaleOrForkDeliversNothing: Deleted, "stale-or-fork-delivers-nothing", "RL-READ-19",
            "A head that is stale or a fork delivers nothing.";
        ForkDeliversNothing: Weakened, "fork-delivers-nothing", "RL-READ-19",
            "A head that is a fork delivers nothing.";
        NoNewCandidates: Deleted, "no-new-candidates", "RL-READ-20",
            "An item that is missing already gets no further addresses.";
        NewCandidatesWait: Weakened, "new-candidates-wait", "RL-READ-20",
            "A new address of a missing item waits for the next call.";
        FailuresNotToldApart: Deleted, "failures-not-told-apart", "RL-READ-21",
            "Whatever a store says, what cannot be had is not found.";
        TimeoutIsUnavailable: Weakened, "timeout-is-unavailable", "RL-READ-21",
            "A timeout is reported as unavailable.";
        EmptyPageMissing: Deleted, "empty-page-missing", "RL-READ-22",
            "A page of zero bytes is taken for one that is not found.";
        ListedNotAskedAbout: Deleted, "listed-not-asked-about", "RL-READ-23",
            "The application is not asked about what a log brings.";
        DeliveredForAllLogs: Deleted, "delivered-for-all-logs", "RL-READ-24",
            "An item that was delivered in one log counts as delivered in the others.";
        PagesForAllLogs: Weakened, "pages-for-all-logs", "RL-READ-24",
            "A page that was read in one log counts as read in the others.";
    }
}
