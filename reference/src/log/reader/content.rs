//! Fetched bytes held against bounds, addresses and ids.

use super::{ItemCheck, Limits, Settings};
use crate::address::{self, AddressKind, Checked};
use crate::log::Check;
use crate::message::{self, MessageId};
use crate::page::Page;
use crate::wire::Reason;

/// Reads the page that a name held, within the bounds (RL-LIMIT-4, RL-LIMIT-6).
pub(super) fn read_head<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Page<'a>, Reason> {
    check_size(bytes, limits.page_bytes)?;
    read_pairs(bytes, limits)
}

/// Reads the page that a store gave for `address`, within the bounds (RL-LIMIT-1, RL-LIMIT-4).
///
/// Bytes that do not match their address are nothing else besides (RL-READ-13): they are not decoded.
pub(super) fn read_page<'a>(
    bytes: &'a [u8],
    address: &[u8],
    settings: &Settings,
) -> Result<Page<'a>, Reason> {
    check_size(bytes, settings.limits.page_bytes)?;
    check_address(bytes, address, settings.kind)?;
    read_pairs(bytes, &settings.limits)
}

fn read_pairs<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Page<'a>, Reason> {
    let page = Page::decode(bytes).map_err(|error| error.reason())?;
    if page.len() as u64 > limits.pairs {
        return Err(Reason::TooLarge);
    }
    Ok(page)
}

/// Whether what a store gave for `address` may be used at all (RL-READ-13).
pub(super) fn check_address(
    content: &[u8],
    address: &[u8],
    kind: AddressKind,
) -> Result<(), Reason> {
    match address::check(kind, address, content) {
        Ok(Checked::Verified | Checked::Unverified) => Ok(()),
        Err(error) => Err(error.reason()),
    }
}

/// Whether content is within a bound on its bytes (RL-LIMIT-1, RL-LIMIT-3).
pub(super) fn check_size(content: &[u8], bound: u64) -> Result<(), Reason> {
    if content.len() as u64 > bound {
        return Err(Reason::TooLarge);
    }
    Ok(())
}

/// Whether `content` may be delivered as the item that the log lists as `id`, and as what.
///
/// A log of messages delivers nothing else (RL-READ-11). Any other log delivers what it is given (RL-READ-12), and says
/// of a message that it is one.
pub(super) fn check_item(
    content: &[u8],
    id: &MessageId,
    check: &Check,
) -> Result<ItemCheck, Reason> {
    match check {
        Check::Mvds { group } => message::check(content, id, Some(group))
            .map(|_| ItemCheck::Verified)
            .map_err(|error| error.reason()),
        Check::Core => Ok(match message::check(content, id, None) {
            Ok(_) => ItemCheck::Verified,
            Err(_) => ItemCheck::Opaque,
        }),
    }
}
