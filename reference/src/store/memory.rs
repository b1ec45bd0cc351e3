//! Stores in memory.

use std::collections::HashMap;

use bytes::Bytes;

use super::{Cas, Disk, Ns, Updates};
use crate::address::{self, AddressKind};
use crate::log::{Expect, Failure, Saved};

/// A content store in memory, whose addresses are of one kind.
#[derive(Debug, Clone, Default)]
pub struct MemoryCas {
    kind: AddressKind,
    contents: HashMap<Bytes, Bytes>,
}

impl MemoryCas {
    /// An empty store with addresses of this kind.
    pub fn new(kind: AddressKind) -> Self {
        MemoryCas {
            kind,
            contents: HashMap::new(),
        }
    }

    /// Makes `address` hold `content`, or nothing, whatever it should hold: for tests of what a helper can do.
    pub fn set(&mut self, address: &[u8], content: Option<Bytes>) {
        match content {
            Some(content) => self
                .contents
                .insert(Bytes::copy_from_slice(address), content),
            None => self.contents.remove(address),
        };
    }
}

impl Cas for MemoryCas {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        let address = Bytes::from(address::make(self.kind, content));
        self.contents
            .entry(address.clone())
            .or_insert_with(|| Bytes::copy_from_slice(content));
        Ok(address)
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        self.contents.get(address).cloned().ok_or(Failure::NotFound)
    }
}

/// A name system in memory, with compare-and-set.
#[derive(Debug, Clone, Default)]
pub struct MemoryNs {
    names: HashMap<String, Bytes>,
}

impl MemoryNs {
    /// A name system without names.
    pub fn new() -> Self {
        MemoryNs::default()
    }

    /// Makes `name` hold `content`, or nothing, without being asked: for tests of what a helper can do.
    pub fn set(&mut self, name: &str, content: Option<Bytes>) {
        match content {
            Some(content) => self.names.insert(name.to_owned(), content),
            None => self.names.remove(name),
        };
    }
}

impl Ns for MemoryNs {
    const UPDATES: Updates = Updates::CompareAndSet;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        self.names.get(name).cloned().ok_or(Failure::NotFound)
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        let holds = self.names.get(name);
        let as_expected = match expect {
            Expect::Absent => holds.is_none(),
            Expect::Exact(bytes) => holds == Some(bytes),
            Expect::Any => true,
        };
        if !as_expected {
            return Err(Failure::Conflict);
        }
        self.names
            .insert(name.to_owned(), Bytes::copy_from_slice(content));
        Ok(())
    }
}

/// A disk in memory, for tests and for logs that need not outlive the process.
#[derive(Debug, Clone, Default)]
pub struct MemoryDisk {
    state: Option<Vec<u8>>,
}

impl MemoryDisk {
    /// A disk on which nothing was saved.
    pub fn new() -> Self {
        MemoryDisk::default()
    }
}

impl Disk for MemoryDisk {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        Ok(self.state.clone().map(Bytes::from))
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        state.apply_to(self.state.get_or_insert_default());
        Ok(())
    }
}
