//! Faults of the family MSG.

use super::family::family;

family! {
    /// Mistakes about MVDS messages and their ids.
    MsgFault {
    }
}
