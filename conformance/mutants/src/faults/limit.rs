//! Faults of the family LIMIT.

use super::family::family;

family! {
    /// Bounds that are not kept.
    LimitFault {
        AnyPageSize: Deleted, "any-page-size", "RL-LIMIT-1",
            "A page is read whatever its size.";
        PageAtBoundTooLarge: Weakened, "page-at-bound-too-large", "RL-LIMIT-1",
            "A page as large as the bound is too large.";
        UnboundedWalk: Deleted, "unbounded-walk", "RL-LIMIT-2",
            "A call reads as many pages as there are, whatever the bound on pages says.";
        OnePageTooMany: Weakened, "one-page-too-many", "RL-LIMIT-2",
            "A call asks for one page more than the bound on pages.";
        BoundTakenForEnd: Weakened, "bound-taken-for-end", "RL-LIMIT-2",
            "What lies beyond the bound on pages is no gap, and no later call goes on from it.";
        AnyContentSize: Deleted, "any-content-size", "RL-LIMIT-3",
            "Content is delivered whatever its size.";
        ContentAtBoundTooLarge: Weakened, "content-at-bound-too-large", "RL-LIMIT-3",
            "Content as large as the bound is too large.";
        AnyNumberOfPairs: Deleted, "any-number-of-pairs", "RL-LIMIT-4",
            "A page is read however many pairs it has.";
        PairsAtBoundTooMany: Weakened, "pairs-at-bound-too-many", "RL-LIMIT-4",
            "A page with as many pairs as the bound is too large.";
        GetsUnbounded: Deleted, "gets-unbounded", "RL-LIMIT-5",
            "All gets that do not depend on each other run at once.";
        OneGetTooMany: Weakened, "one-get-too-many", "RL-LIMIT-5",
            "One get more than the bound is under way at once.";
        AnyHeadSize: Deleted, "any-head-size", "RL-LIMIT-6",
            "A head is read whatever its size.";
        HeadAtBoundTooLarge: Weakened, "head-at-bound-too-large", "RL-LIMIT-6",
            "A head as large as the bound is too large.";
        EmptyPagesUncounted: Deleted, "empty-pages-uncounted", "RL-LIMIT-7",
            "Pages without pairs do not count against the bound on pages.";
        AnyNumberOfBytes: Deleted, "any-number-of-bytes", "RL-LIMIT-8",
            "A call receives as many bytes as there are.";
        BytesAtBoundGoOn: Weakened, "bytes-at-bound-go-on", "RL-LIMIT-8",
            "A call that has received as many bytes as the bound starts further gets; only one beyond it stops.";
    }
}
