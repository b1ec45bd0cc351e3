//! What a post office knows.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use remote_log::log::StateError;
use remote_log::log::stored::{Pieces, header};
use remote_log_mvds::PeerId;

use super::Sealed;
use super::fact::Fact;

/// The header's first letter, and what errors call it.
const KIND: &str = "post office";
const VERSION: u8 = 1;

/// Every mailbox and what is in it. It changes by facts alone.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) boxes: Vec<Box>,
    numbers: BTreeMap<Bytes, usize>,
    /// The bytes of all items and names.
    pub(super) bytes: usize,
}

/// The mailbox of one recipient.
#[derive(Debug)]
pub(super) struct Box {
    name: Bytes,
    pub(super) items: VecDeque<Sealed>,
    /// How many items were taken away before the first of these.
    pub(super) gone: u64,
    pub(super) bytes: usize,
}

impl State {
    /// The number of a recipient's mailbox.
    pub(super) fn number(&self, recipient: &PeerId) -> Option<usize> {
        self.numbers.get(&recipient.0).copied()
    }

    /// Makes a fact so.
    pub(super) fn apply(&mut self, fact: Fact) {
        match fact {
            Fact::Box(name) => {
                self.bytes += name.len();
                self.numbers.insert(name.clone(), self.boxes.len());
                self.boxes.push(Box {
                    name,
                    items: VecDeque::new(),
                    gone: 0,
                    bytes: 0,
                });
            }
            Fact::Item { number, item } => {
                let entry = &mut self.boxes[number];
                entry.bytes += item.0.len();
                self.bytes += item.0.len();
                entry.items.push_back(item);
            }
            Fact::Gone { number, gone } => {
                let entry = &mut self.boxes[number];
                let taken = gone
                    .saturating_sub(entry.gone)
                    .min(entry.items.len() as u64);
                for item in entry.items.drain(..taken as usize) {
                    entry.bytes -= item.0.len();
                    self.bytes -= item.0.len();
                }
                entry.gone = entry.gone.max(gone);
            }
        }
    }

    /// The whole state, with its header.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = header(KIND, VERSION);
        for (number, entry) in self.boxes.iter().enumerate() {
            Fact::Box(entry.name.clone()).encode(&mut out);
            let gone = entry.gone;
            Fact::Gone { number, gone }.encode(&mut out);
            for item in &entry.items {
                let item = item.clone();
                Fact::Item { number, item }.encode(&mut out);
            }
        }
        out
    }

    /// Reads what was saved.
    pub(super) fn decode(saved: Bytes) -> Result<Self, StateError> {
        let mut pieces = Pieces::new(saved, KIND, VERSION)?;
        let mut state = State::default();
        while !pieces.is_empty() {
            let fact = Fact::decode(&mut pieces, state.boxes.len())?;
            state.apply(fact);
        }
        Ok(state)
    }
}
