//! The content store of a file.

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

impl DiskCas {
    /// Keeps every content under its address, or none of them.
    fn keep(&self, entries: &[(Bytes, &[u8])]) -> Result<(), Failure> {
        // What is there is on the disk already, and a commit is dear. The disk may have changed it: what is compared is
        // the content, so that adding it again heals it.
        let new = self.store.read(|transaction| {
            let contents = transaction.open_table(CONTENTS)?;
            let mut new = Vec::new();
            for entry in entries {
                let kept = contents.get(&*entry.0)?;
                if kept.is_none_or(|kept| kept.value() != entry.1) {
                    new.push(entry);
                }
            }
            Ok(new)
        })?;
        if new.is_empty() {
            return Ok(());
        }
        self.store.write(|transaction| {
            let mut contents = transaction.open_table(CONTENTS)?;
            for (address, content) in new {
                contents.insert(&**address, *content)?;
            }
            Ok(Ok(()))
        })
    }
}

impl Cas for DiskCas {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        let address = Bytes::from(address::make(self.kind, content));
        self.keep(&[(address.clone(), content)])?;
        Ok(address)
    }

    fn add_all(&mut self, contents: &[Bytes]) -> Vec<Result<Bytes, Failure>> {
        let entries: Vec<(Bytes, &[u8])> = contents
            .iter()
            .map(|content| (address::make(self.kind, content).into(), &**content))
            .collect();
        let kept = self.keep(&entries);
        entries
            .into_iter()
            .map(|(address, _)| kept.map(|()| address))
            .collect()
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
