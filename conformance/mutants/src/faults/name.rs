//! Faults of the family NAME.

use super::family::family;

family! {
    /// Mistakes about what a name holds.
    NameFault {
        PointerWithPairs: Deleted, "pointer-with-pairs", "RL-NAME-2",
            "A writer that is told to publish a pure pointer publishes the newest page itself.";
        LostNameIsNone: Deleted, "lost-name-is-none", "RL-NAME-3",
            "A name that is not found is no log yet, even to a reader that has a floor.";
        NoNameIsUnavailable: Weakened, "no-name-is-unavailable", "RL-NAME-3",
            "A name that is not found is unavailable, even to a reader with an empty floor.";
        ZeroBytesTakenForNoName: Deleted, "zero-bytes-taken-for-no-name", "RL-NAME-4",
            "A name that holds zero bytes is taken for one that is not found.";
        ZeroBytesAlwaysSame: Weakened, "zero-bytes-always-same", "RL-NAME-4",
            "Zero bytes are the same over any floor, as if nothing had happened.";
        NameInLowercase: Deleted, "name-in-lowercase", "RL-NAME-5",
            "A name is passed on in lowercase.";
        NameTrimmed: Weakened, "name-trimmed", "RL-NAME-5",
            "A name is passed on without the spaces around it.";
        SameTakenForAdvanced: Deleted, "same-taken-for-advanced", "RL-NAME-6",
            "A head that lists no more than the floor is advanced.";
        OverlapTakenForNew: Weakened, "overlap-taken-for-new", "RL-NAME-6",
            "An id above the stop that also stands below it counts as new.";
        AdvancedTakenForFork: Deleted, "advanced-taken-for-fork", "RL-NAME-7",
            "A head that lists all of the floor's ids and more is a fork.";
        PointerNotAdvanced: Weakened, "pointer-not-advanced", "RL-NAME-7",
            "A head without pairs is the same over an empty floor, whatever its tail leads to.";
        StaleTakenForSame: Deleted, "stale-taken-for-same", "RL-NAME-8",
            "A head that lists only some of the floor's ids is the same.";
        StaleOnlyWithPairs: Weakened, "stale-only-with-pairs", "RL-NAME-8",
            "A pure pointer to an older page is the same: only a head that lists an id of the floor is stale.";
        ForkTakenForStale: Deleted, "fork-taken-for-stale", "RL-NAME-9",
            "A head that lacks ids of the floor is stale, whatever else it lists.";
        ForkOnlyIfDisjoint: Weakened, "fork-only-if-disjoint", "RL-NAME-9",
            "A head that lacks ids of the floor is a fork only if it shares none with the floor above the stop.";
        GapNotUndetermined: Deleted, "gap-not-undetermined", "RL-NAME-10",
            "A head is judged by the pages that could be read, as if a gap were the end of the log.";
        CycleNotUndetermined: Weakened, "cycle-not-undetermined", "RL-NAME-10",
            "A cycle in a head's chain is taken for the end of the log.";
        RollbackAccepted: Deleted, "rollback-accepted", "RL-NAME-11",
            "A stale head moves the floor back.";
        ForkAccepted: Weakened, "fork-accepted", "RL-NAME-11",
            "A fork moves the floor, once both heads were answered.";
        ComparedByPairs: Deleted, "compared-by-pairs", "RL-NAME-12",
            "A head with the same ids as the floor is the same only if its pairs are the same too.";
        ComparedByPages: Weakened, "compared-by-pages", "RL-NAME-12",
            "A head whose pages are cut anew has nothing in common with the floor.";
        NoFindings: Deleted, "no-findings", "RL-NAME-13",
            "Neither insertions nor another order are reported.";
        InsertedInHeadOnly: Weakened, "inserted-in-head-only", "RL-NAME-13",
            "Insertions are looked for among the pairs of the head, and not on the pages below.";
        UpdateDataBelieved: Deleted, "update-data-believed", "RL-NAME-14",
            "An update is done only if the name system answers no data to it.";
        UnreadableHeadClearsFloor: Deleted, "unreadable-head-clears-floor", "RL-NAME-15",
            "A reader that cannot parse a head begins anew, with an empty floor.";
        UnreadableHeadIsUnavailable: Weakened, "unreadable-head-is-unavailable", "RL-NAME-15",
            "A head that cannot be read is unavailable, whatever is wrong with it.";
        NoEvidence: Deleted, "no-evidence", "RL-NAME-18",
            "A fork is answered without the two heads.";
        EvidenceSwapped: Weakened, "evidence-swapped", "RL-NAME-18",
            "The two heads of a fork are answered the wrong way round.";
    }
}
