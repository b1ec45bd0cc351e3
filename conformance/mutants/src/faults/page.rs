//! Faults of the family PAGE.

use super::family::family;

family! {
    /// Mistakes about what a page is.
    PageFault {
        SwappedHashes: Deleted, "swapped-hashes", "RL-PAGE-1",
            "A writer puts the address into a pair's localHash, and the message id into its remoteHash.";
        OldestFirst: Deleted, "oldest-first", "RL-PAGE-2",
            "A reader takes the first pair of a page for the oldest.";
        TailIgnored: Deleted, "tail-ignored", "RL-PAGE-3",
            "A reader does not follow tails.";
        EmptyTailFollowed: Weakened, "empty-tail-followed", "RL-PAGE-3",
            "A reader asks for the page at the empty address that ends a log.";
        AnyIdLength: Deleted, "any-id-length", "RL-PAGE-4",
            "A localHash may have any length.";
        AbsentIdAccepted: Weakened, "absent-id-accepted", "RL-PAGE-4",
            "A pair may be without a localHash.";
        EmptyPageRefused: Deleted, "empty-page-refused", "RL-PAGE-5",
            "A page with no pairs and no tail is malformed.";
        PurePointerRefused: Deleted, "pure-pointer-refused", "RL-PAGE-6",
            "A page with a tail and no pairs is invalid.";
        ReencodedPage: Deleted, "reencoded-page", "RL-PAGE-7",
            "A reader checks a page against its address by the bytes that it would have written itself.";
    }
}
