//! Faults of the family SYNC.

use super::family::family;

family! {
    /// Mistakes of an MVDS node.
    SyncFault {
    }
}
