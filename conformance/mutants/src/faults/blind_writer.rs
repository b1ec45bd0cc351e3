//! Blind faults of writers: family WRITE, and what a writer breaks of ADDR and EMBED.

use super::family::family;

family! {
    /// Mistakes of strangers in writing.
    blind BlindWriterFault {
        AddressCut: Weakened, "address-cut", "RL-ADDR-1",
            "A writer keeps the first 64 bytes of an address that the store answered.";
        WideWindowEmbedsNone: Weakened, "wide-window-embeds-none", "RL-EMBED-6",
            "A writer that is told to embed more pairs than its head has embeds none.";
        BatchReversed: Weakened, "batch-reversed", "RL-WRITE-3",
            "The items of one append are taken for newest first.";
        TwinInBatchListed: Weakened, "twin-in-batch-listed", "RL-WRITE-6",
            "An id that stands twice in one append is listed twice.";
        PointerPageAddedAgain: Weakened, "pointer-page-added-again", "RL-WRITE-8",
            "Each publish of a pure pointer adds the newest page, whether it was added or not.";
        ZeroBytesForeign: Weakened, "zero-bytes-foreign", "RL-WRITE-10",
            "A name that holds zero bytes is taken for somebody else's.";
        ExpectsOwnHead: Weakened, "expects-own-head", "RL-WRITE-11",
            "An update expects the head that the writer tried last, and not what it fetched.";
        TriedTakenForPublished: Weakened, "tried-taken-for-published", "RL-WRITE-18",
            "A head that was tried once is taken for published, whatever the name holds.";
    }
}
