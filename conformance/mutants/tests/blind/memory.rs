//! A content store, a name and an application in memory, which note what they are asked for. There are no mailboxes.

use std::collections::BTreeMap;

use remote_log_mutants::address::sha2_256;
use remote_log_mutants::bytes::{Bytes, Id};
use remote_log_mutants::mailboxes::{Collected, Mailboxes};
use remote_log_mutants::node::NodeState;
use remote_log_mutants::reader::ReaderState;
use remote_log_mutants::stores::{Answered, Dropped, Expect, Failure, Stores};
use remote_log_mutants::writer::WriterState;

/// Everything outside.
pub struct Memory {
    /// What the content store has.
    pub cas: BTreeMap<Bytes, Bytes>,
    /// What a fetch of the name is answered with.
    pub name: Result<Bytes, Failure>,
    /// What the next update is answered with, instead of being done.
    pub update_fails: Option<Failure>,
    /// What stands behind the hash in each address that an add is answered with.
    pub suffix: Vec<u8>,
    /// Whether the application takes messages.
    pub accepts: bool,
    /// How often something was added.
    pub adds: usize,
    /// How often something was asked for.
    pub gets: usize,
    /// The most that was asked for at once.
    pub at_once: usize,
    /// How often the name was to be updated.
    pub updates: usize,
}

impl Memory {
    pub fn new() -> Self {
        Self {
            cas: BTreeMap::new(),
            name: Err(Failure::NotFound),
            update_fails: None,
            suffix: Vec::new(),
            accepts: true,
            adds: 0,
            gets: 0,
            at_once: 0,
            updates: 0,
        }
    }
}

impl Stores for Memory {
    fn get(&mut self, address: &Bytes) -> Answered<Bytes> {
        self.gets += 1;
        Ok(self.cas.get(address).cloned().ok_or(Failure::NotFound))
    }

    fn get_all(&mut self, addresses: &[Bytes]) -> Result<Vec<Result<Bytes, Failure>>, Dropped> {
        self.at_once = self.at_once.max(addresses.len());
        addresses.iter().map(|address| self.get(address)).collect()
    }

    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        self.adds += 1;
        let address: Bytes = [&*sha2_256(content), &self.suffix].concat().into();
        self.cas.insert(address.clone(), content.clone());
        Ok(Ok(address))
    }

    fn fetch(&mut self, _: &str) -> Answered<Bytes> {
        Ok(self.name.clone())
    }

    fn update(&mut self, _: &str, content: &Bytes, expect: &Expect) -> Answered<()> {
        self.updates += 1;
        if let Some(failure) = self.update_fails.take() {
            return Ok(Err(failure));
        }
        let held = match &self.name {
            Ok(held) => Expect::Exact(held.clone()),
            Err(_) => Expect::Absent,
        };
        if *expect != Expect::Any && *expect != held {
            return Ok(Err(Failure::Conflict));
        }
        self.name = Ok(content.clone());
        Ok(Ok(()))
    }

    fn authenticate(&mut self, _: &Bytes) -> Result<bool, Dropped> {
        Ok(self.accepts)
    }

    fn save_reader(&mut self, _: &ReaderState, _: &[Id]) -> Result<(), Dropped> {
        Ok(())
    }

    fn save_writer(&mut self, _: &WriterState) -> Result<(), Dropped> {
        Ok(())
    }

    fn save_node(&mut self, _: &NodeState, _: &[Id]) -> Result<(), Dropped> {
        Ok(())
    }
}

impl Mailboxes for Memory {
    fn deposit(&mut self, _: &Bytes, _: &Bytes) -> Answered<()> {
        Ok(Err(Failure::NotFound))
    }

    fn collect(&mut self, _: Option<u64>) -> Answered<Collected> {
        Ok(Err(Failure::NotFound))
    }
}
