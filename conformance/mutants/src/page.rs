//! A page: its pairs, newest first, and its tail.

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::faults::{BlindFormatFault, Faulty, PageFault, WireFault};
use crate::reason::Reason;
use crate::wire::{Field, Schema, fields, put, put_always};

const PAGE: Schema = Schema {
    above: 0,
    fields: &[Field::Each, Field::Bytes],
};
const PAIR: Schema = Schema {
    above: 0,
    fields: &[Field::Bytes, Field::Bytes, Field::Bytes],
};

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
    pub fn decode(bytes: &[u8], faulty: Faulty) -> Result<Self, Reason> {
        let mut page = Self::default();
        for (place, value) in fields(bytes, PAGE, faulty)? {
            match place {
                1 => page.pairs.push(Pair::decode(value.bytes()?, faulty)?),
                _ => page.tail = value.bytes()?.into(),
            }
        }
        if faulty.has(PageFault::EmptyPageRefused) && page == Self::default() {
            return Err(Reason::Malformed);
        }
        match page.is_valid(faulty) {
            true => Ok(page),
            false => Err(Reason::Invalid),
        }
    }

    /// Every id is 32 bytes long (`RL-PAGE-4`), and that is all: no pairs and a tail are a page too (`RL-PAGE-6`).
    fn is_valid(&self, faulty: Faulty) -> bool {
        if faulty.has(PageFault::PurePointerRefused) && self.pairs.is_empty() {
            return self.tail.is_empty();
        }
        let looked_at = match faulty.has(BlindFormatFault::FirstIdChecked) {
            true => 1,
            false => usize::MAX,
        };
        let mut looked_at = self.pairs.iter().take(looked_at);
        looked_at.all(|pair| match pair.local.len() {
            32 => true,
            0 => faulty.has(PageFault::AnyIdLength) || faulty.has(PageFault::AbsentIdAccepted),
            _ => faulty.has(PageFault::AnyIdLength),
        })
    }

    /// Writes a page in the one canonical encoding (`RL-WIRE-2`, `RL-WIRE-7`).
    pub fn encode(&self, faulty: Faulty) -> Bytes {
        let mut bytes = Vec::new();
        if faulty.has(WireFault::TailWrittenFirst) {
            put(&mut bytes, 2, &self.tail, faulty);
        }
        for pair in &self.pairs {
            put_always(&mut bytes, 1, &pair.encode(faulty), faulty);
        }
        if !faulty.has(WireFault::TailWrittenFirst) {
            put(&mut bytes, 2, &self.tail, faulty);
        }
        bytes.into()
    }

    /// Whether it lists nothing and leads nowhere: the empty log.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.tail.is_empty()
    }

    /// Whether it lists nothing and leads on: a pure pointer, where it is a head.
    pub fn leads_on_alone(&self) -> bool {
        self.pairs.is_empty() && !self.tail.is_empty()
    }

    /// The ids it lists, the newest first.
    pub fn ids(&self, faulty: Faulty) -> Vec<Id> {
        let ids = self.pairs.iter().map(|pair| pair.local.clone());
        match faulty.has(PageFault::OldestFirst) {
            true => ids.rev().collect(),
            false => ids.collect(),
        }
    }
}

impl Pair {
    fn decode(bytes: &[u8], faulty: Faulty) -> Result<Self, Reason> {
        let mut pair = Self::default();
        for (place, value) in fields(bytes, PAIR, faulty)? {
            let bytes = value.bytes()?.into();
            match place {
                1 => pair.remote = bytes,
                2 => pair.local = bytes,
                _ if faulty.has(WireFault::DataNotRead) => {}
                _ => pair.data = bytes,
            }
        }
        if faulty.has(WireFault::HashesReadSwapped) {
            std::mem::swap(&mut pair.local, &mut pair.remote);
        }
        Ok(pair)
    }

    fn encode(&self, faulty: Faulty) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, 1, &self.remote, faulty);
        put(&mut bytes, 2, &self.local, faulty);
        if !faulty.has(WireFault::DataNotWritten) {
            put(&mut bytes, 3, &self.data, faulty);
        }
        bytes
    }
}
