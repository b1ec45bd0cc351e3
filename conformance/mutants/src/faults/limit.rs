//! Faults of the family LIMIT.

use super::family::family;

family! {
    /// Bounds that are not kept.
    LimitFault {
        UnboundedWalk: Deleted, "unbounded-walk", "RL-LIMIT-2",
            "A call reads as many pages as there are, whatever the bound on pages says.";
    }
}
