//! Protobuf, as much as the messages here need: the known fields of a message, in order.

use crate::faults::{BlindFormatFault, Faulty, WireFault};
use crate::reason::Reason;

/// Groups nested deeper than this are malformed. The specification asks for 32 levels at least.
const DEEPEST: usize = 100;

/// What a message may hold: its fields, numbered one after another.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// The number before that of the first field.
    pub above: u32,
    /// The fields.
    pub fields: &'static [Field],
}

/// A field of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Bytes or text, of which the last counts.
    Bytes,
    /// A number or a bool, of which the last counts.
    Number,
    /// Bytes or messages, each of which counts: a repeated field, or a message that is merged.
    Each,
}

/// The value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// A length and so many bytes: wire type 2.
    Bytes(&'a [u8]),
    /// A number: wire type 0.
    Number(u64),
    /// A value of another wire type, which no known field has.
    Other,
}

impl<'a> Value<'a> {
    /// The bytes of a known field that has wire type 2 (`RL-WIRE-9`).
    pub fn bytes(self) -> Result<&'a [u8], Reason> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Reason::Malformed),
        }
    }

    /// The number of a known field that has wire type 0 (`RL-WIRE-9`).
    pub fn number(self) -> Result<u64, Reason> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(Reason::Malformed),
        }
    }

    fn is_of(self, field: Field) -> bool {
        match field {
            Field::Bytes | Field::Each => matches!(self, Self::Bytes(_)),
            Field::Number => matches!(self, Self::Number(_)),
        }
    }
}

/// The known fields of a message, each with its place in the schema, counted from 1. Others are ignored (`RL-WIRE-4`).
/// Bytes that are no message are malformed (`RL-WIRE-3`, `RL-WIRE-10`, `RL-WIRE-11`, `RL-WIRE-12`).
pub fn fields(
    bytes: &[u8],
    schema: Schema,
    faulty: Faulty,
) -> Result<Vec<(usize, Value<'_>)>, Reason> {
    let mut known: Vec<(usize, Value<'_>)> = Vec::new();
    for (number, value) in all_fields(bytes, faulty)? {
        if faulty.has(BlindFormatFault::FixedNeverKnown) && value == Value::Other {
            continue;
        }
        let place = number.saturating_sub(schema.above) as usize;
        let Some(field) = place.checked_sub(1).and_then(|at| schema.fields.get(at)) else {
            match faulty.has(WireFault::UnknownFieldRefused)
                || (faulty.has(WireFault::UnknownFixedRefused) && value == Value::Other)
            {
                true => return Err(Reason::Malformed),
                false => continue,
            }
        };
        if faulty.has(WireFault::WrongTypeSkipped) && !value.is_of(*field) {
            continue;
        }
        let empty = *field == Field::Bytes && value == Value::Bytes(&[]);
        if faulty.has(WireFault::EmptyFieldRefused) && empty {
            return Err(Reason::Malformed);
        }
        let again = *field != Field::Each && known.iter().any(|(before, _)| *before == place);
        if faulty.has(WireFault::RepeatedFieldRefused) && again {
            return Err(Reason::Malformed);
        }
        if !(faulty.has(WireFault::FirstCounts) && again) {
            known.push((place, value));
        }
    }
    Ok(known)
}

/// All fields, each with its number; a group as one.
fn all_fields(mut rest: &[u8], faulty: Faulty) -> Result<Vec<(u32, Value<'_>)>, Reason> {
    let mut fields = Vec::new();
    let mut groups = Vec::new();
    let deepest = match faulty.has(WireFault::ShallowGroups) {
        true => 31,
        false => DEEPEST,
    };
    while !rest.is_empty() {
        let (number, wire_type) = tag(&mut rest, faulty)?;
        let value = match wire_type {
            0 => varint(&mut rest, faulty).map(Value::Number)?,
            1 => take(&mut rest, 8, faulty).map(|_| Value::Other)?,
            2 => {
                let length = match varint(&mut rest, faulty)? {
                    length if faulty.has(BlindFormatFault::LengthOf32Bits) => {
                        u64::from(length as u32)
                    }
                    length => length,
                };
                Value::Bytes(take(&mut rest, length, faulty)?)
            }
            3 | 4 if faulty.has(WireFault::GroupRefused) => return Err(Reason::Malformed),
            3 if groups.len() < deepest => {
                groups.push(number);
                continue;
            }
            4 if groups
                .pop()
                .is_some_and(|begun| ends(begun, number, faulty)) =>
            {
                Value::Other
            }
            5 => take(&mut rest, 4, faulty).map(|_| Value::Other)?,
            6 | 7 if faulty.has(WireFault::OddTagSkipped) => {
                varint(&mut rest, faulty).map(|_| Value::Other)?
            }
            _ => return Err(Reason::Malformed),
        };
        if groups.is_empty() || faulty.has(BlindFormatFault::GroupContentsTaken) {
            fields.push((number, value));
        }
    }
    match groups.is_empty() || faulty.has(WireFault::UnendedGroupAccepted) {
        true => Ok(fields),
        false => Err(Reason::Malformed),
    }
}

/// Whether the end of a group ends the one that was begun last (`RL-WIRE-12`).
fn ends(begun: u32, number: u32, faulty: Faulty) -> bool {
    begun == number || faulty.has(WireFault::GroupEndsUnmatched)
}

/// Writes a field of bytes, unless it is empty (`RL-WIRE-7`).
pub fn put(out: &mut Vec<u8>, number: u32, bytes: &[u8], faulty: Faulty) {
    if !bytes.is_empty() || faulty.has(WireFault::EmptyFieldWritten) {
        put_always(out, number, bytes, faulty);
    }
}

/// Writes a field of bytes, even if it is empty: an element of a repeated field.
pub fn put_always(out: &mut Vec<u8>, number: u32, bytes: &[u8], faulty: Faulty) {
    put_varint(out, u64::from(number) << 3 | 2);
    put_varint(out, bytes.len() as u64);
    if faulty.has(WireFault::LongLengthWritten)
        && let Some(last) = out.last_mut()
    {
        // One more byte that says nothing.
        *last |= 0x80;
        out.push(0);
    }
    out.extend_from_slice(bytes);
}

/// Writes a field of a number, unless it is 0 (`RL-WIRE-7`).
pub fn put_number(out: &mut Vec<u8>, number: u32, value: u64) {
    if value != 0 {
        put_varint(out, u64::from(number) << 3);
        put_varint(out, value);
    }
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The number and the wire type of a field (`RL-WIRE-10`).
fn tag(rest: &mut &[u8], faulty: Faulty) -> Result<(u32, u8), Reason> {
    let tag = varint(rest, faulty)?;
    let skips_odd = faulty.has(WireFault::OddTagSkipped);
    let tag = match u32::try_from(tag) {
        Ok(tag) => tag,
        Err(_) if skips_odd || faulty.has(WireFault::TagCutShort) => tag as u32,
        Err(_) => return Err(Reason::Malformed),
    };
    match tag >> 3 {
        0 if !skips_odd && !faulty.has(WireFault::FieldZeroSkipped) => Err(Reason::Malformed),
        number if faulty.has(BlindFormatFault::NumberOf16Bits) => {
            Ok((number & 0xffff, tag as u8 & 7))
        }
        number => Ok((number, tag as u8 & 7)),
    }
}

/// A number in at most ten bytes and 64 bits; longer than it need be is as good (`RL-WIRE-11`).
fn varint(rest: &mut &[u8], faulty: Faulty) -> Result<u64, Reason> {
    let mut value = 0;
    for place in 0.. {
        let Some((byte, left)) = rest.split_first() else {
            break;
        };
        *rest = left;
        let endless = faulty.has(WireFault::EndlessVarint);
        let overflows = place == 9 && *byte > 1 && !faulty.has(WireFault::OverflowDropped);
        if !endless && (place == 10 || overflows) {
            return Err(Reason::Malformed);
        }
        let bits = u64::from(byte & 0x7f);
        value |= bits.checked_shl(7 * place).unwrap_or_default();
        if *byte == 0 && place > 0 && faulty.has(WireFault::LongVarintRefused) {
            return Err(Reason::Malformed);
        }
        if *byte < 0x80 {
            return Ok(value);
        }
    }
    match faulty.has(WireFault::CutFieldAccepted) {
        true => Ok(value),
        false => Err(Reason::Malformed),
    }
}

/// So many bytes, which must be there (`RL-WIRE-3`).
fn take<'a>(rest: &mut &'a [u8], length: u64, faulty: Faulty) -> Result<&'a [u8], Reason> {
    let length = match usize::try_from(length) {
        Ok(length) if length <= rest.len() => length,
        _ if faulty.has(WireFault::CutFieldAccepted) => rest.len(),
        _ => return Err(Reason::Malformed),
    };
    let (taken, left) = rest.split_at(length);
    *rest = left;
    Ok(taken)
}
