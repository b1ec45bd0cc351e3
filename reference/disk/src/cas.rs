use bytes::Bytes;
use redb::{TableDefinition, WriteTransaction};
use remote_log::address::{self, AddressKind};
use remote_log::log::Failure;
use remote_log::store::Cas;

use crate::Store;

const CONTENTS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("contents");

/// The content store of a [`Store`].
#[derive(Debug, Clone)]
pub struct DiskCas {
    store: Store,
    kind: AddressKind,
}

impl DiskCas {
    pub(crate) fn new(store: Store, kind: AddressKind) -> Self {
        DiskCas { store, kind }
    }
}

pub(crate) fn make_table(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    transaction.open_table(CONTENTS)?;
    Ok(())
}

impl Cas for DiskCas {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        let address = address::make(self.kind, content);
        // What is there is on the disk already, and a commit is dear.
        match self.get(&address) {
            Err(Failure::NotFound) => {}
            there => return there.map(|_| address.into()),
        }
        self.store.write(|transaction| {
            let mut contents = transaction.open_table(CONTENTS)?;
            contents.insert(&*address, content)?;
            Ok(Ok(()))
        })?;
        Ok(address.into())
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        let found = self.store.read(|transaction| {
            let contents = transaction.open_table(CONTENTS)?;
            let found = contents.get(address)?;
            Ok(found.map(|content| Bytes::copy_from_slice(content.value())))
        })?;
        found.ok_or(Failure::NotFound)
    }
}
