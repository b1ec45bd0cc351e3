//! The messages of the format as protobuf has them: which fields they know, and which of these are messages.

use remote_log::wire::{Reader, WireType};
use std::ops::Range;

use crate::vectors::Form;

/// The fields that a message knows, by number.
pub(super) type Schema = &'static [(u32, Kind)];

/// What a known field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Bytes,
    Number,
    /// A message, and whether there may be several.
    Message(Schema, Times),
    /// Bytes, any number of times.
    List,
}

/// How often a message may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    Once,
    Any,
}

const PAIR: Schema = &[(1, Kind::Bytes), (2, Kind::Bytes), (3, Kind::Bytes)];
const PAGE: Schema = &[(1, Kind::Message(PAIR, Times::Any)), (2, Kind::Bytes)];
const METADATA: Schema = &[(1, Kind::List), (2, Kind::Number)];
const MESSAGE: Schema = &[
    (6001, Kind::Bytes),
    (6002, Kind::Number),
    (6003, Kind::Bytes),
    (6004, Kind::Message(METADATA, Times::Once)),
];
const MESSAGE_LEGACY: Schema = &[
    (1, Kind::Bytes),
    (2, Kind::Number),
    (3, Kind::Bytes),
    (4, Kind::Message(METADATA, Times::Once)),
];
const PAYLOAD: Schema = &[
    (5001, Kind::List),
    (5002, Kind::List),
    (5003, Kind::List),
    (5004, Kind::Message(MESSAGE, Times::Any)),
];
const PAYLOAD_LEGACY: Schema = &[
    (1, Kind::List),
    (2, Kind::List),
    (3, Kind::List),
    (4, Kind::Message(MESSAGE_LEGACY, Times::Any)),
];
const ONE: Schema = &[(1, Kind::Bytes)];
const TWO: Schema = &[(1, Kind::Bytes), (2, Kind::Bytes)];

/// The fields of a form.
pub(super) const fn schema(form: Form) -> Schema {
    match form {
        Form::Page => PAGE,
        Form::Message => MESSAGE,
        Form::MessageLegacy => MESSAGE_LEGACY,
        Form::Payload => PAYLOAD,
        Form::PayloadLegacy => PAYLOAD_LEGACY,
        Form::Content | Form::Address | Form::Query | Form::Response => ONE,
        Form::NameUpdate => TWO,
    }
}

/// What a schema says of a field.
pub(super) fn kind(schema: Schema, number: u32) -> Option<Kind> {
    let known = schema.iter().find(|(known, _)| *known == number);
    known.map(|(_, kind)| *kind)
}

/// One field of a message, and where it stands there.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub number: u32,
    pub wire_type: WireType,
    /// Tag, length and value.
    pub whole: Range<usize>,
    /// The length of a length-delimited field, or the value of another.
    pub head: Range<usize>,
    /// The content of a length-delimited field; empty for another.
    pub content: Range<usize>,
}

/// The fields of a message, in order; `None` if it is malformed. A group is one field.
pub(super) fn fields(bytes: &[u8]) -> Option<Vec<Field>> {
    let mut reader = Reader::new(bytes);
    let at = |reader: &Reader| bytes.len() - reader.remaining();
    let mut fields = Vec::new();
    loop {
        let begin = at(&reader);
        let Some(tag) = reader.tag().ok()? else {
            return Some(fields);
        };
        let value = at(&reader);
        let mut rest = reader.clone();
        reader.skip(tag).ok()?;
        let end = at(&reader);
        let content = match tag.wire_type {
            WireType::Len => end - rest.bytes(tag).ok()?.len()..end,
            _ => end..end,
        };
        fields.push(Field {
            number: tag.number,
            wire_type: tag.wire_type,
            whole: begin..end,
            head: value..content.start,
            content,
        });
    }
}
