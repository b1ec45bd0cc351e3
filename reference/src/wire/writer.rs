//! Each function appends one field. The caller leaves out what is empty and keeps the order of the numbers
//! (RL-WIRE-7): only it knows which empty values mean something, as an empty element of a repeated field does.

use super::{WireType, put_varint, varint_len};

const fn key(number: u32, wire_type: WireType) -> u64 {
    (number as u64) << 3 | wire_type as u64
}

/// Appends the tag and length of a field, whose `len` bytes the caller appends next.
pub fn put_len(out: &mut Vec<u8>, number: u32, len: usize) {
    put_varint(out, key(number, WireType::Len));
    put_varint(out, len as u64);
}

/// Appends a field of type `bytes` or `string`.
pub fn put_bytes(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    put_len(out, number, value.len());
    out.extend_from_slice(value);
}

/// Appends a field of type `int64` or `bool`, given as its bits.
pub fn put_int(out: &mut Vec<u8>, number: u32, value: u64) {
    put_varint(out, key(number, WireType::Varint));
    put_varint(out, value);
}

/// How many bytes a length-delimited field of `len` bytes takes, tag and length included.
pub const fn bytes_len(number: u32, len: usize) -> usize {
    varint_len(key(number, WireType::Len)) + varint_len(len as u64) + len
}

/// How many bytes [`put_int`] appends.
pub const fn int_len(number: u32, value: u64) -> usize {
    varint_len(key(number, WireType::Varint)) + varint_len(value)
}
