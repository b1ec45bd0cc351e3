//! The layout of multihashes and CIDs, read without copying.
//!
//! The `multihash` and `cid` crates read into buffers of a fixed size, and so cannot tell a digest that is too long,
//! which is invalid, from bytes that are no multihash, which are malformed.

use super::{AddressError, AddressKind};

/// A hash that says which function made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Multihash<'a> {
    pub(super) code: u64,
    pub(super) digest: &'a [u8],
}

/// A content identifier, of which only the codec and the hash matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cid<'a> {
    V0,
    V1 { codec: u64, hash: Multihash<'a> },
}

/// Reads a multihash to its end.
pub(super) fn multihash(mut input: &[u8]) -> Result<Multihash<'_>, AddressError> {
    let kind = AddressKind::Multihash;
    let hash = take_multihash(&mut input).ok_or(AddressError::NotOfKind { kind })?;
    at_end(input)?;
    Ok(hash)
}

/// Reads a CID to its end.
pub(super) fn cid(mut input: &[u8]) -> Result<Cid<'_>, AddressError> {
    let cid = take_cid(&mut input).ok_or(AddressError::NotOfKind {
        kind: AddressKind::Cid,
    })?;
    at_end(input)?;
    Ok(cid)
}

fn at_end(rest: &[u8]) -> Result<(), AddressError> {
    if rest.is_empty() {
        Ok(())
    } else {
        Err(AddressError::TrailingBytes { len: rest.len() })
    }
}

fn take_cid<'a>(input: &mut &'a [u8]) -> Option<Cid<'a>> {
    // A CIDv0 is a bare sha2-256 multihash. The first number of any later version is the version.
    if input.starts_with(&[0x12, 0x20]) {
        return take_multihash(input).map(|_| Cid::V0);
    }
    match take_varint(input)? {
        1 => Some(Cid::V1 {
            codec: take_varint(input)?,
            hash: take_multihash(input)?,
        }),
        _ => None,
    }
}

fn take_multihash<'a>(input: &mut &'a [u8]) -> Option<Multihash<'a>> {
    let code = take_varint(input)?;
    let len = usize::try_from(take_varint(input)?).ok()?;
    Some(Multihash {
        code,
        digest: input.split_off(..len)?,
    })
}

/// Reads a number as multiformats write it: protobuf's layout, but nine bytes at most and never longer than need be.
fn take_varint(input: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for index in 0..9 {
        let byte = *input.split_off_first()?;
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            let shortest = byte != 0 || index == 0;
            return shortest.then_some(value);
        }
    }
    None
}
