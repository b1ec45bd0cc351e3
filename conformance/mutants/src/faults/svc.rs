//! Faults of the family SVC.

use super::family::family;

family! {
    /// Mistakes in being a store, and in using one.
    SvcFault {
        NewestForAnyAddress: Deleted, "newest-for-any-address", "RL-SVC-1",
            "A get of any address that was answered gives the content that was added last.";
        ContentEndsAtZero: Weakened, "content-ends-at-zero", "RL-SVC-1",
            "Content is kept up to its first zero byte.";
        FreshAddressEachTime: Deleted, "fresh-address-each-time", "RL-SVC-2",
            "Content that is added again gets another address.";
        NewestAloneRecognized: Weakened, "newest-alone-recognized", "RL-SVC-2",
            "Content that is added again gets another address, unless nothing was added in between.";
        UnknownAddressIsEmpty: Deleted, "unknown-address-is-empty", "RL-SVC-3",
            "A get of an address that was never added gives empty content.";
        EmptyContentNotFound: Weakened, "empty-content-not-found", "RL-SVC-3",
            "Empty content that was added is not found.";
        FirstUpdateKept: Deleted, "first-update-kept", "RL-SVC-4",
            "Every update of a name but the first is acknowledged and not done.";
        LongerEndKept: Weakened, "longer-end-kept", "RL-SVC-4",
            "An update is written over the beginning of what the name held, and the rest of that stays.";
        UnknownNameIsEmpty: Deleted, "unknown-name-is-empty", "RL-SVC-5",
            "A fetch of a name that was never updated gives empty content.";
        EmptyNameNotFound: Weakened, "empty-name-not-found", "RL-SVC-5",
            "A name that was updated to zero bytes is not found.";
        ExpectationIgnored: Deleted, "expectation-ignored", "RL-SVC-6",
            "An update is done whatever it expects the name to hold.";
        ConflictDone: Weakened, "conflict-done", "RL-SVC-6",
            "An update that expects something else is called a conflict, and done.";
        ExactTakenForPresent: Weakened, "exact-taken-for-present", "RL-SVC-6",
            "An update that expects exact bytes is done wherever the name exists.";
        OneNameForAll: Deleted, "one-name-for-all", "RL-SVC-7",
            "All names are the same one.";
        NamesWithoutCase: Weakened, "names-without-case", "RL-SVC-7",
            "Names that differ in upper and lower case alone are the same one.";
        ReaderUpdatesName: Deleted, "reader-updates-name", "RL-SVC-9",
            "A reader updates the name to what it fetched.";
        ReaderAddsPages: Weakened, "reader-adds-pages", "RL-SVC-9",
            "A reader adds the pages that it got to the store again.";
    }
}
