//! `service.decode` and `service.encode`.

use std::borrow::Cow;

use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::bytes::BytesField;
use crate::answer::{Refusal, put};
use crate::hex::Hex;

/// Which of the services' messages.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Content,
    Address,
    NameUpdate,
    Query,
    Response,
}

#[derive(Deserialize, Serialize)]
struct DataFields<'a> {
    data: Hex<'a>,
}

#[derive(Deserialize, Serialize)]
struct IdFields<'a> {
    id: Hex<'a>,
}

#[derive(Deserialize, Serialize)]
struct NameUpdateFields<'a> {
    name: Cow<'a, str>,
    content: Hex<'a>,
}

#[derive(Deserialize, Serialize)]
struct QueryFields<'a> {
    name: Cow<'a, str>,
}

#[derive(Deserialize)]
struct DecodeInput<'a> {
    message: Kind,
    bytes: Hex<'a>,
}

#[derive(Deserialize)]
struct EncodeInput<'a> {
    message: Kind,
    #[serde(borrow)]
    fields: &'a RawValue,
}

pub(super) fn decode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: DecodeInput<'_> = serde_json::from_str(input)?;
    let bytes = &input.bytes.0;
    match input.message {
        Kind::Content => {
            let data = Content::decode(bytes)?.data.into();
            put_fields(out, DataFields { data });
        }
        Kind::Address => {
            let id = Address::decode(bytes)?.id.into();
            put_fields(out, IdFields { id });
        }
        Kind::NameUpdate => {
            let NameUpdate { name, content } = NameUpdate::decode(bytes)?;
            let (name, content) = (name.into(), content.into());
            put_fields(out, NameUpdateFields { name, content });
        }
        Kind::Query => {
            let name = Query::decode(bytes)?.name.into();
            put_fields(out, QueryFields { name });
        }
        Kind::Response => {
            let data = Response::decode(bytes)?.data.into();
            put_fields(out, DataFields { data });
        }
    }
    Ok(())
}

fn put_fields(out: &mut Vec<u8>, fields: impl Serialize) {
    #[derive(Serialize)]
    struct Answer<T> {
        fields: T,
    }
    put(out, &Answer { fields });
}

pub(super) fn encode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: EncodeInput<'_> = serde_json::from_str(input)?;
    let fields = input.fields.get();
    let mut bytes = Vec::new();
    match input.message {
        Kind::Content => {
            let DataFields { data } = serde_json::from_str(fields)?;
            Content { data: &data.0 }.encode(&mut bytes);
        }
        Kind::Address => {
            let IdFields { id } = serde_json::from_str(fields)?;
            Address { id: &id.0 }.encode(&mut bytes);
        }
        Kind::NameUpdate => {
            let NameUpdateFields { name, content } = serde_json::from_str(fields)?;
            let (name, content) = (&*name, &*content.0);
            NameUpdate { name, content }.encode(&mut bytes);
        }
        Kind::Query => {
            let QueryFields { name } = serde_json::from_str(fields)?;
            Query { name: &name }.encode(&mut bytes);
        }
        Kind::Response => {
            let DataFields { data } = serde_json::from_str(fields)?;
            Response { data: &data.0 }.encode(&mut bytes);
        }
    }
    put(
        out,
        &BytesField {
            bytes: bytes.into(),
        },
    );
    Ok(())
}
