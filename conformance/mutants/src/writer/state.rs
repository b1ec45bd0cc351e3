//! What a writer knows of its log, and saves: all of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, Id};
use crate::page::Page;

/// Everything that a writer persists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WriterState {
    /// What the log lists, the oldest first.
    pub listed: Vec<Listed>,
    /// The sealed pages, the oldest first. They hold the oldest of what is listed.
    pub sealed: Vec<Sealed>,
    /// The newest page that a pure pointer pointed to.
    pub pointed: Option<Pointed>,
    /// The addresses of all pages of its own.
    pub pages: BTreeSet<Bytes>,
    /// The head that it last tried to publish.
    pub head: Option<Bytes>,
}

/// A message of the log.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: Id,
    /// Its content, until its page is sealed.
    pub data: Option<Bytes>,
    /// What the CAS answered when it was added; nothing while it was not.
    pub address: Option<Bytes>,
}

/// A page that is full and in the CAS.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sealed {
    /// Its address.
    pub address: Bytes,
    /// How many pairs it has.
    pub pairs: usize,
}

/// A newest page that was added for a pure pointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pointed {
    /// The page.
    pub page: Page,
    /// Its address.
    pub address: Bytes,
}

impl WriterState {
    /// How many of what is listed stand on sealed pages.
    pub fn sealed_pairs(&self) -> usize {
        self.sealed.iter().map(|page| page.pairs).sum()
    }
}
