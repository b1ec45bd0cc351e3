//! The messages of the services, read and written (`RL-WIRE-8`).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::outcome::{Outcome, input};
use crate::bytes::Bytes;
use crate::faults::{BlindFormatFault, Faulty, WireFault};
use crate::reason::Reason;
use crate::wire::{Field, Schema, fields, put};

/// A field of such a message: its number is its place, counted from 1.
struct Named {
    name: &'static str,
    is_text: bool,
}

const fn bytes(name: &'static str) -> Named {
    Named {
        name,
        is_text: false,
    }
}

const NAME: Named = Named {
    name: "name",
    is_text: true,
};

/// The schema of a message and the names of its fields.
fn message(name: &str, faulty: Faulty) -> Result<(Schema, &'static [Named]), Outcome> {
    let named: &[Named] = match name {
        "content" | "response" => const { &[bytes("data")] },
        "address" => const { &[bytes("id")] },
        "name_update" if faulty.has(WireFault::NameUpdateSwapped) => {
            const { &[bytes("content"), NAME] }
        }
        "name_update" => const { &[NAME, bytes("content")] },
        "query" => const { &[NAME] },
        _ => return Err(Outcome::Unsupported),
    };
    let fields: &[Field] = match named.len() {
        1 => &[Field::Bytes],
        _ => &[Field::Bytes, Field::Bytes],
    };
    Ok((Schema { above: 0, fields }, named))
}

/// `service.decode`. A name that is not UTF-8 is malformed (`RL-WIRE-13`).
pub(super) fn decode(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        message: String,
        bytes: Bytes,
    }
    let asked: In = input(from)?;
    let (schema, named) = message(&asked.message, faulty)?;
    let mut read = Map::new();
    for field in named {
        read.insert(field.name.to_owned(), json!(""));
    }
    for (place, value) in fields(&asked.bytes, schema, faulty).map_err(Outcome::Reject)? {
        let value = value.bytes().map_err(Outcome::Reject)?;
        let Some(field) = named.get(place - 1) else {
            continue;
        };
        let value = match field.is_text {
            true if asked.message == "name_update"
                && faulty.has(BlindFormatFault::UpdateNameUnchecked) =>
            {
                json!(String::from_utf8_lossy(value))
            }
            true => json!(text(value, faulty).map_err(Outcome::Reject)?),
            false => json!(Bytes::from(value)),
        };
        read.insert(field.name.to_owned(), value);
    }
    Ok(Outcome::ok(json!({"fields": read})))
}

fn text(bytes: &[u8], faulty: Faulty) -> Result<String, Reason> {
    let lossy = String::from_utf8_lossy(bytes);
    // A surrogate is ed, then a0 to bf, then one more byte.
    let surrogate = bytes.windows(2).any(|two| two[0] == 0xed && two[1] >= 0xa0);
    if faulty.has(WireFault::BrokenTextMended)
        || (faulty.has(WireFault::SurrogateAccepted) && surrogate)
    {
        return Ok(lossy.into_owned());
    }
    String::from_utf8(bytes.to_vec()).map_err(|_| Reason::Malformed)
}

/// `service.encode`.
pub(super) fn encode(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        message: String,
        fields: Value,
    }
    let asked: In = input(from)?;
    let mut written = Vec::new();
    let (_, named) = message(&asked.message, faulty)?;
    for (number, field) in (1..).zip(named) {
        let value = &asked.fields[field.name];
        let bytes: Bytes = match field.is_text {
            true => input::<String>(value)?.into_bytes().into(),
            false => input(value)?,
        };
        put(&mut written, number, &bytes, faulty);
    }
    Ok(Outcome::ok(json!({"bytes": Bytes::from(written)})))
}
