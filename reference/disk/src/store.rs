//! The file itself: how it is opened, and how its parts read and write in transactions.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use redb::{
    Database, ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction,
};
use remote_log::address::AddressKind;
use remote_log::log::Failure;

use crate::damage::{guarded, is_damage};
use crate::{CallError, DiskCas, DiskNs, DiskState, OpenError};

const SETTINGS: TableDefinition<'_, &str, &str> = TableDefinition::new("settings");
const KIND: &str = "kind";

/// A file with a content store, a name system, and the states of readers and writers.
///
/// Every change is on the disk before it is acknowledged (RL-SVC-10). One program at a time can have the file open; its
/// parts can be used from several threads.
#[derive(Debug, Clone)]
pub struct Store {
    kind: AddressKind,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    database: Database,
    /// Why the last call failed, until somebody asks.
    error: Mutex<Option<CallError>>,
}

impl Store {
    /// Opens the store at `path`, or makes one whose addresses are of this kind.
    pub fn open(path: &Path, kind: AddressKind) -> Result<Self, OpenError> {
        let (database, holds) = guarded(|| open(path, kind)).map_err(|source| {
            let path = path.to_owned();
            match is_damage(&source) {
                true => OpenError::Damaged { path, source },
                false => OpenError::Database { path, source },
            }
        })?;
        let holds = holds.parse().map_err(|source| OpenError::UnknownKind {
            path: path.to_owned(),
            source,
        })?;
        if holds != kind {
            return Err(OpenError::Kind {
                path: path.to_owned(),
                holds,
                asked: kind,
            });
        }
        keep_entry(path).map_err(|source| OpenError::Directory {
            path: path.to_owned(),
            source,
        })?;
        Ok(Store {
            kind,
            shared: Arc::new(Shared {
                path: path.to_owned(),
                database,
                error: Mutex::new(None),
            }),
        })
    }

    /// The content store.
    pub fn cas(&self) -> DiskCas {
        DiskCas::new(self.clone(), self.kind)
    }

    /// The name system.
    pub fn ns(&self) -> DiskNs {
        DiskNs::new(self.clone())
    }

    /// The disk of one reader or writer, which goes by a name of its own.
    pub fn state(&self, instance: &str) -> DiskState {
        DiskState::new(self.clone(), instance)
    }

    /// Why the last call that failed did, once.
    pub fn take_error(&self) -> Option<CallError> {
        self.shared
            .error
            .lock()
            .expect("no call panics while it notes an error")
            .take()
    }

    /// Reads in one transaction.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&ReadTransaction) -> Result<T, redb::Error>,
    ) -> Result<T, Failure> {
        let result = || read(&self.shared.database.begin_read()?);
        guarded(result).map_err(|error| self.note(error))
    }

    /// Writes in one transaction, which is on the disk when this returns, unless what is written fails.
    pub(crate) fn write<T>(
        &self,
        write: impl FnOnce(&WriteTransaction) -> Result<Result<T, Failure>, redb::Error>,
    ) -> Result<T, Failure> {
        let result = || {
            let transaction = self.shared.database.begin_write()?;
            let written = write(&transaction)?;
            match written {
                Ok(_) => transaction.commit()?,
                Err(_) => transaction.abort()?,
            }
            Ok(written)
        };
        guarded(result).map_err(|error| self.note(error))?
    }

    fn note(&self, source: redb::Error) -> Failure {
        let path = self.shared.path.clone();
        let source = Box::new(source);
        let error = match is_damage(&source) {
            true => CallError::Damaged { path, source },
            false => CallError::Database { path, source },
        };
        let mut last = self
            .shared
            .error
            .lock()
            .expect("no call panics while it notes an error");
        *last = Some(error);
        Failure::Unavailable
    }
}

/// Opens the file, and answers the kind of address that it was made with.
fn open(path: &Path, kind: AddressKind) -> Result<(Database, String), redb::Error> {
    crate::make(path)?;
    let database = Database::create(path)?;
    let transaction = database.begin_write()?;
    let holds = {
        let mut settings = transaction.open_table(SETTINGS)?;
        let holds = settings.get(KIND)?.map(|holds| holds.value().to_owned());
        match holds {
            Some(holds) => holds,
            None => {
                settings.insert(KIND, kind.name())?;
                kind.name().to_owned()
            }
        }
    };
    // Reads expect the tables to be there.
    crate::cas::make_table(&transaction)?;
    crate::ns::make_table(&transaction)?;
    crate::state::make_table(&transaction)?;
    transaction.commit()?;
    Ok((database, holds))
}

/// Sees to it that the directory keeps the file's entry when the machine crashes. Where directories can't be opened the
/// system keeps it by itself.
fn keep_entry(path: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        let directory = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        File::open(directory.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
