//! The content store.

use std::collections::BTreeMap;

use remote_log::address::{self, AddressKind};

use crate::protocol::FailReason;
use crate::vectors::{AddressMaking, Holds, StoreFailure};

/// Content by address.
#[derive(Debug, Default)]
pub(super) struct ContentStore {
    pub kind: AddressMaking,
    /// How adds fail, if they do.
    pub adds: Option<StoreFailure>,
    entries: BTreeMap<Vec<u8>, Holds>,
    lost: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl ContentStore {
    pub fn set(&mut self, address: Vec<u8>, holds: Holds) {
        self.entries.insert(address, holds);
    }

    /// What can be had at an address.
    pub fn content(&self, address: &[u8]) -> Option<&[u8]> {
        match self.entries.get(address) {
            Some(Holds::Content(content)) => Some(content),
            _ => None,
        }
    }

    /// The same, and what could be had before it was lost.
    pub fn had(&self, address: &[u8]) -> Option<&[u8]> {
        let lost = || self.lost.get(address).map(Vec::as_slice);
        self.content(address).or_else(lost)
    }

    /// Takes content away, if there is any.
    pub fn lose(&mut self, address: Vec<u8>) {
        if let Some(entry @ Holds::Content(_)) = self.entries.get_mut(&address)
            && let Holds::Content(content) = std::mem::replace(entry, Holds::Nothing)
        {
            self.lost.insert(address, content);
        }
    }

    /// Puts back what was lost, where nothing else has come since.
    pub fn restore(&mut self) {
        for (address, content) in std::mem::take(&mut self.lost) {
            let entry = self.entries.entry(address).or_insert(Holds::Nothing);
            if *entry == Holds::Nothing {
                *entry = Holds::Content(content);
            }
        }
    }

    pub fn get(&self, address: &[u8]) -> Result<&[u8], FailReason> {
        match self.entries.get(address) {
            Some(Holds::Content(content)) => Ok(content),
            Some(Holds::Fails(failure)) => Err(failure_reason(*failure)),
            Some(Holds::Nothing) | None => Err(FailReason::NotFound),
        }
    }

    /// The address that the store makes for content.
    pub fn address(&self, content: &[u8]) -> Vec<u8> {
        let kind = match self.kind {
            AddressMaking::Multihash => AddressKind::Multihash,
            AddressMaking::Cid => AddressKind::Cid,
            AddressMaking::Opaque => AddressKind::Opaque,
        };
        address::make(kind, content)
    }

    /// Keeps content; the answer is its address.
    pub fn add(&mut self, content: Vec<u8>) -> Result<Vec<u8>, FailReason> {
        if let Some(failure) = self.adds {
            return Err(failure_reason(failure));
        }
        let address = self.address(&content);
        // An address whose gets fail goes on failing: the store has the content, and cannot be asked for it.
        let entry = self.entries.entry(address.clone());
        let entry = entry.or_insert(Holds::Nothing);
        if !matches!(entry, Holds::Fails(_)) {
            *entry = Holds::Content(content);
        }
        Ok(address)
    }
}

pub(super) const fn failure_reason(failure: StoreFailure) -> FailReason {
    match failure {
        StoreFailure::Unavailable => FailReason::Unavailable,
        StoreFailure::Timeout => FailReason::Timeout,
    }
}
