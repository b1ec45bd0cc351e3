use super::{DecodeError, Tag, WireType};

/// A number takes at most this many bytes: nine of seven bits and one of the last bit (RL-WIRE-11).
const MAX_VARINT: usize = 10;

/// A cursor over the fields of one message.
///
/// ```
/// use remote_log::wire::Reader;
///
/// let mut fields = Reader::new(&[0x0a, 0x02, b'h', b'i', 0x10, 0x07]);
/// let mut text = &[][..];
/// while let Some(tag) = fields.tag()? {
///     match tag.number {
///         1 => text = fields.bytes(tag)?,
///         _ => fields.skip(tag)?,
///     }
/// }
/// assert_eq!(text, b"hi");
/// # Ok::<(), remote_log::wire::DecodeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// Where `rest` ends in the outermost input, so that an error of a nested message points into the whole.
    end: usize,
}

impl<'a> Reader<'a> {
    /// A cursor at the first field of `input`.
    pub const fn new(input: &'a [u8]) -> Self {
        Reader {
            rest: input,
            end: input.len(),
        }
    }

    /// The next field's tag, or `None` at the end of the message. Whoever takes a tag reads or skips its value next.
    #[inline(always)]
    pub fn tag(&mut self) -> Result<Option<Tag>, DecodeError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let offset = self.offset();
        let key = self.varint()?;
        Tag::parse(key, offset).map(Some)
    }

    /// The value of a field of type `bytes`.
    #[inline(always)]
    pub fn bytes(&mut self, tag: Tag) -> Result<&'a [u8], DecodeError> {
        tag.expect(WireType::Len)?;
        self.delimited()
    }

    /// The value of a field of type `string` (RL-WIRE-13).
    pub fn string(&mut self, tag: Tag) -> Result<&'a str, DecodeError> {
        let bytes = self.bytes(tag)?;
        std::str::from_utf8(bytes).map_err(|_| DecodeError::NotUtf8 {
            offset: tag.offset,
            field: tag.number,
        })
    }

    /// A cursor over the fields of a nested message.
    #[inline(always)]
    pub fn message(&mut self, tag: Tag) -> Result<Reader<'a>, DecodeError> {
        let rest = self.bytes(tag)?;
        Ok(Reader {
            rest,
            end: self.offset(),
        })
    }

    /// The value of a field of type `int64`.
    pub fn int64(&mut self, tag: Tag) -> Result<i64, DecodeError> {
        tag.expect(WireType::Varint)?;
        Ok(self.varint()?.cast_signed())
    }

    /// The value of a field of type `bool`; any number but 0 is true.
    pub fn bool(&mut self, tag: Tag) -> Result<bool, DecodeError> {
        tag.expect(WireType::Varint)?;
        Ok(self.varint()? != 0)
    }

    /// Passes over the value of a field that the schema does not know (RL-WIRE-4).
    pub fn skip(&mut self, tag: Tag) -> Result<(), DecodeError> {
        match tag.wire_type {
            WireType::Varint => self.varint().map(drop),
            WireType::Fixed64 => self.take(8).map(drop),
            WireType::Len => self.delimited().map(drop),
            WireType::StartGroup => self.skip_group(tag),
            WireType::EndGroup => Err(DecodeError::GroupMismatch {
                offset: tag.offset,
                field: tag.number,
            }),
            WireType::Fixed32 => self.take(4).map(drop),
        }
    }

    fn offset(&self) -> usize {
        self.end - self.rest.len()
    }

    #[inline(always)]
    fn delimited(&mut self) -> Result<&'a [u8], DecodeError> {
        let len = self.varint()?;
        self.take(len)
    }

    #[inline(always)]
    fn take(&mut self, len: u64) -> Result<&'a [u8], DecodeError> {
        // A length beyond the address space is beyond the input all the more.
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let Some((taken, rest)) = self.rest.split_at_checked(len) else {
            return Err(DecodeError::Truncated {
                offset: self.offset(),
            });
        };
        self.rest = rest;
        Ok(taken)
    }

    /// A number (RL-WIRE-11). Those of one byte, nearly all there are on a page, are read in line.
    #[inline(always)]
    fn varint(&mut self) -> Result<u64, DecodeError> {
        match self.rest.split_first() {
            Some((&byte, rest)) if byte < 0x80 => {
                self.rest = rest;
                Ok(u64::from(byte))
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64, DecodeError> {
        let mut value = 0;
        for (index, &byte) in self.rest.iter().take(MAX_VARINT).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                // Sixty-three bits are behind the tenth byte, so that one more is all it can hold.
                if index == MAX_VARINT - 1 && byte > 1 {
                    break;
                }
                self.rest = &self.rest[index + 1..];
                return Ok(value);
            }
        }
        let offset = self.offset();
        if self.rest.len() < MAX_VARINT {
            Err(DecodeError::Truncated { offset })
        } else {
            Err(DecodeError::VarintTooLong { offset })
        }
    }
}
