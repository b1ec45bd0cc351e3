//! The content store.

use std::collections::BTreeMap;

use remote_log::address::{self, AddressKind};
use serde_json::json;

use crate::protocol::{FailReason, Reply};
use crate::vectors::{AddressMaking, Holds, StoreFailure};

/// Content by address.
#[derive(Debug, Default)]
pub(super) struct ContentStore {
    pub kind: AddressMaking,
    /// How adds fail, if they do.
    pub adds: Option<StoreFailure>,
    entries: BTreeMap<Vec<u8>, Holds>,
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

    pub fn get(&self, address: &[u8]) -> Reply {
        match self.entries.get(address) {
            Some(Holds::Content(content)) => Reply::Ok(json!({"content": hex::encode(content)})),
            Some(Holds::Fails(failure)) => Reply::Fail(failure_reason(*failure)),
            Some(Holds::Nothing) | None => Reply::Fail(FailReason::NotFound),
        }
    }

    pub fn add(&mut self, content: Vec<u8>) -> Reply {
        if let Some(failure) = self.adds {
            return Reply::Fail(failure_reason(failure));
        }
        let kind = match self.kind {
            AddressMaking::Multihash => AddressKind::Multihash,
            AddressMaking::Cid => AddressKind::Cid,
            AddressMaking::Opaque => AddressKind::Opaque,
        };
        let address = address::make(kind, &content);
        let reply = Reply::Ok(json!({"address": hex::encode(&address)}));
        // An address whose gets fail goes on failing: the store has the content, and cannot be asked for it.
        let entry = self.entries.entry(address).or_insert(Holds::Nothing);
        if !matches!(entry, Holds::Fails(_)) {
            *entry = Holds::Content(content);
        }
        reply
    }
}

pub(super) const fn failure_reason(failure: StoreFailure) -> FailReason {
    match failure {
        StoreFailure::Unavailable => FailReason::Unavailable,
        StoreFailure::Timeout => FailReason::Timeout,
    }
}
