//! The disk: what each instance saved last, and what it has delivered.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::protocol::Reply;

/// The disk of every instance of a case, by the instance's name.
#[derive(Debug, Default)]
pub(super) struct Disk(BTreeMap<String, Saved>);

#[derive(Debug, Default)]
struct Saved {
    state: Value,
    /// Every id that stands in a save that was answered.
    delivered: BTreeSet<Vec<u8>>,
}

impl Disk {
    pub fn load(&self, instance: &str) -> Reply {
        let state = self.0.get(instance).map(|saved| &saved.state);
        Reply::Ok(json!({"state": state}))
    }

    pub fn save(&mut self, instance: &str, state: Value, delivered: &[Vec<u8>]) -> Reply {
        let saved = self.0.entry(instance.to_owned()).or_default();
        saved.state = state;
        saved.delivered.extend(delivered.iter().cloned());
        Reply::Ok(json!({}))
    }

    /// Whether an answered save of the instance lists the id.
    pub fn has_delivered(&self, instance: &str, id: &[u8]) -> bool {
        self.0
            .get(instance)
            .is_some_and(|saved| saved.delivered.contains(id))
    }
}
