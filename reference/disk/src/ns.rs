//! The name system of a file.

use bytes::Bytes;
use redb::{ReadableTable, TableDefinition, WriteTransaction};
use remote_log::log::{Expect, Failure};
use remote_log::store::{Ns, Updates};

use crate::Store;

const NAMES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("names");

/// The name system of a [`Store`].
#[derive(Debug, Clone)]
pub struct DiskNs {
    store: Store,
}

impl DiskNs {
    pub(crate) fn new(store: Store) -> Self {
        DiskNs { store }
    }
}

pub(crate) fn make_table(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    transaction.open_table(NAMES)?;
    Ok(())
}

impl Ns for DiskNs {
    const UPDATES: Updates = Updates::CompareAndSet;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        let found = self.store.read(|transaction| {
            let names = transaction.open_table(NAMES)?;
            let found = names.get(name)?;
            Ok(found.map(|content| Bytes::copy_from_slice(content.value())))
        })?;
        found.ok_or(Failure::NotFound)
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        // Writers take turns, so that nothing comes between the comparison and the change.
        self.store.write(|transaction| {
            let mut names = transaction.open_table(NAMES)?;
            let as_expected = {
                let holds = names.get(name)?;
                match expect {
                    Expect::Absent => holds.is_none(),
                    Expect::Exact(bytes) => holds.is_some_and(|holds| holds.value() == bytes),
                    Expect::Any => true,
                }
            };
            if !as_expected {
                return Ok(Err(Failure::Conflict));
            }
            names.insert(name, content)?;
            Ok(Ok(()))
        })
    }
}
