//! What each operation takes and answers. Bytes are strings of hex, integers strings of decimal digits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, to_value};

use crate::State;
use crate::refusal::Refusal;

pub type Hex = String;
pub type Integer = String;
pub type Fields = BTreeMap<String, String>;

/// A function that answers an operation; `state.harness.call` calls back.
pub type Handler<I, O> = fn(I, &mut State) -> Result<O, Refusal>;

/// Writes a struct for each shape.
macro_rules! shapes {
    ($($name:ident { $($field:ident: $type:ty),* })*) => {
        $(
            #[derive(Debug, Clone, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $type),* }
        )*
    };
}

shapes! {
    Nothing {}
    Bytes { bytes: Hex }
    Pair { local: Hex, remote: Hex, data: Hex }
    Page { pairs: Vec<Pair>, tail: Hex }
    ServiceDecode { message: String, bytes: Hex }
    ServiceFields { fields: Fields }
    ServiceEncode { message: String, fields: Fields }
    IdParts { group: Hex, timestamp: Integer, body: Hex }
    Id { id: Hex }
    Metadata { parents: Vec<Hex>, ephemeral: bool }
    Message { group: Hex, timestamp: Integer, body: Hex, metadata: Option<Metadata> }
    MessageDecode { bytes: Hex, numbers: String }
    MessageEncode { group: Hex, timestamp: Integer, body: Hex, metadata: Option<Metadata>, numbers: String }
    MessageCheck { bytes: Hex, id: Hex, group: Hex }
    Payload { acks: Vec<Hex>, offers: Vec<Hex>, requests: Vec<Hex>, messages: Vec<Message> }
    PayloadDecode { bytes: Hex, numbers: String }
    PayloadEncode { acks: Vec<Hex>, offers: Vec<Hex>, requests: Vec<Hex>, messages: Vec<Message>, numbers: String }
    AddressCheck { kind: String, address: Hex, content: Hex }
    Checked { checked: String }
    Instance { instance: String }
    Now { instance: String, now: Integer }
    WriterOpen {
        instance: String, name: String, profile: String, group: Option<Hex>, page_size: Integer, embed: String, head: String
    }
    NewItem { id: Option<Hex>, data: Hex }
    Append { instance: String, now: Integer, items: Vec<NewItem> }
    AppendedItem { id: Hex, status: String }
    Appended { items: Vec<AppendedItem> }
    Status { status: String }
    Limits {
        pages: Integer, page_bytes: Integer, pairs: Integer, content_bytes: Integer, call_bytes: Integer, gets: Integer
    }
    ReaderOpen {
        instance: String, name: String, profile: String, group: Option<Hex>, kind: String, limits: Limits
    }
    Delivered { id: Hex, data: Hex, check: String }
    Missing { id: Hex, reason: String }
    Gap { address: Hex, reason: String }
    Evidence { floor: Hex, head: Hex }
    Synced {
        head: String, delivered: Vec<Delivered>, missing: Vec<Missing>, gaps: Vec<Gap>, cycles: Vec<Hex>,
        inserted: Vec<Hex>, reordered: bool, evidence: Option<Evidence>
    }
    StoreAdd { instance: String, content: Hex }
    Address { address: Hex }
    StoreGet { instance: String, address: Hex }
    Content { status: String, content: Option<Hex> }
    StoreUpdate { instance: String, name: String, content: Hex, expect: Expect }
    StoreFetch { instance: String, name: String }
}

/// What an update expects of the name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Expect {
    Absent,
    Exact { content: Hex },
    Any,
}

/// Writes a table with a place for each operation, and the two things that are asked of it.
macro_rules! operations {
    ($($field:ident $op:literal: $input:ty => $answer:ty),* $(,)?) => {
        /// A function for each operation, or none, which answers `unsupported`.
        pub struct Operations { $(pub $field: Option<Handler<$input, $answer>>),* }

        impl Operations {
            /// The operations that are there.
            pub fn written(&self) -> Vec<&'static str> {
                [$(self.$field.map(|_| $op)),*].into_iter().flatten().collect()
            }

            /// Asks the function of an operation.
            pub fn handle(&self, op: &str, given: &Value, state: &mut State) -> Result<Value, Refusal> {
                match op {
                    $($op => ask(self.$field, given, state),)*
                    _ => Err(Refusal::Unsupported),
                }
            }
        }
    };
}

operations! {
    page_decode "page.decode": Bytes => Page,
    page_encode "page.encode": Page => Bytes,
    service_decode "service.decode": ServiceDecode => ServiceFields,
    service_encode "service.encode": ServiceEncode => Bytes,
    message_id "message.id": IdParts => Id,
    message_decode "message.decode": MessageDecode => Message,
    message_encode "message.encode": MessageEncode => Bytes,
    message_check "message.check": MessageCheck => Nothing,
    payload_decode "payload.decode": PayloadDecode => Payload,
    payload_encode "payload.encode": PayloadEncode => Bytes,
    address_check "address.check": AddressCheck => Checked,
    writer_open "writer.open": WriterOpen => Nothing,
    writer_append "writer.append": Append => Appended,
    writer_publish "writer.publish": Now => Status,
    reader_open "reader.open": ReaderOpen => Nothing,
    reader_sync "reader.sync": Now => Synced,
    store_open "store.open": Instance => Nothing,
    store_add "store.add": StoreAdd => Address,
    store_get "store.get": StoreGet => Content,
    store_update "store.update": StoreUpdate => Status,
    store_fetch "store.fetch": StoreFetch => Content,
    instance_drop "instance.drop": Instance => Nothing,
}

fn ask<I: DeserializeOwned, O: Serialize>(
    handler: Option<Handler<I, O>>,
    given: &Value,
    state: &mut State,
) -> Result<Value, Refusal> {
    let handler = handler.ok_or(Refusal::Unsupported)?;
    Ok(to_value(handler(I::deserialize(given)?, state)?)?)
}
