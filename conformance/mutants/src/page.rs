//! A page: its pairs, newest first, and its tail.

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::reason::Reason;
use crate::wire::{fields, put, put_always};

/// One entry of a log. Absent and empty are the same (`RL-WIRE-6`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pair {
    /// The message id.
    pub local: Id,
    /// The address of its content.
    pub remote: Bytes,
    /// The content itself.
    pub data: Bytes,
}

/// A page; the head is one too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Page {
    /// The pairs, the newest first (`RL-PAGE-2`).
    pub pairs: Vec<Pair>,
    /// The address of the next older page; empty at the end of the log (`RL-PAGE-3`).
    pub tail: Bytes,
}

impl Page {
    /// Reads a page (`RL-WIRE-1`). It is refused as malformed, or as invalid where an id is not 32 bytes (`RL-PAGE-4`).
    pub fn decode(bytes: &[u8]) -> Result<Self, Reason> {
        let mut page = Self::default();
        for (number, value) in fields(bytes)? {
            match number {
                1 => page.pairs.push(Pair::decode(value.bytes()?)?),
                2 => page.tail = value.bytes()?.into(),
                _ => {}
            }
        }
        match page.pairs.iter().all(|pair| pair.local.len() == 32) {
            true => Ok(page),
            false => Err(Reason::Invalid),
        }
    }

    /// Writes a page in the one canonical encoding (`RL-WIRE-2`, `RL-WIRE-7`).
    pub fn encode(&self) -> Bytes {
        let mut bytes = Vec::new();
        for pair in &self.pairs {
            put_always(&mut bytes, 1, &pair.encode());
        }
        put(&mut bytes, 2, &self.tail);
        bytes.into()
    }

    /// Whether it lists nothing and leads nowhere: the empty log.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.tail.is_empty()
    }

    /// The ids it lists, in order.
    pub fn ids(&self) -> Vec<Id> {
        self.pairs.iter().map(|pair| pair.local.clone()).collect()
    }
}

impl Pair {
    fn decode(bytes: &[u8]) -> Result<Self, Reason> {
        let mut pair = Self::default();
        for (number, value) in fields(bytes)? {
            match number {
                1 => pair.remote = value.bytes()?.into(),
                2 => pair.local = value.bytes()?.into(),
                3 => pair.data = value.bytes()?.into(),
                _ => {}
            }
        }
        Ok(pair)
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, 1, &self.remote);
        put(&mut bytes, 2, &self.local);
        put(&mut bytes, 3, &self.data);
        bytes
    }
}
