//! A content store and a name system in memory: the contract of the family SVC, as plain as it can be kept.

use std::collections::BTreeMap;

use crate::address::sha2_256;
use crate::bytes::Bytes;
use crate::faults::{BlindStoreFault, Faulty, SvcFault};
use crate::stores::Expect;

/// A store of its own, empty at first.
#[derive(Debug, Default)]
pub struct Store {
    contents: BTreeMap<Bytes, Bytes>,
    /// What was added last, and its address.
    newest: Option<(Bytes, Bytes)>,
    names: BTreeMap<String, Bytes>,
    /// What each name held when it was fetched first.
    fetched: BTreeMap<String, Bytes>,
    faulty: Faulty,
}

impl Store {
    /// An empty one.
    pub fn new(faulty: Faulty) -> Self {
        Self {
            faulty,
            ..Self::default()
        }
    }

    /// Adds content; the answer is its address (`RL-SVC-1`, `RL-SVC-2`).
    pub fn add(&mut self, content: Bytes) -> Bytes {
        let address = self.address_of(&content);
        let kept = match self.faulty.has(SvcFault::ContentEndsAtZero) {
            true => until_zero(&content),
            false => content.clone(),
        };
        self.contents.insert(address.clone(), kept);
        self.newest = Some((content, address.clone()));
        address
    }

    /// The content at an address; nothing where it was never added (`RL-SVC-3`).
    pub fn get(&self, address: &Bytes) -> Option<Bytes> {
        let mut content = self.contents.get(address).cloned();
        if content.is_some() && self.faulty.has(SvcFault::NewestForAnyAddress) {
            content = self.newest.as_ref().map(|(content, _)| content.clone());
        }
        if self.faulty.has(SvcFault::EmptyContentNotFound) {
            content = content.filter(|content| !content.is_empty());
        }
        match self.faulty.has(SvcFault::UnknownAddressIsEmpty) {
            true => Some(content.unwrap_or_default()),
            false => content,
        }
    }

    /// Makes a name hold content, if it holds what is expected, and answers whether it did (`RL-SVC-5`, `RL-SVC-6`).
    pub fn update(&mut self, name: &str, content: Bytes, expect: &Expect) -> bool {
        let name = self.key(name);
        let held = self.names.get(&name);
        let met = match expect {
            _ if self.faulty.has(SvcFault::ExpectationIgnored) => true,
            Expect::Absent if self.faulty.has(BlindStoreFault::EmptyTakenForAbsent) => {
                held.is_none_or(|held| held.is_empty())
            }
            Expect::Absent => held.is_none(),
            Expect::Exact(_) if self.faulty.has(SvcFault::ExactTakenForPresent) => held.is_some(),
            Expect::Exact(expected) => held == Some(expected),
            Expect::Any => true,
        };
        let content = match held {
            Some(held) if self.faulty.has(SvcFault::FirstUpdateKept) => held.clone(),
            Some(held) if self.faulty.has(SvcFault::LongerEndKept) => written_over(held, &content),
            _ => content,
        };
        if met || self.faulty.has(SvcFault::ConflictDone) {
            self.names.insert(name, content);
        }
        met
    }

    /// What a name holds since its last update; nothing where there was none (`RL-SVC-4`, `RL-SVC-5`).
    pub fn fetch(&mut self, name: &str) -> Option<Bytes> {
        let key = self.key(name);
        let mut held = self.names.get(&key).cloned();
        if self.faulty.has(BlindStoreFault::FetchCached)
            && let Some(held) = &mut held
        {
            *held = self.fetched.entry(key).or_insert(held.clone()).clone();
        }
        if self.faulty.has(SvcFault::EmptyNameNotFound) {
            held = held.filter(|held| !held.is_empty());
        }
        match self.faulty.has(SvcFault::UnknownNameIsEmpty) {
            true => Some(held.unwrap_or_default()),
            false => held,
        }
    }

    fn address_of(&self, content: &Bytes) -> Bytes {
        let recognized = match &self.newest {
            _ if self.faulty.has(SvcFault::FreshAddressEachTime) => None,
            Some((newest, address)) if newest == content => Some(address.clone()),
            _ if self.faulty.has(SvcFault::NewestAloneRecognized) => None,
            _ if self.faulty.has(BlindStoreFault::FirstBlockHashed) => {
                return sha2_256(&content[..content.len().min(1024)]);
            }
            _ => return sha2_256(content),
        };
        let number = self.contents.len().to_be_bytes();
        recognized.unwrap_or_else(|| sha2_256(&[content, number.as_slice()].concat()))
    }

    /// What names are told apart by: every byte of them (`RL-SVC-7`).
    fn key(&self, name: &str) -> String {
        if self.faulty.has(SvcFault::OneNameForAll) {
            return String::new();
        }
        if self.faulty.has(BlindStoreFault::NamesOf63) {
            return name.chars().take(63).collect();
        }
        match self.faulty.has(SvcFault::NamesWithoutCase) {
            true => name.to_lowercase(),
            false => name.to_owned(),
        }
    }
}

fn until_zero(content: &[u8]) -> Bytes {
    content
        .split(|byte| *byte == 0)
        .next()
        .unwrap_or(&[])
        .into()
}

fn written_over(held: &[u8], content: &[u8]) -> Bytes {
    let rest = held.get(content.len()..).unwrap_or(&[]);
    [content, rest].concat().into()
}
