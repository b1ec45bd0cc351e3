//! The operations on messages and payloads that need no instance.

use serde::Deserialize;
use serde_json::{Value, json};

use super::outcome::{Outcome, input};
use crate::bytes::Bytes;
use crate::faults::Faulty;
use crate::message::{self, Message, Numbers};
use crate::payload::Payload;

#[derive(Deserialize)]
struct Read {
    bytes: Bytes,
    numbers: Numbers,
}

#[derive(Deserialize)]
struct Write<T> {
    #[serde(flatten)]
    written: T,
    numbers: Numbers,
}

/// `message.id`.
pub(super) fn id(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    // It is asked without metadata, which has no part in the id.
    let message: Message = input(from)?;
    Ok(Outcome::ok(json!({"id": message.id(faulty)})))
}

/// `message.decode`.
pub(super) fn decode(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    let Read { bytes, numbers } = input(from)?;
    let message = Message::decode(&bytes, numbers, faulty).map_err(Outcome::Reject)?;
    Ok(Outcome::ok(message))
}

/// `message.encode`.
pub(super) fn encode(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    let Write::<Message> { written, numbers } = input(from)?;
    Ok(Outcome::ok(
        json!({"bytes": written.encode(numbers, faulty)}),
    ))
}

/// `message.check`.
pub(super) fn check(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        bytes: Bytes,
        id: Bytes,
        group: Bytes,
    }
    let In { bytes, id, group } = input(from)?;
    message::check(&bytes, &id, &group, faulty).map_err(Outcome::Reject)?;
    Ok(Outcome::ok(json!({})))
}

/// `payload.decode`.
pub(super) fn decode_payload(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    let Read { bytes, numbers } = input(from)?;
    let payload = Payload::decode(&bytes, numbers, faulty).map_err(Outcome::Reject)?;
    Ok(Outcome::ok(payload))
}

/// `payload.encode`.
pub(super) fn encode_payload(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    let Write::<Payload> { written, numbers } = input(from)?;
    Ok(Outcome::ok(
        json!({"bytes": written.encode(numbers, faulty)}),
    ))
}
