//! What nodes answer, as far as a scenario goes on with it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::protocol::from_hex;

/// The `ok` of `node.epoch`.
#[derive(Deserialize)]
pub(super) struct EpochAnswer {
    pub payloads: Vec<Sent>,
    pub delivered: Vec<Delivered>,
}

/// A payload that goes out.
#[derive(Deserialize)]
pub(super) struct Sent {
    pub peer: Bytes,
    pub bytes: Bytes,
}

/// The `ok` of `node.receive`.
#[derive(Deserialize)]
pub(super) struct ReceiveAnswer {
    pub delivered: Vec<Delivered>,
    pub refused: Vec<Refused>,
}

/// What was not taken.
#[derive(Deserialize)]
pub(super) struct Refused {
    pub reason: String,
}

/// The `ok` of `node.helper`.
#[derive(Deserialize)]
pub(super) struct HelperAnswer {
    pub delivered: Vec<Delivered>,
}

/// A message that the application gets.
#[derive(Deserialize)]
pub(super) struct Delivered {
    pub id: Bytes,
    pub data: Bytes,
}

/// Bytes, written as lowercase hex.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Bytes(pub Vec<u8>);

impl TryFrom<String> for Bytes {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        from_hex(&text).map(Self).ok_or("bytes are lowercase hex")
    }
}

/// Reads the `ok` of an answer; the error completes "the adapter …".
pub(super) fn read<T: DeserializeOwned>(op: &str, ok: &Value) -> Result<T, String> {
    T::deserialize(ok)
        .map_err(|error| format!("answered `{op}` with an `ok` that cannot be read ({error})"))
}
