//! The name system.

use std::collections::{BTreeMap, VecDeque};

use super::calls::Expect;
use super::content::failure_reason;
use crate::protocol::FailReason;
use crate::vectors::{Holds, MOST_BACK, NameChange, Race, StoreFailure};

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
    entries: BTreeMap<String, Entry>,
}

/// One name.
#[derive(Debug, Default)]
struct Entry {
    /// What it has held, the newest first, and no further back than anybody asks: a name holds nothing at first.
    past: VecDeque<Option<Vec<u8>>>,
    /// How it cannot be had at present.
    fails: Option<StoreFailure>,
}

impl Entry {
    /// What it held so many changes ago.
    fn back(&self, changes: usize) -> Option<&[u8]> {
        self.past.get(changes)?.as_deref()
    }

    /// The same content again is no change.
    fn hold(&mut self, content: Option<Vec<u8>>) {
        self.fails = None;
        if self.back(0) != content.as_deref() {
            self.past.push_front(content);
            self.past.truncate(MOST_BACK + 1);
        }
    }
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
    pub fn change(&mut self, name: &str, change: &NameChange) {
        let entry = self.entries.entry(name.to_owned()).or_default();
        match change {
            NameChange::Holds(Holds::Content(content)) => entry.hold(Some(content.clone())),
            NameChange::Holds(Holds::Nothing) => entry.hold(None),
            NameChange::Holds(Holds::Fails(failure)) => entry.fails = Some(*failure),
            NameChange::Back(changes) => entry.hold(entry.back(*changes).map(<[u8]>::to_vec)),
        }
    }

    /// What a name holds, if it can be had.
    pub fn content(&self, name: &str) -> Option<&[u8]> {
        let entry = self.entries.get(name)?;
        entry.back(0).filter(|_| entry.fails.is_none())
    }

    /// What a name held so many changes ago.
    pub fn back(&self, name: &str, changes: usize) -> Option<&[u8]> {
        self.entries.get(name)?.back(changes)
    }

    /// The names that there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    pub fn fetch(&self, name: &str) -> Result<&[u8], FailReason> {
        let Some(entry) = self.entries.get(name) else {
            return Err(FailReason::NotFound);
        };
        match entry.fails {
            Some(failure) => Err(failure_reason(failure)),
            None => entry.back(0).ok_or(FailReason::NotFound),
        }
    }

    /// Sets a name, if it may; the answer is the meaningless data.
    pub fn update(
        &mut self,
        name: &str,
        content: Vec<u8>,
        expect: &Expect,
    ) -> Result<Vec<u8>, FailReason> {
        if let Some(failure) = self.entries.get(name).and_then(|entry| entry.fails) {
            return Err(failure_reason(failure));
        }
        if let Some(race) = self.race.take_if(|race| race.name == name) {
            self.hold(name, race.content);
        }
        if !self.compare_and_set && *expect != Expect::Any {
            return Err(FailReason::Unsupported);
        }
        if self
            .most_bytes
            .is_some_and(|most| content.len() as u64 > most)
        {
            return Err(FailReason::TooLarge);
        }
        let agrees = match expect {
            Expect::Absent => self.content(name).is_none(),
            Expect::Exact { content } => self.content(name) == Some(&content.0),
            Expect::Any => true,
        };
        if !agrees {
            return Err(FailReason::Conflict);
        }
        self.hold(name, content);
        Ok(self.update_data.clone())
    }

    fn hold(&mut self, name: &str, content: Vec<u8>) {
        self.entries
            .entry(name.to_owned())
            .or_default()
            .hold(Some(content));
    }
}
