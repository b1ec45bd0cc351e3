//! The shared store: the helper through which people who are never online together meet. Here it is a file.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::Failure;
use remote_log::store::{Cas, Ns};
use remote_log_disk::{CallError, DiskCas, DiskNs, OpenError, Store};

use crate::wait::{self, WAIT};

/// What the addresses of a shared store are: everything that comes out of it can be checked.
pub const KIND: AddressKind = AddressKind::Multihash;

/// The shared store, held by this process alone.
pub struct Shared {
    /// The content store.
    pub cas: DiskCas,
    /// The name system.
    pub ns: DiskNs,
    store: Store,
    path: PathBuf,
}

/// Why a store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SharedError {
    /// There is no file.
    #[error("there is no store at {path}; name one that exists, or make one with `rlog init`")]
    Absent {
        /// Where it should be.
        path: PathBuf,
    },
    /// Another process holds it.
    #[error(
        "another process is using the store {path}, and did not finish in {} seconds; wait for it to end, then try \
         again", WAIT.as_secs()
    )]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be opened.
    #[error(transparent)]
    Open(OpenError),
    /// It failed while it was asked something.
    #[error(transparent)]
    Call(CallError),
    /// It holds something else than was written.
    #[error(
        "the store {path} is damaged ({source}); restore it from a backup, or move it away, make a new one with \
         `rlog init`, and have every writer run `rlog publish --again`"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the database said.
        source: Box<redb::Error>,
    },
    /// It has nothing under a name.
    #[error("the store {path} has nothing under the name `{name}`; it was never published there")]
    NoName {
        /// The name.
        name: String,
        /// The file.
        path: PathBuf,
    },
    /// It has nothing at an address.
    #[error("the store {path} has nothing at the address {address}; check the address")]
    NoContent {
        /// The address, in hex.
        address: String,
        /// The file.
        path: PathBuf,
    },
}

impl SharedError {
    fn damaged(path: PathBuf, source: Box<redb::Error>) -> Self {
        SharedError::Damaged { path, source }
    }
}

impl Shared {
    /// Opens a store, and makes it if it does not exist.
    pub fn create(path: &Path) -> Result<Shared, SharedError> {
        let opened = wait::until_free(|| Store::open(path, KIND), is_busy);
        let path = path.to_owned();
        let store = opened.map_err(|error| match error {
            error if is_busy(&error) => SharedError::Busy { path: path.clone() },
            OpenError::Damaged { path, source } => SharedError::damaged(path, Box::new(source)),
            error => SharedError::Open(error),
        })?;
        Ok(Shared {
            cas: store.cas(),
            ns: store.ns(),
            store,
            path,
        })
    }

    /// Opens a store that exists.
    pub fn open(path: &Path) -> Result<Shared, SharedError> {
        if !path.is_file() {
            let path = path.to_owned();
            return Err(SharedError::Absent { path });
        }
        Shared::create(path)
    }

    /// Whether a name holds something.
    pub fn has(&mut self, name: &str) -> Result<bool, SharedError> {
        let head = self.ns.fetch(name);
        Ok(self.found(head)?.is_some())
    }

    /// What a name holds.
    pub fn head(&mut self, name: &str) -> Result<Bytes, SharedError> {
        let head = self.ns.fetch(name);
        self.found(head)?.ok_or_else(|| SharedError::NoName {
            name: name.to_owned(),
            path: self.path.clone(),
        })
    }

    /// What is at an address.
    pub fn content(&mut self, address: &[u8]) -> Result<Bytes, SharedError> {
        let content = self.cas.get(address);
        self.found(content)?.ok_or_else(|| SharedError::NoContent {
            address: hex::encode(address),
            path: self.path.clone(),
        })
    }

    /// Says why the store failed, if it did: machines are told no more than that it is unavailable.
    pub fn check(&self) -> Result<(), SharedError> {
        match self.store.take_error() {
            Some(CallError::Damaged { path, source }) => Err(SharedError::damaged(path, source)),
            Some(error) => Err(SharedError::Call(error)),
            None => Ok(()),
        }
    }

    fn found(&self, got: Result<Bytes, Failure>) -> Result<Option<Bytes>, SharedError> {
        self.check()?;
        Ok(got.ok())
    }
}

fn is_busy(error: &OpenError) -> bool {
    matches!(
        error,
        OpenError::Database {
            source: redb::Error::DatabaseAlreadyOpen,
            ..
        }
    )
}
