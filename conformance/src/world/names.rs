//! The name system.

use std::collections::BTreeMap;

use serde_json::json;

use super::calls::Expect;
use super::content::failure_reason;
use crate::protocol::{FailReason, Reply};
use crate::vectors::{Holds, Race};

/// Content by name.
#[derive(Debug)]
pub(super) struct NameSystem {
    /// Whether it can compare before it sets.
    pub compare_and_set: bool,
    /// What it answers to an update, without a meaning.
    pub update_data: Vec<u8>,
    /// The longest content that it takes.
    pub most_bytes: Option<u64>,
    /// What somebody else does just before the next update of a name.
    pub race: Option<Race>,
    entries: BTreeMap<String, Holds>,
}

impl Default for NameSystem {
    fn default() -> Self {
        Self {
            compare_and_set: true,
            update_data: Vec::new(),
            most_bytes: None,
            race: None,
            entries: BTreeMap::new(),
        }
    }
}

impl NameSystem {
    pub fn set(&mut self, name: String, holds: Holds) {
        self.entries.insert(name, holds);
    }

    /// What a name holds.
    pub fn content(&self, name: &str) -> Option<&[u8]> {
        match self.entries.get(name) {
            Some(Holds::Content(content)) => Some(content),
            _ => None,
        }
    }

    /// The names that there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    pub fn fetch(&self, name: &str) -> Reply {
        match self.entries.get(name) {
            Some(Holds::Content(content)) => Reply::Ok(json!({"content": hex::encode(content)})),
            Some(Holds::Fails(failure)) => Reply::Fail(failure_reason(*failure)),
            Some(Holds::Nothing) | None => Reply::Fail(FailReason::NotFound),
        }
    }

    pub fn update(&mut self, name: String, content: Vec<u8>, expect: &Expect) -> Reply {
        if let Some(Holds::Fails(failure)) = self.entries.get(&name) {
            return Reply::Fail(failure_reason(*failure));
        }
        if let Some(race) = self.race.take_if(|race| race.name == name) {
            self.set(race.name, Holds::Content(race.content));
        }
        if !self.compare_and_set && *expect != Expect::Any {
            return Reply::Fail(FailReason::Unsupported);
        }
        if self
            .most_bytes
            .is_some_and(|most| content.len() as u64 > most)
        {
            return Reply::Fail(FailReason::TooLarge);
        }
        let agrees = match expect {
            Expect::Absent => self.content(&name).is_none(),
            Expect::Exact { content } => self.content(&name) == Some(&content.0),
            Expect::Any => true,
        };
        if !agrees {
            return Reply::Fail(FailReason::Conflict);
        }
        self.set(name, Holds::Content(content));
        Reply::Ok(json!({"data": hex::encode(&self.update_data)}))
    }
}
