//! Faults of the family WRITE.

use super::family::family;

family! {
    /// Mistakes in publishing.
    WriteFault {
        DanglingHead: Deleted, "dangling-head", "RL-WRITE-13",
            "What could not be added is pointed to all the same, by the hash that it would have had.";
        LostUpdateOverwritten: Deleted, "lost-update-overwritten", "RL-WRITE-11",
            "A name that somebody else changed since it was fetched is overwritten.";
    }
}
