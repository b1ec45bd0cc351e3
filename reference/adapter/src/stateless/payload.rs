//! `payload.decode` and `payload.encode`.

use remote_log::payload::Payload;
use serde::{Deserialize, Serialize};

use super::bytes::BytesField;
use super::message::MessageFields;
use super::numbers::numbering;
use crate::answer::{Refusal, put};
use crate::hex::Hex;

#[derive(Deserialize, Serialize)]
struct PayloadFields<'a> {
    acks: Vec<Hex<'a>>,
    offers: Vec<Hex<'a>>,
    requests: Vec<Hex<'a>>,
    messages: Vec<MessageFields<'a>>,
}

pub(super) fn decode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let numbering = numbering(input)?;
    let input: BytesField<'_> = serde_json::from_str(input)?;
    let payload = Payload::decode(&input.bytes.0, numbering)?;
    let hex = |ids: &[&'_ [u8]]| ids.iter().map(|id| Hex::from(id.to_vec())).collect();
    let fields = PayloadFields {
        acks: hex(&payload.acks),
        offers: hex(&payload.offers),
        requests: hex(&payload.requests),
        messages: payload.messages.iter().map(MessageFields::from).collect(),
    };
    put(out, &fields);
    Ok(())
}

pub(super) fn encode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let numbering = numbering(input)?;
    let fields: PayloadFields<'_> = serde_json::from_str(input)?;
    let payload = Payload {
        acks: fields.acks.iter().map(|id| &*id.0).collect(),
        offers: fields.offers.iter().map(|id| &*id.0).collect(),
        requests: fields.requests.iter().map(|id| &*id.0).collect(),
        messages: fields.messages.iter().map(MessageFields::message).collect(),
    };
    let mut bytes = Vec::new();
    payload.encode(numbering, &mut bytes);
    put(
        out,
        &BytesField {
            bytes: bytes.into(),
        },
    );
    Ok(())
}
