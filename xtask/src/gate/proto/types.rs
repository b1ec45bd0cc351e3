//! What a change of a field's type does to those who still read the old one.

use prost_types::field_descriptor_proto::Type;

use crate::gate::kind::Kind;

/// The kind of a change from one type of a field to another, by the encoding of protobuf: within a group the bytes are read,
/// and some values do not fit; across groups they are not read at all.
pub fn changed(old: Type, new: Type) -> Kind {
    match (old, new) {
        _ if old == new => Kind::Editorial,
        // Text is bytes, but not all bytes are text.
        (Type::Bytes, Type::String) => Kind::Narrowing,
        _ => match (varint_bits(old), varint_bits(new)) {
            (Some(old), Some(new)) if new <= old => Kind::Narrowing,
            _ => Kind::Breaking,
        },
    }
}

/// How wide a plain varint is: a wider one is cut by those who read a narrower.
fn varint_bits(of: Type) -> Option<u32> {
    match of {
        Type::Int64 | Type::Uint64 => Some(64),
        Type::Int32 | Type::Uint32 | Type::Enum => Some(32),
        Type::Bool => Some(1),
        _ => None,
    }
}
