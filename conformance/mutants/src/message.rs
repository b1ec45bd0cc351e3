//! An MVDS message: its fields, its bytes under either numbers, its id, and whether content is a listed one.

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::bytes::{Bytes, Id};
use crate::decimal::signed;
use crate::faults::{BlindFormatFault, Faulty, MsgFault};
use crate::payload::Payload;
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
    fn message(self, faulty: Faulty) -> Schema {
        Schema {
            above: match self {
                Self::Legacy if !faulty.has(MsgFault::NumbersIgnored) => 0,
                _ => 6000,
            },
            fields: &[Field::Bytes, Field::Number, Field::Bytes, Field::Each],
        }
    }

    /// The fields of a payload.
    pub(crate) fn payload(self, faulty: Faulty) -> Schema {
        let ignored = faulty.has(MsgFault::NumbersIgnored);
        Schema {
            above: match self {
                Self::Legacy if !ignored && !faulty.has(MsgFault::LegacyMessagesAlone) => 0,
                _ => 5000,
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
        for (place, value) in fields(bytes, numbers.message(faulty), faulty)? {
            match place {
                1 => message.group = value.bytes()?.into(),
                2 => message.timestamp = read_timestamp(value.number()?, faulty),
                3 => message.body = value.bytes()?.into(),
                _ if numbers == Numbers::Legacy
                    && faulty.has(BlindFormatFault::LegacyWithoutMetadata) => {}
                _ => {
                    if faulty.has(BlindFormatFault::MetadataReplaced) {
                        message.metadata = None;
                    }
                    // A message that comes more than once is merged (`RL-WIRE-5`).
                    let metadata = message.metadata.get_or_insert_default();
                    metadata.merge(value.bytes()?, faulty)?;
                }
            }
        }
        if faulty.has(MsgFault::AbsentMetadataEmpty) {
            message.metadata.get_or_insert_default();
        }
        Ok(message)
    }

    /// Writes a message in the one canonical encoding (`RL-MSG-1`, `RL-WIRE-7`).
    pub fn encode(&self, numbers: Numbers, faulty: Faulty) -> Bytes {
        let (mut bytes, base) = (Vec::new(), numbers.message(faulty).above);
        put(&mut bytes, base + 1, &self.group, faulty);
        put_number(&mut bytes, base + 2, timestamp_bits(self.timestamp, faulty));
        put(&mut bytes, base + 3, &self.body, faulty);
        if let Some(metadata) = &self.metadata {
            let metadata = metadata.encode(faulty);
            match faulty.has(MsgFault::EmptyMetadataNotWritten) {
                true => put(&mut bytes, base + 4, &metadata, faulty),
                false => put_always(&mut bytes, base + 4, &metadata, faulty),
            }
        }
        bytes.into()
    }

    /// Its id (`RL-MSG-2`). The metadata has no part in it (`RL-MSG-5`).
    pub fn id(&self, faulty: Faulty) -> Id {
        let mut hash = Sha256::new_with_prefix("MESSAGE_ID");
        hash.update(&self.group[..self.hashed_of_group(faulty)]);
        if faulty.has(MsgFault::GroupPadded) {
            hash.update(vec![0; 32usize.saturating_sub(self.group.len())]);
        }
        hash.update(match self.timestamp {
            timestamp if faulty.has(MsgFault::BigEndianTimestamp) => timestamp.to_be_bytes(),
            ..0 if faulty.has(MsgFault::NegativeTimestampZero) => [0; 8],
            timestamp => timestamp.to_le_bytes(),
        });
        hash.update(match faulty.has(BlindFormatFault::BodyEndsAtZero) {
            true => self.body.split(|byte| *byte == 0).next().unwrap_or(&[]),
            false => &self.body[..],
        });
        if let Some(metadata) = &self.metadata {
            if faulty.has(MsgFault::MetadataInId) {
                hash.update(metadata.encode(faulty));
            } else if faulty.has(MsgFault::ParentsInId) {
                metadata
                    .parents
                    .iter()
                    .for_each(|parent| hash.update(&**parent));
            }
        }
        hash.finalize().as_slice().into()
    }

    /// How many bytes of the group go into the id: all (`RL-MSG-3`).
    fn hashed_of_group(&self, faulty: Faulty) -> usize {
        match faulty.has(MsgFault::GroupCut) {
            true => self.group.len().min(32),
            false => self.group.len(),
        }
    }

    /// The same with nothing beside what its id covers.
    pub fn without_metadata(&self) -> Self {
        Self {
            metadata: None,
            ..self.clone()
        }
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
                _ if faulty.has(MsgFault::EphemeralIsOne) => self.ephemeral = value.number()? == 1,
                _ if faulty.has(BlindFormatFault::FlagOfOneByte) => {
                    self.ephemeral = value.number()? as u8 != 0;
                }
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
    if faulty.has(MsgFault::PayloadUnwrapped)
        && let Ok(payload) = Payload::decode(content, Numbers::Spec, faulty)
        && let [message] = &payload.messages[..]
    {
        return Ok(message.clone());
    }
    let message = Message::decode(content, Numbers::Spec, faulty)?;
    match message.group.len() {
        32 => Ok(message),
        33.. if faulty.has(MsgFault::LongGroupAccepted) => Ok(message),
        1..32 if faulty.has(BlindFormatFault::ShortGroupAccepted) => Ok(message),
        _ if faulty.has(MsgFault::AnyGroupLength) => Ok(message),
        _ => Err(Reason::Invalid),
    }
}

/// Checks that content is the listed message of a group (`RL-MSG-6`, `RL-MSG-7`).
pub fn check(content: &[u8], id: &[u8], group: &[u8], faulty: Faulty) -> Result<(), Reason> {
    if content.is_empty() && faulty.has(MsgFault::EmptyContentAccepted) {
        return Ok(());
    }
    let message = read(content, faulty)?;
    let is_listed = match faulty.has(MsgFault::IdStartCompared) {
        true => id.starts_with(&message.id(faulty)[..4]),
        false => *message.id(faulty) == *id || faulty.has(MsgFault::IdUnchecked),
    };
    match is_listed && is_of(&message, group, faulty) {
        true => Ok(()),
        false => Err(Reason::Mismatch),
    }
}

/// Whether a message is of a group (`RL-MSG-7`).
pub fn is_of(message: &Message, group: &[u8], faulty: Faulty) -> bool {
    let compared = match faulty.has(MsgFault::GroupStartCompared) {
        true => 4,
        false => group.len(),
    };
    let same = message.group.get(..compared) == group.get(..compared)
        && message.group.len() == group.len();
    same || faulty.has(MsgFault::GroupUnchecked)
}

/// The number that a timestamp is on the wire: 64 bits in two's complement (`RL-MSG-1`).
fn timestamp_bits(timestamp: i64, faulty: Faulty) -> u64 {
    match faulty.has(MsgFault::ZigzagTimestamp) {
        true => (timestamp << 1 ^ timestamp >> 63).cast_unsigned(),
        false => timestamp.cast_unsigned(),
    }
}

fn read_timestamp(bits: u64, faulty: Faulty) -> i64 {
    if faulty.has(MsgFault::ZigzagTimestamp) {
        return (bits >> 1).cast_signed() ^ -(bits & 1).cast_signed();
    }
    match faulty.has(MsgFault::TimestampOf32Bits) {
        true => i64::from(bits as i32),
        false => bits.cast_signed(),
    }
}

fn write_decimal<S: Serializer>(timestamp: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&timestamp.to_string())
}
