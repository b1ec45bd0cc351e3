//! Faults of the family SVC.

use super::family::family;

family! {
    /// Mistakes of a content store or a name system.
    SvcFault {
    }
}
