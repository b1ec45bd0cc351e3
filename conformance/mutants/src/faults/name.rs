//! Faults of the family NAME.

use super::family::family;

family! {
    /// Mistakes about what a name holds.
    NameFault {
        RollbackAccepted: Deleted, "rollback-accepted", "RL-NAME-11",
            "A stale head moves the floor back.";
    }
}
