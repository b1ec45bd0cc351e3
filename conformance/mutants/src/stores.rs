//! What a reader or a writer asks of the world: a content store, a name system, an application, and a disk.

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::node::NodeState;
use crate::reader::ReaderState;
use crate::reason::Reason;
use crate::writer::WriterState;

/// The device died at a callback: the instance is gone, and what it knew besides its last save with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped;

/// Why a store did not do what it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// It has no such address or name.
    NotFound,
    /// It could not be reached, or failed.
    Unavailable,
    /// It did not answer in time; nothing is known of what it did.
    Timeout,
    /// The name does not hold what the update expects.
    Conflict,
    /// The name system, or the mailbox, does not take that many bytes.
    TooLarge,
    /// The name system cannot compare and set.
    Unsupported,
    /// There is no room in the mailbox.
    Full,
}

impl Failure {
    /// What a reader reports for it (`RL-READ-21`).
    pub fn reason(self) -> Reason {
        match self {
            Self::NotFound => Reason::NotFound,
            Self::Timeout => Reason::Timeout,
            Self::TooLarge => Reason::TooLarge,
            Self::Unavailable | Self::Conflict | Self::Unsupported | Self::Full => {
                Reason::Unavailable
            }
        }
    }
}

/// What an update expects the name to hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "state", content = "content", rename_all = "snake_case")]
pub enum Expect {
    /// Nothing: the name must not exist.
    Absent,
    /// Exactly these bytes.
    Exact(Bytes),
    /// Whatever it holds.
    Any,
}

/// A store's answer, unless the device died while it waited for it.
pub type Answered<T> = Result<Result<T, Failure>, Dropped>;

/// The world outside. Every call waits for its answer; after [`Dropped`] no further call is made.
pub trait Stores {
    /// The content at an address.
    fn get(&mut self, address: &Bytes) -> Answered<Bytes>;
    /// The contents at some addresses, in their order, all asked for at once where the store can.
    fn get_all(&mut self, addresses: &[Bytes]) -> Result<Vec<Result<Bytes, Failure>>, Dropped> {
        addresses.iter().map(|address| self.get(address)).collect()
    }
    /// Adds content; the answer is its address.
    fn add(&mut self, content: &Bytes) -> Answered<Bytes>;
    /// What a name holds.
    fn fetch(&mut self, name: &str) -> Answered<Bytes>;
    /// Changes what a name holds.
    fn update(&mut self, name: &str, content: &Bytes, expect: &Expect) -> Answered<()>;
    /// Whether the application takes a message (`RL-READ-23`).
    fn authenticate(&mut self, data: &Bytes) -> Result<bool, Dropped>;
    /// Saves all that a reader knows; the ids in `delivered` become delivered with it.
    fn save_reader(&mut self, state: &ReaderState, delivered: &[Id]) -> Result<(), Dropped>;
    /// Saves all that a writer knows.
    fn save_writer(&mut self, state: &WriterState) -> Result<(), Dropped>;
    /// Saves all that a node knows; the ids in `delivered` become delivered with it.
    fn save_node(&mut self, state: &NodeState, delivered: &[Id]) -> Result<(), Dropped>;
}
