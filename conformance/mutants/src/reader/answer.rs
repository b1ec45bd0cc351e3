//! What a call of a reader answers.

use serde::Serialize;

use crate::bytes::{Bytes, Id};
use crate::reason::Reason;

/// The answer of one call, as the adapter protocol writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What the head is.
    pub head: HeadClass,
    /// What this call delivered, oldest first (`RL-READ-2`).
    pub delivered: Vec<Delivered>,
    /// Every item still missing.
    pub missing: Vec<Missing>,
    /// Every page still missing.
    pub gaps: Vec<Gap>,
    /// Tails met in this call that lead back (`RL-READ-14`).
    pub cycles: Vec<Bytes>,
    /// New ids that the head lists below ids of the floor (`RL-NAME-13`).
    pub inserted: Vec<Id>,
    /// Whether the head lists ids of the floor in another order (`RL-NAME-13`).
    pub reordered: bool,
    /// Both heads of a fork.
    pub evidence: Option<Evidence>,
}

/// The class of a head, or why there was none to classify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is defined in the table of "Classifying a head", or a reason
pub enum HeadClass {
    Same,
    Advanced,
    Stale,
    Fork,
    Undetermined,
    None,
    #[serde(untagged)]
    Unreadable(Reason),
}

/// A delivered item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Its id.
    pub id: Id,
    /// Its content.
    pub data: Bytes,
    /// Whether it was checked.
    pub check: Check,
}

/// Whether content is known to be what is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is the listed message.
    Verified,
    /// Outside the profile `mvds` there is nothing to check it with (`RL-READ-12`).
    Opaque,
}

/// An item that is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its id.
    pub id: Id,
    /// Why.
    pub reason: Reason,
}

/// A page that is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Its address.
    pub address: Bytes,
    /// Why.
    pub reason: Reason,
}

/// The two heads of a fork.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The bytes of the head accepted last.
    pub floor: Bytes,
    /// The bytes of this one.
    pub head: Bytes,
}
