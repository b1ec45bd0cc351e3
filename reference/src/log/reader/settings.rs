//! Which log a reader reads, and how.

use super::Limits;
use crate::address::AddressKind;
use crate::log::Check;

/// Which log a reader reads, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The log's name.
    pub name: String,
    /// What the addresses in the log's content store are (RL-ADDR-2).
    pub kind: AddressKind,
    /// What the log lists.
    pub check: Check,
    /// The bounds.
    pub limits: Limits,
}
