//! What the harness saw in a step, as the assertions about `seen` look at it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::calls::Expect;
use crate::protocol::CallOp;

/// What came in one step, in order.
#[derive(Debug, Default)]
pub(super) struct Record {
    counts: BTreeMap<CallOp, u64>,
    pub asked: Vec<Vec<u8>>,
    pub added: Vec<Vec<u8>>,
    pub updates: Vec<Value>,
    /// Updates that came while an add was unanswered.
    pub early_updates: u64,
    /// Ids in answered saves.
    pub saved: Vec<Vec<u8>>,
}

impl Record {
    /// Counts a callback; answers the which of its kind it is, from 1.
    pub fn count(&mut self, op: CallOp) -> u64 {
        let count = self.counts.entry(op).or_default();
        *count += 1;
        *count
    }

    /// How many callbacks there were.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    pub fn update(&mut self, name: &str, content: &[u8], expect: &Expect) {
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

    /// The part of the observation that callbacks alone tell.
    pub fn document(&self) -> Map<String, Value> {
        let calls: Map<String, Value> = CallOp::ALL
            .into_iter()
            .map(|op| {
                let count = self.counts.get(&op).copied().unwrap_or(0);
                (op.name().to_owned(), json!(count.to_string()))
            })
            .collect();
        let entries = [
            ("calls", Value::Object(calls)),
            ("asked", hexes(&self.asked)),
            ("added", hexes(&self.added)),
            ("updates", json!(self.updates)),
            ("early_updates", json!(self.early_updates.to_string())),
            ("saved", hexes(&self.saved)),
        ];
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }
}

fn hexes(list: &[Vec<u8>]) -> Value {
    list.iter().map(hex::encode).collect()
}
