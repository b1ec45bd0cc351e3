//! Faults of the family READ.

use super::family::family;

family! {
    /// Mistakes in catching up.
    ReadFault {
        DuplicateDelivery: Weakened, "duplicate-delivery", "RL-READ-3",
            "An id that was delivered is delivered again when a page below the head lists it too.";
        FirstKnownStop: Weakened, "first-known-stop", "RL-READ-4",
            "A walk ends at a page that lists an id that was delivered.";
        GapTakenForEnd: Deleted, "gap-taken-for-end", "RL-READ-5",
            "A page that is not found is the end of the log: no gap is kept or reported.";
        FloorForgotten: Deleted, "floor-forgotten", "RL-READ-16",
            "A reader that is started again has no floor.";
        ListedNotAskedAbout: Deleted, "listed-not-asked-about", "RL-READ-23",
            "The application is not asked about what a log brings.";
    }
}
