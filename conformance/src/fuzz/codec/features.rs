//! What is special about bytes that decode: which rule of the wire a decoder needs to read them right.

use remote_log::wire::WireType;

use super::schema::{Field, Kind, Schema, Times, fields, kind};

/// A rule that the bytes put to the test. Of several, the last here is what they are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    /// Fields in order, each once, none empty.
    Plain,
    /// A field that is there and empty (RL-WIRE-6).
    Empty,
    /// Fields out of order, or repeated (RL-WIRE-5).
    Order,
    /// Fields that the schema does not have (RL-WIRE-4).
    Unknown,
    /// Numbers that are longer than they need be (RL-WIRE-11).
    Long,
    /// Unknown groups (RL-WIRE-12).
    Group,
}

/// What the bytes are about.
pub(super) fn feature(bytes: &[u8], schema: Schema) -> Feature {
    let Some(fields) = fields(bytes) else {
        return Feature::Plain;
    };
    let each = fields.iter().map(|field| of_field(bytes, field, schema));
    let known: Vec<u32> = fields
        .iter()
        .map(|field| field.number)
        .filter(|number| kind(schema, *number).is_some())
        .collect();
    let in_order = known.windows(2).all(|pair| {
        pair[0] < pair[1]
            || pair[0] == pair[1]
                && matches!(
                    kind(schema, pair[0]),
                    Some(Kind::List | Kind::Message(_, Times::Any))
                )
    });
    let order = if in_order {
        Feature::Plain
    } else {
        Feature::Order
    };
    each.max().unwrap_or(Feature::Plain).max(order)
}

fn of_field(bytes: &[u8], field: &Field, schema: Schema) -> Feature {
    let tag = &bytes[field.whole.start..field.head.start];
    let head = &bytes[field.head.clone()];
    let content = &bytes[field.content.clone()];
    let number = matches!(field.wire_type, WireType::Len | WireType::Varint);
    let long = is_long(tag) || number && is_long(head);
    let of_value = match (kind(schema, field.number), field.wire_type) {
        (_, WireType::StartGroup | WireType::EndGroup) => Feature::Group,
        (None, _) => Feature::Unknown,
        (Some(Kind::Message(inner, _)), _) => feature(content, inner),
        (Some(Kind::Bytes), _) if content.is_empty() => Feature::Empty,
        (Some(Kind::Number), _) if head == [0] => Feature::Empty,
        (Some(_), _) => Feature::Plain,
    };
    if long {
        of_value.max(Feature::Long)
    } else {
        of_value
    }
}

/// Whether a number has more bytes than it needs.
fn is_long(varint: &[u8]) -> bool {
    varint.len() > 1 && varint.last() == Some(&0)
}

#[cfg(test)]
mod tests {
    use super::super::schema::schema;
    use super::*;
    use crate::vectors::Form;

    #[test]
    fn each_rule_is_told_from_the_bytes() {
        let page = schema(Form::Page);
        let local = [&[0x12, 32][..], &[7; 32]].concat();
        let pair = |inner: &[u8]| [&[0x0a, inner.len() as u8], inner].concat();
        let cases: [(Vec<u8>, Feature); 9] = [
            (pair(&local), Feature::Plain),
            ([pair(&local), pair(&local)].concat(), Feature::Plain),
            (pair(&[&[0x0a, 0], &local[..]].concat()), Feature::Empty),
            ([vec![0x12, 1, 5], pair(&local)].concat(), Feature::Order),
            (pair(&[&local[..], &local].concat()), Feature::Order),
            (vec![0x18, 5], Feature::Unknown),
            (
                pair(&[&local[..], &[0x25, 0, 0, 0, 0]].concat()),
                Feature::Unknown,
            ),
            (vec![0x12, 0x81, 0x00, 7], Feature::Long),
            (vec![0x18, 0x81, 0x00, 0x1b, 0x1c], Feature::Group),
        ];
        for (bytes, expected) in cases {
            assert_eq!(feature(&bytes, page), expected, "{bytes:x?}");
        }
    }
}
