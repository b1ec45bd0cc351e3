//! An MVDS message: its fields, its bytes under either numbers, its id, and whether content is a listed one.

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::bytes::{Bytes, Id};
use crate::decimal::signed;
use crate::faults::Faulty;
use crate::reason::Reason;
use crate::wire::{Field, Schema, fields, put, put_always, put_number};

/// Which numbers the fields of messages and payloads have. It is told, never guessed (`RL-MSG-12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// 6001 to 6004, and 5001 to 5004.
    Spec,
    /// 1 to 4.
    Legacy,
}

impl Numbers {
    /// The others.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Spec => Self::Legacy,
            Self::Legacy => Self::Spec,
        }
    }

    /// The fields of a message.
    fn message(self) -> Schema {
        Schema {
            above: match self {
                Self::Spec => 6000,
                Self::Legacy => 0,
            },
            fields: &[Field::Bytes, Field::Number, Field::Bytes, Field::Each],
        }
    }

    /// The fields of a payload.
    pub(crate) fn payload(self) -> Schema {
        Schema {
            above: match self {
                Self::Spec => 5000,
                Self::Legacy => 0,
            },
            fields: &[Field::Each; 4],
        }
    }
}

/// The fields of a message's metadata, whatever the numbers of the message.
const METADATA: Schema = Schema {
    above: 0,
    fields: &[Field::Each, Field::Number],
};

/// A message, by the schema alone: its group may be of any length.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Message {
    /// The group that it belongs to.
    pub group: Bytes,
    /// When it was written, in seconds of Unix time.
    #[serde(serialize_with = "write_decimal", deserialize_with = "signed")]
    pub timestamp: i64,
    /// What it says.
    pub body: Bytes,
    /// What it says of itself. Absent differs from empty (`RL-MSG-9`).
    pub metadata: Option<Metadata>,
}

/// What stands outside of the id (`RL-MSG-5`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metadata {
    /// The ids of the messages that this one follows.
    pub parents: Vec<Bytes>,
    /// Whether it is kept out of history.
    pub ephemeral: bool,
}

impl Message {
    /// Reads a message (`RL-MSG-1`). Bytes that are none are malformed.
    pub fn decode(bytes: &[u8], numbers: Numbers, faulty: Faulty) -> Result<Self, Reason> {
        let mut message = Self::default();
        for (place, value) in fields(bytes, numbers.message(), faulty)? {
            match place {
                1 => message.group = value.bytes()?.into(),
                // The 64 bits are two's complement.
                2 => message.timestamp = value.number()?.cast_signed(),
                3 => message.body = value.bytes()?.into(),
                _ => {
                    // A message that comes more than once is merged (`RL-WIRE-5`).
                    let metadata = message.metadata.get_or_insert_default();
                    metadata.merge(value.bytes()?, faulty)?;
                }
            }
        }
        Ok(message)
    }

    /// Writes a message in the one canonical encoding (`RL-MSG-1`, `RL-WIRE-7`).
    pub fn encode(&self, numbers: Numbers, faulty: Faulty) -> Bytes {
        let (mut bytes, base) = (Vec::new(), numbers.message().above);
        put(&mut bytes, base + 1, &self.group, faulty);
        put_number(&mut bytes, base + 2, self.timestamp.cast_unsigned());
        put(&mut bytes, base + 3, &self.body, faulty);
        if let Some(metadata) = &self.metadata {
            put_always(&mut bytes, base + 4, &metadata.encode(faulty), faulty);
        }
        bytes.into()
    }

    /// Its id (`RL-MSG-2`). The metadata has no part in it (`RL-MSG-5`).
    pub fn id(&self) -> Id {
        let mut hash = Sha256::new_with_prefix("MESSAGE_ID");
        hash.update(&*self.group);
        hash.update(self.timestamp.to_le_bytes());
        hash.update(&*self.body);
        hash.finalize().as_slice().into()
    }

    /// Whether it says that it is ephemeral.
    pub fn is_ephemeral(&self) -> bool {
        self.metadata.as_ref().is_some_and(|said| said.ephemeral)
    }
}

impl Metadata {
    fn merge(&mut self, bytes: &[u8], faulty: Faulty) -> Result<(), Reason> {
        for (place, value) in fields(bytes, METADATA, faulty)? {
            match place {
                1 => self.parents.push(value.bytes()?.into()),
                _ => self.ephemeral = value.number()? != 0,
            }
        }
        Ok(())
    }

    fn encode(&self, faulty: Faulty) -> Vec<u8> {
        let mut bytes = Vec::new();
        for parent in &self.parents {
            put_always(&mut bytes, 1, parent, faulty);
        }
        put_number(&mut bytes, 2, self.ephemeral.into());
        bytes
    }
}

/// Reads what a log stores for a message, of a group of 32 bytes (`RL-MSG-4`, `RL-MSG-10`, `RL-MSG-11`).
pub fn read(content: &[u8], faulty: Faulty) -> Result<Message, Reason> {
    if content.is_empty() {
        return Err(Reason::Invalid);
    }
    let message = Message::decode(content, Numbers::Spec, faulty)?;
    match message.group.len() {
        32 => Ok(message),
        _ => Err(Reason::Invalid),
    }
}

/// Checks that content is the listed message of a group (`RL-MSG-6`, `RL-MSG-7`).
pub fn check(content: &[u8], id: &[u8], group: &[u8], faulty: Faulty) -> Result<(), Reason> {
    let message = read(content, faulty)?;
    match *message.id() == *id && *message.group == *group {
        true => Ok(()),
        false => Err(Reason::Mismatch),
    }
}

fn write_decimal<S: Serializer>(timestamp: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&timestamp.to_string())
}
