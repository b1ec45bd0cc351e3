//! Faults of the family ADDR.

use super::family::family;

family! {
    /// Mistakes about addresses.
    AddrFault {
    }
}
