//! What the harness saw in a step, as the assertions about `seen` look at it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::calls::Expect;
use super::stores::Handed;
use crate::protocol::CallOp;

/// What came in one step, in order.
#[derive(Debug, Default)]
pub(super) struct Record {
    counts: BTreeMap<CallOp, u64>,
    sequence: Vec<CallOp>,
    asked: Vec<Vec<u8>>,
    added: Vec<Vec<u8>>,
    updates: Vec<Value>,
    early_updates: u64,
    saved: Vec<Vec<u8>>,
    /// Ids in these saves that had been saved before.
    saved_again: BTreeSet<Vec<u8>>,
    /// Addresses whose content was handed out as it is.
    given: Vec<Vec<u8>>,
    /// Bytes of content that came or went in callbacks of a kind.
    bytes: BTreeMap<CallOp, usize>,
}

impl Record {
    /// Counts a callback; answers the which of its kind it is, from 1.
    pub fn count(&mut self, op: CallOp) -> u64 {
        self.sequence.push(op);
        let count = self.counts.entry(op).or_default();
        *count += 1;
        *count
    }

    /// How many callbacks there were.
    pub fn total(&self) -> usize {
        self.sequence.len()
    }

    /// A `cas.get` was answered so; `held` is what the store holds there.
    pub fn got(&mut self, address: Vec<u8>, handed: &Handed, held: Option<&[u8]>) {
        if let Ok(content) = handed {
            self.count_bytes(CallOp::CasGet, content.len());
            if held == Some(content) {
                self.given.push(address.clone());
            }
        }
        self.asked.push(address);
    }

    /// An `ns.fetch` was answered so.
    pub fn fetched(&mut self, handed: &Handed) {
        if let Ok(content) = handed {
            self.count_bytes(CallOp::NsFetch, content.len());
        }
    }

    /// A `cas.add` came.
    pub fn add(&mut self, content: &[u8]) {
        self.count_bytes(CallOp::CasAdd, content.len());
        self.added.push(content.to_vec());
    }

    /// An `ns.update` came; `early` if an add was unanswered then.
    pub fn update(&mut self, name: &str, content: &[u8], expect: &Expect, early: bool) {
        self.count_bytes(CallOp::NsUpdate, content.len());
        self.early_updates += u64::from(early);
        let expect = match expect {
            Expect::Absent => json!({"state": "absent"}),
            Expect::Exact { content } => {
                json!({"state": "exact", "content": hex::encode(&content.0)})
            }
            Expect::Any => json!({"state": "any"}),
        };
        self.updates
            .push(json!({"name": name, "content": hex::encode(content), "expect": expect}));
    }

    /// A save was answered; `again` are those of its ids that had been saved before.
    pub fn saved(&mut self, ids: Vec<Vec<u8>>, again: BTreeSet<Vec<u8>>) {
        self.saved.extend(ids);
        self.saved_again.extend(again);
    }

    /// The addresses whose content was handed out as it is.
    pub fn take_given(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.given)
    }

    fn count_bytes(&mut self, op: CallOp, bytes: usize) {
        *self.bytes.entry(op).or_default() += bytes;
    }

    /// One field of the observation, where callbacks alone tell it. `was_given` knows what the instance got in earlier
    /// steps.
    pub fn seen(&self, key: &str, was_given: impl Fn(&[u8]) -> bool) -> Option<Value> {
        Some(match key {
            "calls" => by_op(CallOp::ALL, |op| self.counts.get(&op).copied().unwrap_or(0)),
            "sequence" => self.sequence.iter().map(|op| op.name()).collect(),
            "bytes" => by_op(CallOp::WITH_CONTENT, |op| {
                self.bytes.get(&op).copied().unwrap_or(0)
            }),
            "asked" => hexes(&self.asked),
            "asked_twice" => {
                let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
                let again = self.asked.iter().filter(|address| !once.insert(*address));
                hexes(again.filter(|address| twice.insert(*address)))
            }
            "asked_again" => {
                let mut once = BTreeSet::new();
                let asked = self.asked.iter().filter(|address| once.insert(*address));
                hexes(asked.filter(|address| was_given(address)))
            }
            "added" => hexes(&self.added),
            "updates" => json!(self.updates),
            "early_updates" => json!(self.early_updates.to_string()),
            "saved" => hexes(&self.saved),
            "saved_again" => hexes(&self.saved_again),
            _ => return None,
        })
    }
}

/// A decimal string for each of these callbacks.
fn by_op<T: ToString>(ops: impl IntoIterator<Item = CallOp>, count: impl Fn(CallOp) -> T) -> Value {
    ops.into_iter()
        .map(|op| (op.name().to_owned(), json!(count(op).to_string())))
        .collect()
}

/// Bytes as they are written in vectors.
pub(super) fn hexes<'a>(list: impl IntoIterator<Item = &'a Vec<u8>>) -> Value {
    list.into_iter().map(hex::encode).collect()
}
