//! What readers and writers keep in a file.

use bytes::Bytes;
use redb::{ReadableTable, TableDefinition, WriteTransaction};
use remote_log::log::{Failure, Saved};
use remote_log::store::Disk;

use crate::Store;

/// What was saved, piece by piece: an instance and a piece's number, from 0.
const STATES: TableDefinition<'_, (&str, u64), &[u8]> = TableDefinition::new("states");

/// The disk of one reader or writer in a [`Store`].
#[derive(Debug, Clone)]
pub struct DiskState {
    store: Store,
    instance: String,
}

impl DiskState {
    pub(crate) fn new(store: Store, instance: &str) -> Self {
        DiskState {
            store,
            instance: instance.to_owned(),
        }
    }
}

pub(crate) fn make_table(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    transaction.open_table(STATES)?;
    Ok(())
}

impl Disk for DiskState {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        let instance = self.instance.as_str();
        self.store.read(|transaction| {
            let states = transaction.open_table(STATES)?;
            let mut state = None;
            for piece in states.range((instance, 0)..=(instance, u64::MAX))? {
                let (_, bytes) = piece?;
                state
                    .get_or_insert_with(Vec::new)
                    .extend_from_slice(bytes.value());
            }
            Ok(state.map(Bytes::from))
        })
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        let instance = self.instance.as_str();
        self.store.write(|transaction| {
            let mut states = transaction.open_table(STATES)?;
            let all = (instance, 0)..=(instance, u64::MAX);
            let (number, bytes) = match state {
                Saved::Append(bytes) => {
                    let last = states.range(all)?.next_back().transpose()?;
                    let number = last.map_or(0, |(key, _)| key.value().1 + 1);
                    (number, bytes)
                }
                Saved::Replace(bytes) => {
                    states.retain_in(all, |_, _| false)?;
                    (0, bytes)
                }
            };
            states.insert((instance, number), &**bytes)?;
            Ok(Ok(()))
        })
    }
}
