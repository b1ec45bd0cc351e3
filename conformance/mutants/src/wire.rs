//! Protobuf, as much as pages and the services' messages need: the fields of a message, in order.

use crate::reason::Reason;

/// Groups nested deeper than this are malformed. The specification asks for 32 levels at least.
const DEEPEST: usize = 100;

/// The value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// A length and so many bytes: wire type 2.
    Bytes(&'a [u8]),
    /// A value of another wire type, which no known field has.
    Other,
}

impl<'a> Value<'a> {
    /// The bytes of a known field, which has wire type 2 (`RL-WIRE-9`).
    pub fn bytes(self) -> Result<&'a [u8], Reason> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Other => Err(Reason::Malformed),
        }
    }
}

/// The fields of a message, each with its number; unknown ones too, and a group as one.
/// Bytes that are no message are malformed (`RL-WIRE-3`, `RL-WIRE-10`, `RL-WIRE-11`, `RL-WIRE-12`).
pub fn fields(mut rest: &[u8]) -> Result<Vec<(u32, Value<'_>)>, Reason> {
    let mut fields = Vec::new();
    let mut groups = Vec::new();
    while !rest.is_empty() {
        let (number, wire_type) = tag(&mut rest)?;
        let value = match wire_type {
            0 => varint(&mut rest).map(|_| Value::Other)?,
            1 => take(&mut rest, 8).map(|_| Value::Other)?,
            2 => {
                let length = varint(&mut rest)?;
                Value::Bytes(take(&mut rest, length)?)
            }
            3 if groups.len() < DEEPEST => {
                groups.push(number);
                continue;
            }
            4 if groups.pop() == Some(number) => Value::Other,
            5 => take(&mut rest, 4).map(|_| Value::Other)?,
            _ => return Err(Reason::Malformed),
        };
        if groups.is_empty() {
            fields.push((number, value));
        }
    }
    match groups.is_empty() {
        true => Ok(fields),
        false => Err(Reason::Malformed),
    }
}

/// Writes a field of bytes, unless it is empty (`RL-WIRE-7`).
pub fn put(out: &mut Vec<u8>, number: u8, bytes: &[u8]) {
    if !bytes.is_empty() {
        put_always(out, number, bytes);
    }
}

/// Writes a field of bytes, even if it is empty: an element of a repeated field. `number` is below 16.
pub fn put_always(out: &mut Vec<u8>, number: u8, bytes: &[u8]) {
    out.push(number << 3 | 2);
    let mut length = bytes.len();
    while length > 0x7f {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend_from_slice(bytes);
}

fn tag(rest: &mut &[u8]) -> Result<(u32, u8), Reason> {
    let tag = u32::try_from(varint(rest)?).map_err(|_| Reason::Malformed)?;
    match tag >> 3 {
        0 => Err(Reason::Malformed),
        number => Ok((number, tag as u8 & 7)),
    }
}

fn varint(rest: &mut &[u8]) -> Result<u64, Reason> {
    let mut value = 0;
    for place in 0..10 {
        let byte = take(rest, 1)?[0];
        if place == 9 && byte > 1 {
            return Err(Reason::Malformed);
        }
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(Reason::Malformed)
}

fn take<'a>(rest: &mut &'a [u8], length: u64) -> Result<&'a [u8], Reason> {
    let length = usize::try_from(length).map_err(|_| Reason::Malformed)?;
    let (taken, left) = rest.split_at_checked(length).ok_or(Reason::Malformed)?;
    *rest = left;
    Ok(taken)
}
