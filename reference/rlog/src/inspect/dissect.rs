//! Taking bytes apart along a schema, as far as they can be read.

use remote_log::message::{self, Message, Numbering};
use remote_log::page::Page;
use remote_log::wire::{DecodeError, Reader, Reason, Tag, WireType};
use serde::Serialize;

use super::schema::{FieldSchema, Kind, MESSAGE, PAGE, Schema};
use crate::text::Safe;
use crate::time::UtcTime;

/// Bytes taken apart.
#[derive(Serialize)]
pub struct Dissection {
    /// What they are taken for: a page or a message.
    pub what: &'static str,
    /// How many bytes there are.
    pub len: usize,
    /// What can be said of the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The fields up to the end, or to where the bytes can no longer be read.
    pub fields: Vec<Field>,
    /// Why they cannot be read further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// One field.
#[derive(Serialize)]
pub struct Field {
    /// Where its tag begins, in bytes from the start of the whole.
    pub offset: usize,
    /// The tag, and the length where there is one, as hex.
    pub header: String,
    /// Its number.
    pub number: u32,
    /// Its name in the schema; none if the schema does not know it.
    pub name: Option<&'static str>,
    /// What it is for.
    pub what: &'static str,
    /// The value as hex; none where it has fields of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
    /// The value as a person reads it, where that is not the hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What can be said of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The fields within.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// Takes bytes apart as a message where they look like one, and as a page otherwise.
pub fn dissect(input: &[u8]) -> Dissection {
    let message = looks_like_a_message(input);
    let schema = if message { &MESSAGE } else { &PAGE };
    let (mut fields, error) = walk(input, Reader::new(input), schema);
    let note = if message {
        message_note(input)
    } else {
        page_notes(input, &mut fields)
    };
    Dissection {
        what: schema.name,
        len: input.len(),
        note,
        fields,
        error: error.map(|error| error.to_string()),
    }
}

/// The fields of a message and of a page have no number in common, so that the first one tells.
fn looks_like_a_message(input: &[u8]) -> bool {
    let first = Reader::new(input).tag();
    matches!(first, Ok(Some(tag)) if MESSAGE.field(tag.number).is_some())
}

fn message_note(input: &[u8]) -> Option<String> {
    let message = Message::decode(input, Numbering::Spec).ok()?;
    Some(format!("message {}", message.id()))
}

/// Says of the page how many pairs it has, and of each pair with content whether it is the listed message.
fn page_notes(input: &[u8], fields: &mut [Field]) -> Option<String> {
    let page = match Page::decode(input) {
        Ok(page) => page,
        Err(error) if error.reason() == Reason::Invalid => return Some(error.to_string()),
        Err(_) => return None,
    };
    let shown = fields.iter_mut().filter(|field| field.name == Some("pair"));
    for (field, pair) in shown
        .zip(page.pairs())
        .filter(|(_, pair)| !pair.data.is_empty())
    {
        field.note = Some(match message::check(pair.data, &pair.id(), None) {
            Ok(_) => "the embedded content is the listed message".to_owned(),
            Err(error) => format!("not usable: {error}"),
        });
    }
    Some(match (page.len(), page.tail().is_empty()) {
        (0, true) => "the empty page".to_owned(),
        (0, false) => "a pure pointer: no pairs, only the address of a page".to_owned(),
        (1, _) => "1 pair".to_owned(),
        (pairs, _) => format!("{pairs} pairs, the newest first"),
    })
}

/// The fields of one message of the schema, up to its end or to where it can no longer be read.
fn walk(
    input: &[u8],
    mut reader: Reader<'_>,
    schema: &Schema,
) -> (Vec<Field>, Option<DecodeError>) {
    let mut fields = Vec::new();
    loop {
        let tag = match reader.tag() {
            Ok(Some(tag)) => tag,
            Ok(None) => return (fields, None),
            Err(error) => return (fields, Some(error)),
        };
        let (field, error) = read(input, &mut reader, tag, schema.field(tag.number));
        fields.extend(field);
        if error.is_some() {
            return (fields, error);
        }
    }
}

/// Reads one field. What can't be read in a nested message still leaves the fields before it.
fn read(
    input: &[u8],
    reader: &mut Reader<'_>,
    tag: Tag,
    known: Option<&FieldSchema>,
) -> (Option<Field>, Option<DecodeError>) {
    let mut field = Field {
        offset: tag.offset,
        header: hex::encode(&input[tag.offset..header_end(input, tag)]),
        number: tag.number,
        name: known.map(|known| known.name),
        what: known.map_or("a field that the schema does not know", |known| known.what),
        hex: None,
        text: None,
        note: None,
        fields: Vec::new(),
    };
    let error = read_value(
        input,
        reader,
        tag,
        known.map(|known| known.kind),
        &mut field,
    );
    match error {
        Ok(nested) => (Some(field), nested),
        Err(error) => (None, Some(error)),
    }
}

/// Fills in the value, and answers what is wrong inside it where it is a message.
fn read_value(
    input: &[u8],
    reader: &mut Reader<'_>,
    tag: Tag,
    kind: Option<Kind>,
    field: &mut Field,
) -> Result<Option<DecodeError>, DecodeError> {
    match kind {
        None if tag.wire_type == WireType::Len => {
            field.hex = Some(hex::encode(reader.bytes(tag)?));
        }
        None => {
            reader.skip(tag)?;
            field.text = Some(tag.wire_type.to_string());
        }
        Some(Kind::Bytes) => field.hex = Some(hex::encode(reader.bytes(tag)?)),
        Some(Kind::Text) => {
            let value = reader.bytes(tag)?;
            field.hex = Some(hex::encode(value));
            field.text = str::from_utf8(value)
                .ok()
                .map(|text| Safe(text).to_string());
        }
        Some(Kind::Time) => {
            let seconds = reader.int64(tag)?;
            field.text = Some(format!("{seconds} ({})", UtcTime(seconds)));
        }
        Some(Kind::Bool) => field.text = Some(reader.bool(tag)?.to_string()),
        Some(Kind::Content) => {
            let nested = reader.clone().message(tag)?;
            let value = reader.bytes(tag)?;
            if looks_like_a_message(value) {
                let (fields, error) = walk(input, nested, &MESSAGE);
                field.fields = fields;
                field.note = error.map(|error| error.to_string());
            } else {
                field.hex = Some(hex::encode(value));
            }
        }
        Some(Kind::Nested(schema)) => {
            let (fields, error) = walk(input, reader.message(tag)?, schema);
            field.fields = fields;
            return Ok(error);
        }
    }
    Ok(None)
}

/// Where the tag, and the length that may follow it, end. Both have been or are about to be read as varints.
fn header_end(input: &[u8], tag: Tag) -> usize {
    let tag_end = varint_end(input, tag.offset);
    match tag.wire_type {
        WireType::Len => varint_end(input, tag_end),
        _ => tag_end,
    }
}

fn varint_end(input: &[u8], at: usize) -> usize {
    let more = input[at..].iter().take_while(|byte| **byte >= 0x80).count();
    input.len().min(at + more + 1)
}

#[cfg(test)]
mod tests {
    use remote_log::message::{Message, Numbering};
    use remote_log::page::{Pair, encode};

    use super::{Dissection, Field, dissect};

    /// A page with an embedded message and a tail, and an unknown field behind it.
    fn page() -> Vec<u8> {
        let message = Message {
            group_id: &[7; 32],
            timestamp: 1,
            body: b"hi",
            metadata: None,
        };
        let mut data = Vec::new();
        message.encode(Numbering::Spec, &mut data);
        let pair = Pair {
            local: &message.id().0,
            remote: b"",
            data: &data,
        };
        let mut page = encode([pair], b"tail");
        page.extend_from_slice(&[0x18, 0x80, 0x01]);
        page
    }

    /// Where each field begins, those within behind the one that has them.
    fn offsets(fields: &[Field]) -> Vec<usize> {
        let within = |field: &Field| [vec![field.offset], offsets(&field.fields)].concat();
        fields.iter().flat_map(within).collect()
    }

    #[test]
    fn fields_are_named_with_their_places() {
        let bytes = page();
        let Dissection {
            what,
            note,
            fields,
            error,
            ..
        } = dissect(&bytes);
        assert_eq!(
            (what, note.as_deref(), error),
            ("page", Some("1 pair"), None)
        );
        assert_eq!(offsets(&fields), [0, 2, 36, 38, 74, 78, 84, 90]);
        assert_eq!(
            fields[0].note.as_deref(),
            Some("the embedded content is the listed message")
        );
        assert_eq!(fields[1].hex.as_deref(), Some("7461696c"));
        assert_eq!((fields[2].name, fields[2].number), (None, 3));
        for field in &fields {
            assert_eq!(
                field.header,
                hex::encode(&bytes[field.offset..][..field.header.len() / 2])
            );
        }
    }

    #[test]
    fn a_message_is_told_from_a_page_and_shows_its_id() {
        let message = Message {
            group_id: b"",
            timestamp: i64::MIN,
            body: b"hi",
            metadata: None,
        };
        let mut bytes = Vec::new();
        message.encode(Numbering::Spec, &mut bytes);
        let dissection = dissect(&bytes);
        assert_eq!(dissection.what, "message");
        assert_eq!(dissection.note, Some(format!("message {}", message.id())));
    }

    #[test]
    fn what_cannot_be_read_leaves_what_is_before_it() {
        let whole = page();
        for cut in 0..whole.len() {
            let dissection = dissect(&whole[..cut]);
            // Only between two fields is a shorter page a page.
            assert_eq!(
                dissection.error.is_none(),
                [0, 84, 90].contains(&cut),
                "cut at {cut}"
            );
            let fields = offsets(&dissection.fields);
            assert_eq!(
                fields,
                offsets(&dissect(&whole).fields)[..fields.len()],
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn garbage_is_shown_without_a_panic() {
        let mut seed: u64 = 7;
        let mut random = move || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize
        };
        for _ in 0..5000 {
            let mut bytes = page();
            for _ in 0..1 + random() % 6 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
            assert!(!dissect(&bytes).to_string().is_empty());
        }
    }
}
