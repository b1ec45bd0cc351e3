//! The file in a directory, and what is kept in it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use redb::{
    Database, DatabaseError, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction,
};
use remote_log::address::{self, AddressKind};
use remote_log::log::Saved;
use remote_log::message::{self, MessageId};
use remote_log_disk::{guarded, is_damage, make};

use super::{Config, HomeError, LogKey};
use crate::wait::{self, WAIT};

/// The file's name in the directory.
const FILE: &str = "rlog.redb";

/// The settings, as JSON, under the key `config`.
const CONFIG: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("config");

/// The saved states of writer and readers: for each log the pieces that make up its state, in order, each behind its
/// digest. A writer takes its state at its word, and would publish what a failing disk made of it.
const STATES: TableDefinition<'_, Key, DigestAndPiece> = TableDefinition::new("states");

/// The messages of each log, in the order of being written or delivered: id and serialized message.
const MESSAGES: TableDefinition<'_, Key, IdAndMessage> = TableDefinition::new("messages");

/// Which log, and a number that counts up.
type Key = (&'static str, u64);

/// An id, and a serialized message.
type IdAndMessage = (&'static [u8; 32], &'static [u8]);

/// The sha2-256 of a piece, and the piece.
type DigestAndPiece = (&'static [u8; 32], &'static [u8]);

/// For each name that is followed, the file of the store in which it is.
const FOLLOWED: TableDefinition<'_, &str, &str> = TableDefinition::new("followed");

/// A person's directory, held by this process alone.
pub struct Home {
    file: PathBuf,
    database: Database,
    config: Config,
}

/// A message that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: MessageId,
    /// Its serialized form.
    pub data: Vec<u8>,
}

impl Home {
    /// Makes a directory with these settings.
    pub fn create(path: &Path, config: Config) -> Result<Home, HomeError> {
        let cannot_make = |source| HomeError::Make {
            path: path.to_owned(),
            source,
        };
        fs::create_dir_all(path).map_err(cannot_make)?;
        let file = path.join(FILE);
        guarded(|| make(&file)).map_err(|source| database_error(&file, source))?;
        let database = open_file(&file, |file| Database::create(file))?;
        let home = Home {
            file,
            database,
            config,
        };
        let exists = home.write(|transaction| {
            let mut table = transaction.open_table(CONFIG)?;
            if table.get("config")?.is_some() {
                return Ok(true);
            }
            let json = serde_json::to_vec(&home.config).expect("settings are strings and numbers");
            table.insert("config", &*json)?;
            transaction.open_table(STATES)?;
            transaction.open_table(MESSAGES)?;
            transaction.open_table(FOLLOWED)?;
            Ok(false)
        })?;
        keep_entries(path).map_err(cannot_make)?;
        if exists {
            let path = path.to_owned();
            return Err(HomeError::Exists { path });
        }
        Ok(home)
    }

    /// Opens a directory that was made before.
    pub fn open(path: &Path) -> Result<Home, HomeError> {
        let absent = || HomeError::Absent {
            path: path.to_owned(),
        };
        let file = path.join(FILE);
        if !file.is_file() {
            return Err(absent());
        }
        let database = open_file(&file, |file| Database::open(file))?;
        let config = read_config(&database, &file)?.ok_or_else(absent)?;
        Ok(Home {
            file,
            database,
            config,
        })
    }

    /// The settings.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The saved state of a log's writer or reader. Each piece is hashed again.
    pub fn state(&self, log: LogKey<'_>) -> Result<Option<Bytes>, HomeError> {
        let key = log.to_string();
        let mut state: Option<Vec<u8>> = None;
        let mut sound = true;
        self.read(|transaction| {
            let table = transaction.open_table(STATES)?;
            for entry in table.range((&*key, 0)..=(&*key, u64::MAX))? {
                let (_, value) = entry?;
                let (kept, piece) = value.value();
                sound &= *kept == digest(piece);
                state.get_or_insert_default().extend_from_slice(piece);
            }
            Ok(())
        })?;
        if !sound {
            return Err(self.damaged(format!("the state of the log {key} is not what was saved")));
        }
        Ok(state.map(Bytes::from))
    }

    /// Keeps what a call of a writer or reader changed, all of it or nothing: its saves, and the messages that it
    /// appended or delivered. When this has answered, a crash loses none of it.
    pub fn commit<'m>(
        &self,
        log: LogKey<'_>,
        saves: &[Saved],
        messages: impl Iterator<Item = (MessageId, &'m [u8])>,
    ) -> Result<(), HomeError> {
        let key = log.to_string();
        self.write(|transaction| {
            for save in saves {
                put_save(transaction, &key, save)?;
            }
            let mut table = transaction.open_table(MESSAGES)?;
            let last = table
                .range((&*key, 0)..=(&*key, u64::MAX))?
                .next_back()
                .transpose()?;
            let next = last.map_or(0, |(key, _)| key.value().1 + 1);
            for (number, (id, data)) in (next..).zip(messages) {
                table.insert((&*key, number), (&id.0, data))?;
            }
            Ok(())
        })
    }

    /// The messages of a log, the oldest first as they were written or delivered. None of them, if one is damaged.
    pub fn messages(&self, log: LogKey<'_>) -> Result<Vec<Kept>, HomeError> {
        self.entries(log)?.into_iter().collect()
    }

    /// The messages of a log, the oldest first. Each is hashed again, and is an error if it is not the one that was
    /// kept.
    pub fn entries(&self, log: LogKey<'_>) -> Result<Vec<Result<Kept, HomeError>>, HomeError> {
        let key = log.to_string();
        let mut messages = Vec::new();
        self.read(|transaction| {
            let table = transaction.open_table(MESSAGES)?;
            for entry in table.range((&*key, 0)..=(&*key, u64::MAX))? {
                let (_, value) = entry?;
                let (id, data) = value.value();
                messages.push(self.sound(MessageId(*id), data));
            }
            Ok(())
        })?;
        Ok(messages)
    }

    fn sound(&self, id: MessageId, data: &[u8]) -> Result<Kept, HomeError> {
        match message::check(data, &id, Some(&self.config.group)) {
            Ok(_) => Ok(Kept {
                id,
                data: data.to_vec(),
            }),
            Err(error) => {
                Err(self.damaged(format!("message {id} is not what was kept there: {error}")))
            }
        }
    }

    /// Remembers that a name is followed, and in which store.
    pub fn follow(&self, name: &str, store: &str) -> Result<(), HomeError> {
        self.write(|transaction| {
            transaction.open_table(FOLLOWED)?.insert(name, store)?;
            Ok(())
        })
    }

    /// The file of the store in which a followed name is; none if it is not followed.
    pub fn followed(&self, name: &str) -> Result<Option<PathBuf>, HomeError> {
        let mut store = None;
        self.read(|transaction| {
            let table = transaction.open_table(FOLLOWED)?;
            store = table.get(name)?.map(|store| PathBuf::from(store.value()));
            Ok(())
        })?;
        Ok(store)
    }

    /// Says of what was saved that it cannot be gone on from.
    pub fn damaged(&self, what: impl ToString) -> HomeError {
        HomeError::Damaged {
            path: self.file.clone(),
            what: what.to_string(),
        }
    }

    fn read(
        &self,
        work: impl FnOnce(&redb::ReadTransaction) -> Result<(), redb::Error>,
    ) -> Result<(), HomeError> {
        let read = || work(&self.database.begin_read()?);
        guarded(read).map_err(|source| database_error(&self.file, source))
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>,
    ) -> Result<T, HomeError> {
        let write = || {
            let transaction = self.database.begin_write()?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        guarded(write).map_err(|source| database_error(&self.file, source))
    }
}

fn open_file(
    file: &Path,
    open: impl Fn(&Path) -> Result<Database, DatabaseError>,
) -> Result<Database, HomeError> {
    let busy = |error: &redb::Error| matches!(error, redb::Error::DatabaseAlreadyOpen);
    let attempt = || guarded(|| Ok(open(file)?));
    wait::until_free(attempt, busy).map_err(|error| match error {
        redb::Error::DatabaseAlreadyOpen => HomeError::Busy {
            path: file.to_owned(),
            seconds: WAIT.as_secs(),
        },
        error => database_error(file, error),
    })
}

/// Sees to it that a crash of the machine leaves the file in the directory, and the directory where it is. Where
/// directories can't be opened the system keeps them by itself.
fn keep_entries(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()?;
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

fn read_config(database: &Database, file: &Path) -> Result<Option<Config>, HomeError> {
    let read = || {
        let table = match database.begin_read()?.open_table(CONFIG) {
            Ok(table) => table,
            // The making of the directory was cut short.
            Err(redb::TableError::TableDoesNotExist(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(table.get("config")?.map(|json| json.value().to_vec()))
    };
    let json: Option<Vec<u8>> = guarded(read).map_err(|source| database_error(file, source))?;
    json.map(|json| serde_json::from_slice(&json))
        .transpose()
        .map_err(|error| HomeError::Damaged {
            path: file.to_owned(),
            what: format!("its settings cannot be read: {error}"),
        })
}

fn database_error(file: &Path, source: redb::Error) -> HomeError {
    let path = file.to_owned();
    match is_damage(&source) {
        true => HomeError::Damaged {
            path,
            what: source.to_string(),
        },
        false => HomeError::Database {
            path,
            source: Box::new(source),
        },
    }
}

fn put_save(transaction: &WriteTransaction, key: &str, save: &Saved) -> Result<(), redb::Error> {
    let mut table = transaction.open_table(STATES)?;
    let pieces = (key, 0)..=(key, u64::MAX);
    let (number, bytes) = match save {
        Saved::Append(bytes) => {
            let last = table.range(pieces)?.next_back().transpose()?;
            (last.map_or(0, |(key, _)| key.value().1 + 1), bytes)
        }
        Saved::Replace(bytes) => {
            table.retain_in(pieces, |_, _| false)?;
            (0, bytes)
        }
    };
    table.insert((key, number), (&digest(bytes), &bytes[..]))?;
    Ok(())
}

fn digest(piece: &[u8]) -> [u8; 32] {
    let digest = address::make(AddressKind::Opaque, piece);
    digest.try_into().expect("a sha2-256 digest has 32 bytes")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bytes::Bytes;
    use remote_log::log::Saved;
    use remote_log::message::{Message, Numbering};

    use super::{Home, Kept};
    use crate::home::{Config, Embed, HeadKind, LogKey};

    const GROUP: [u8; 32] = [7; 32];

    fn create(path: &Path) -> Home {
        let config = Config {
            name: "alice".to_owned(),
            store: path.join("s"),
            group: GROUP,
            page_size: 2,
            embed: Embed::Last(1),
            head: HeadKind::Inline,
        };
        Home::create(path, config).expect("a fresh directory")
    }

    #[test]
    fn a_state_is_what_its_saves_amount_to() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let home = create(dir.path());
        let append = |bytes| Saved::Append(Bytes::from_static(bytes));
        let replace = |bytes| Saved::Replace(Bytes::from_static(bytes));
        assert_eq!(home.state(LogKey::Own).expect("it is read"), None);
        for (saves, state) in [
            (vec![append(b"a"), append(b"b")], "ab"),
            (vec![append(b"c")], "abc"),
            (vec![replace(b"d")], "d"),
            (vec![append(b"e"), replace(b"f"), append(b"g")], "fg"),
        ] {
            home.commit(LogKey::Own, &saves, [].into_iter())
                .expect("it is written");
            let found = home.state(LogKey::Own).expect("it is read");
            assert_eq!(found.as_deref(), Some(state.as_bytes()));
        }
        assert_eq!(
            home.state(LogKey::Followed("own")).expect("it is read"),
            None
        );
    }

    #[test]
    fn messages_stay_in_order_log_by_log_and_outlive_the_process() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let home = create(dir.path());
        let kept = |number: u8| {
            let message = Message {
                group_id: &GROUP,
                timestamp: i64::from(number),
                body: b"hi",
                metadata: None,
            };
            let mut data = Vec::new();
            message.encode(Numbering::Spec, &mut data);
            Kept {
                id: message.id(),
                data,
            }
        };
        let bob = LogKey::Followed("bob");
        for (log, numbers) in [(LogKey::Own, [9, 1]), (bob, [5, 4]), (LogKey::Own, [3, 8])] {
            let messages = numbers.map(kept);
            let messages = messages.iter().map(|kept| (kept.id, &kept.data[..]));
            home.commit(log, &[], messages).expect("it is written");
        }
        drop(home);
        let home = Home::open(dir.path()).expect("it is there");
        assert_eq!(
            home.messages(LogKey::Own).expect("it is read"),
            [9, 1, 3, 8].map(kept)
        );
        assert_eq!(home.messages(bob).expect("it is read"), [5, 4].map(kept));
    }
}
