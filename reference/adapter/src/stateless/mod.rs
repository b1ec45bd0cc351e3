//! The stateless operations: what they are called, and which function answers each.

mod address;
mod bytes;
mod message;
pub(crate) mod numbers;
mod page;
mod payload;
mod service;

use crate::answer::Refusal;

/// Answers one operation: reads `in` and appends `ok`.
type Operation = fn(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal>;

/// The names of the stateless operations.
pub(crate) const NAMES: [&str; 11] = [
    "page.decode",
    "page.encode",
    "service.decode",
    "service.encode",
    "message.id",
    "message.decode",
    "message.encode",
    "message.check",
    "payload.decode",
    "payload.encode",
    "address.check",
];

/// The stateless operation of this name.
pub(crate) fn operation(name: &str) -> Option<Operation> {
    Some(match name {
        "page.decode" => page::decode,
        "page.encode" => page::encode,
        "service.decode" => service::decode,
        "service.encode" => service::encode,
        "message.id" => message::id,
        "message.decode" => message::decode,
        "message.encode" => message::encode,
        "message.check" => message::check,
        "payload.decode" => payload::decode,
        "payload.encode" => payload::encode,
        "address.check" => address::check,
        _ => return None,
    })
}
