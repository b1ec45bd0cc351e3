//! The messages that the content store and the name system exchange with their clients (RL-WIRE-8).

use crate::wire::{self, DecodeError, Reader};

/// Content of any kind: what `CAS.Add` takes, and what `CAS.Get` and `NS.Fetch` answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Content<'a> {
    /// The content.
    pub data: &'a [u8],
}

/// Where content is found: what `CAS.Add` answers and `CAS.Get` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Address<'a> {
    /// The address, which travels verbatim (RL-ADDR-1).
    pub id: &'a [u8],
}

/// What `NS.Update` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameUpdate<'a> {
    /// The name.
    pub name: &'a str,
    /// What the name holds from now on.
    pub content: &'a [u8],
}

/// What `NS.Fetch` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Query<'a> {
    /// The name.
    pub name: &'a str,
}

/// What `NS.Update` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Response<'a> {
    /// Without a meaning: the status of the call is its result (RL-NAME-14).
    pub data: &'a [u8],
}

/// Reads a message whose only field is number 1, of type `bytes`.
fn only_bytes(input: &[u8]) -> Result<&[u8], DecodeError> {
    let mut fields = Reader::new(input);
    let mut value = &[][..];
    while let Some(tag) = fields.tag()? {
        match tag.number {
            1 => value = fields.bytes(tag)?,
            _ => fields.skip(tag)?,
        }
    }
    Ok(value)
}

fn put_unless_empty(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    if !value.is_empty() {
        wire::put_bytes(out, number, value);
    }
}

impl<'a> Content<'a> {
    /// Reads a `Content`.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        only_bytes(input).map(|data| Content { data })
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_unless_empty(out, 1, self.data);
    }
}

impl<'a> Address<'a> {
    /// Reads an `Address`.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        only_bytes(input).map(|id| Address { id })
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_unless_empty(out, 1, self.id);
    }
}

impl<'a> NameUpdate<'a> {
    /// Reads a `NameUpdate`.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        let mut fields = Reader::new(input);
        let mut update = NameUpdate::default();
        while let Some(tag) = fields.tag()? {
            match tag.number {
                1 => update.name = fields.string(tag)?,
                2 => update.content = fields.bytes(tag)?,
                _ => fields.skip(tag)?,
            }
        }
        Ok(update)
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_unless_empty(out, 1, self.name.as_bytes());
        put_unless_empty(out, 2, self.content);
    }
}

impl<'a> Query<'a> {
    /// Reads a `Query`.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        let mut fields = Reader::new(input);
        let mut query = Query::default();
        while let Some(tag) = fields.tag()? {
            match tag.number {
                1 => query.name = fields.string(tag)?,
                _ => fields.skip(tag)?,
            }
        }
        Ok(query)
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_unless_empty(out, 1, self.name.as_bytes());
    }
}

impl<'a> Response<'a> {
    /// Reads a `Response`.
    pub fn decode(input: &'a [u8]) -> Result<Self, DecodeError> {
        only_bytes(input).map(|data| Response { data })
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_unless_empty(out, 1, self.data);
    }
}
