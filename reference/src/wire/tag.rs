//! The tags of fields.

use std::fmt;

use super::DecodeError;

/// How a field's value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WireType {
    /// A number of one to ten bytes.
    Varint = 0,
    /// Eight bytes.
    Fixed64 = 1,
    /// A length, and as many bytes.
    Len = 2,
    /// The start of a group, which goes on to the end of the same number.
    StartGroup = 3,
    /// The end of a group.
    EndGroup = 4,
    /// Four bytes.
    Fixed32 = 5,
}

impl fmt::Display for WireType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WireType::Varint => "a varint",
            WireType::Fixed64 => "eight fixed bytes",
            WireType::Len => "length-delimited bytes",
            WireType::StartGroup => "the start of a group",
            WireType::EndGroup => "the end of a group",
            WireType::Fixed32 => "four fixed bytes",
        })
    }
}

/// What stands before each value: the field's number and how the value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The field's number, never 0.
    pub number: u32,
    /// How the value is laid out.
    pub wire_type: WireType,
    /// Where the tag begins in the input.
    pub offset: usize,
}

impl Tag {
    /// Reads a tag from its number on the wire (RL-WIRE-10).
    #[inline(always)]
    pub(super) fn parse(key: u64, offset: usize) -> Result<Tag, DecodeError> {
        let Ok(key) = u32::try_from(key) else {
            return Err(DecodeError::TagTooLarge { offset });
        };
        let number = key >> 3;
        if number == 0 {
            return Err(DecodeError::FieldZero { offset });
        }
        let wire_type = match key & 7 {
            0 => WireType::Varint,
            1 => WireType::Fixed64,
            2 => WireType::Len,
            3 => WireType::StartGroup,
            4 => WireType::EndGroup,
            5 => WireType::Fixed32,
            other => {
                return Err(DecodeError::BadWireType {
                    offset,
                    wire_type: other as u8,
                });
            }
        };
        Ok(Tag {
            number,
            wire_type,
            offset,
        })
    }

    /// Refuses a field of the schema that is laid out as another type (RL-WIRE-9).
    #[inline(always)]
    pub(super) fn expect(self, expected: WireType) -> Result<(), DecodeError> {
        if self.wire_type == expected {
            return Ok(());
        }
        Err(DecodeError::WrongWireType {
            offset: self.offset,
            field: self.number,
            expected,
            found: self.wire_type,
        })
    }
}
