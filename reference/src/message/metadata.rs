//! The metadata of a message.

use crate::wire::{self, DecodeError, Reader};

const PARENTS: u32 = 1;
const EPHEMERAL: u32 = 2;

/// What a message says about itself that is not in its id (RL-MSG-5), so that whoever passes it on can alter it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata<'a> {
    /// The ids of the messages that the author knew of and that no other message it knew of follows.
    pub parents: Vec<&'a [u8]>,
    /// Whether the message is kept out of history.
    pub ephemeral: bool,
}

impl<'a> Metadata<'a> {
    /// Adds the fields that `fields` holds (RL-MSG-9). Metadata that comes in several pieces is one, as protobuf has it
    /// for messages: parents add up, and the last `ephemeral` counts.
    pub(super) fn merge(&mut self, mut fields: Reader<'a>) -> Result<(), DecodeError> {
        while let Some(tag) = fields.tag()? {
            match tag.number {
                PARENTS => self.parents.push(fields.bytes(tag)?),
                EPHEMERAL => self.ephemeral = fields.bool(tag)?,
                _ => fields.skip(tag)?,
            }
        }
        Ok(())
    }

    pub(super) fn encoded_len(&self) -> usize {
        let parents: usize = self
            .parents
            .iter()
            .map(|parent| wire::bytes_len(PARENTS, parent.len()))
            .sum();
        parents
            + if self.ephemeral {
                wire::int_len(EPHEMERAL, 1)
            } else {
                0
            }
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        for parent in &self.parents {
            wire::put_bytes(out, PARENTS, parent);
        }
        if self.ephemeral {
            wire::put_int(out, EPHEMERAL, 1);
        }
    }
}
