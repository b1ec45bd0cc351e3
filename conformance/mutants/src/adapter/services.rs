//! The messages of the services, read and written (`RL-WIRE-8`).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::outcome::{Outcome, input};
use crate::bytes::Bytes;
use crate::reason::Reason;
use crate::wire::{fields, put};

/// A field of such a message: its number is its place, counted from 1.
struct Field {
    name: &'static str,
    is_text: bool,
}

const fn bytes(name: &'static str) -> Field {
    Field {
        name,
        is_text: false,
    }
}

const NAME: Field = Field {
    name: "name",
    is_text: true,
};

fn schema(message: &str) -> Result<&'static [Field], Outcome> {
    Ok(match message {
        "content" | "response" => const { &[bytes("data")] },
        "address" => const { &[bytes("id")] },
        "name_update" => const { &[NAME, bytes("content")] },
        "query" => const { &[NAME] },
        _ => return Err(Outcome::Unsupported),
    })
}

/// `service.decode`. A name that is not UTF-8 is malformed (`RL-WIRE-13`).
pub(super) fn decode(from: &Value) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        message: String,
        bytes: Bytes,
    }
    let asked: In = input(from)?;
    let mut read = Map::new();
    let schema = schema(&asked.message)?;
    for field in schema {
        read.insert(field.name.to_owned(), json!(""));
    }
    for (number, value) in fields(&asked.bytes).map_err(Outcome::Reject)? {
        let Some(field) = (number as usize)
            .checked_sub(1)
            .and_then(|at| schema.get(at))
        else {
            continue;
        };
        let value = value.bytes().map_err(Outcome::Reject)?;
        let value = match field.is_text {
            true => {
                let text = std::str::from_utf8(value);
                json!(text.map_err(|_| Outcome::Reject(Reason::Malformed))?)
            }
            false => json!(Bytes::from(value)),
        };
        read.insert(field.name.to_owned(), value);
    }
    Ok(Outcome::ok(json!({"fields": read})))
}

/// `service.encode`.
pub(super) fn encode(from: &Value) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        message: String,
        fields: Value,
    }
    let asked: In = input(from)?;
    let mut written = Vec::new();
    for (number, field) in (1..).zip(schema(&asked.message)?) {
        let value = &asked.fields[field.name];
        match field.is_text {
            true => put(&mut written, number, input::<String>(value)?.as_bytes()),
            false => put(&mut written, number, &input::<Bytes>(value)?),
        }
    }
    Ok(Outcome::ok(json!({"bytes": Bytes::from(written)})))
}
