//! Passing over unknown groups.

use super::{DecodeError, Reader, Tag, WireType};

/// How deep groups may nest. The schema has none, so that any group is an unknown field; RL-WIRE-12 calls for 32
/// levels at least, and 100 is where common decoders stop.
pub const MAX_GROUP_DEPTH: usize = 100;

impl Reader<'_> {
    /// The cursor behind a group whose start was read, which goes on to the end of the same number (RL-WIRE-12).
    ///
    /// The open groups are kept in a list, not on the call stack, so that no input can exhaust the stack.
    pub(super) fn behind_group(mut self, start: Tag) -> Result<Self, DecodeError> {
        let mut open = vec![start];
        while let Some(innermost) = open.last() {
            let Some(tag) = self.tag()? else {
                return Err(DecodeError::GroupUnended {
                    offset: innermost.offset,
                    field: innermost.number,
                });
            };
            match tag.wire_type {
                WireType::StartGroup if open.len() == MAX_GROUP_DEPTH => {
                    return Err(DecodeError::TooDeep { offset: tag.offset });
                }
                WireType::StartGroup => open.push(tag),
                WireType::EndGroup if tag.number == innermost.number => drop(open.pop()),
                // The end of a group that is not open is refused there, like one outside of any group.
                _ => self.skip(tag)?,
            }
        }
        Ok(self)
    }
}
