//! Faults of the family WIRE.

use super::family::family;

family! {
    /// Mistakes in the wire format.
    WireFault {
    }
}
