//! Faults of the family PAGE.

use super::family::family;

family! {
    /// Mistakes about what a page is.
    PageFault {
        SwappedHashes: Deleted, "swapped-hashes", "RL-PAGE-1",
            "A writer puts the address into a pair's localHash, and the message id into its remoteHash.";
        ReencodedPage: Deleted, "reencoded-page", "RL-PAGE-7",
            "A reader checks a page against its address by the bytes that it would have written itself.";
    }
}
