//! Bytes as the harness's own decoders read them, in the shapes of the adapter protocol.

use remote_log::message::{Message, Numbering};
use remote_log::page::Page;
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use remote_log::wire::DecodeError;
use serde_json::{Value, json};

use crate::vectors::Form;

/// Decodes bytes into the shape that an adapter's decoder answers with.
pub(crate) fn decode(form: Form, bytes: &[u8]) -> Result<Value, DecodeError> {
    Ok(match form {
        Form::Page => page(&Page::decode(bytes)?),
        Form::Message => message(&Message::decode(bytes, Numbering::Spec)?),
        Form::MessageLegacy => message(&Message::decode(bytes, Numbering::Legacy)?),
        Form::Payload => payload(&Payload::decode(bytes, Numbering::Spec)?),
        Form::PayloadLegacy => payload(&Payload::decode(bytes, Numbering::Legacy)?),
        Form::Content => fields(json!({"data": hex::encode(Content::decode(bytes)?.data)})),
        Form::Address => fields(json!({"id": hex::encode(Address::decode(bytes)?.id)})),
        Form::NameUpdate => {
            let update = NameUpdate::decode(bytes)?;
            fields(json!({"name": update.name, "content": hex::encode(update.content)}))
        }
        Form::Query => fields(json!({"name": Query::decode(bytes)?.name})),
        Form::Response => fields(json!({"data": hex::encode(Response::decode(bytes)?.data)})),
    })
}

fn page(page: &Page) -> Value {
    let pairs: Vec<Value> = page
        .pairs()
        .iter()
        .map(|pair| {
            json!({
                "local": hex::encode(pair.local),
                "remote": hex::encode(pair.remote),
                "data": hex::encode(pair.data),
            })
        })
        .collect();
    json!({"pairs": pairs, "tail": hex::encode(page.tail())})
}

fn message(message: &Message) -> Value {
    let metadata = message.metadata.as_ref().map(
        |metadata| json!({"parents": hexes(&metadata.parents), "ephemeral": metadata.ephemeral}),
    );
    json!({
        "group": hex::encode(message.group_id),
        "timestamp": message.timestamp.to_string(),
        "body": hex::encode(message.body),
        "metadata": metadata,
    })
}

fn payload(payload: &Payload) -> Value {
    let messages: Vec<Value> = payload.messages.iter().map(message).collect();
    json!({
        "acks": hexes(&payload.acks),
        "offers": hexes(&payload.offers),
        "requests": hexes(&payload.requests),
        "messages": messages,
    })
}

fn fields(fields: Value) -> Value {
    json!({"fields": fields})
}

fn hexes(list: &[&[u8]]) -> Vec<String> {
    list.iter().map(hex::encode).collect()
}
