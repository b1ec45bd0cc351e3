//! The few lines of protobuf that vectors need, written from the encoding's description.

/// A number, seven bits a byte, the least significant first.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// A field of bytes, written even if it is empty.
pub fn bytes(field: u64, value: &[u8]) -> Vec<u8> {
    let mut out = varint(field << 3 | 2);
    out.extend(varint(value.len() as u64));
    out.extend(value);
    out
}

/// A field of bytes, left out if it is empty.
pub fn optional(field: u64, value: &[u8]) -> Vec<u8> {
    if value.is_empty() {
        Vec::new()
    } else {
        bytes(field, value)
    }
}

/// A field of a number; a negative one is its two's complement.
pub fn number(field: u64, value: i64) -> Vec<u8> {
    let mut out = varint(field << 3);
    out.extend(varint(value as u64));
    out
}
