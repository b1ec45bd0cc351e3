//! The form that facts have on disk.

use bytes::Bytes;
use remote_log::log::StateError;
use remote_log::log::stored::{Pieces, put_bytes, put_ids};
use remote_log::message::MessageId;
use remote_log::wire::put_varint;

use crate::backoff::Pace;
use crate::clock::Clock;
use crate::fact::{Fact, Origin};
use crate::record::{Kind, Record};

const PEER: u64 = 1;
const GROUP: u64 = 2;
const MEMBERS: u64 = 3;
const CLOCKS: u64 = 4;
const HELD: u64 = 5;
const KEPT: u64 = 6;
const RECORD: u64 = 7;
const GONE: u64 = 8;
const PARENT: u64 = 9;
const NAMED: u64 = 10;
const WAITS: u64 = 11;
const DELIVERED: u64 = 12;
const UNPUBLISHED: u64 = 13;
const PUBLISHED: u64 = 14;

impl Fact {
    /// Appends the fact: its kind, and its parts one behind the other.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Fact::Peer(name) => {
                put_varint(out, PEER);
                put_bytes(out, name);
            }
            Fact::Group(id) => {
                put_varint(out, GROUP);
                out.extend_from_slice(id);
            }
            Fact::Members { group, peers } => {
                put_numbers(out, &[MEMBERS, u64::from(*group), peers.len() as u64]);
                for peer in peers {
                    put_varint(out, u64::from(*peer));
                }
            }
            Fact::Clocks {
                epochs,
                seconds,
                spoke,
            } => {
                put_varint(out, CLOCKS);
                for clock in [epochs, seconds] {
                    put_option(out, clock.reading);
                    put_varint(out, clock.at);
                }
                put_option(out, *spoke);
            }
            Fact::Held { id, group, origin } => {
                put_numbers(out, &[HELD, u64::from(*group), *origin as u64]);
                out.extend_from_slice(&id.0);
            }
            Fact::Kept { id, bytes } => {
                put_id(out, KEPT, id);
                put_bytes(out, bytes);
            }
            Fact::Record { peer, id, record } => {
                put_numbers(out, &[RECORD, u64::from(*peer)]);
                out.extend_from_slice(&id.0);
                put_record(out, record);
            }
            Fact::Gone { peer, id } => {
                put_numbers(out, &[GONE, u64::from(*peer)]);
                out.extend_from_slice(&id.0);
            }
            Fact::Parent { group, id } => {
                put_numbers(out, &[PARENT, u64::from(*group)]);
                out.extend_from_slice(&id.0);
            }
            Fact::Named { group, ids } => {
                put_numbers(out, &[NAMED, u64::from(*group)]);
                put_ids(out, ids.iter());
            }
            Fact::Waits {
                id,
                deadline,
                missing,
            } => {
                put_id(out, WAITS, id);
                put_varint(out, *deadline);
                put_ids(out, missing.iter());
            }
            Fact::Delivered { id } => put_id(out, DELIVERED, id),
            Fact::Unpublished { id } => put_id(out, UNPUBLISHED, id),
            Fact::Published { id } => put_id(out, PUBLISHED, id),
        }
    }

    /// Reads a fact about one of so many peers and groups.
    pub(crate) fn decode(
        from: &mut Pieces,
        peers: usize,
        groups: usize,
    ) -> Result<Self, StateError> {
        let at = from.at();
        let kind = from.number()?;
        Ok(match kind {
            // Names and messages are copied, so that a small one does not keep the whole of what was saved in memory.
            PEER => Fact::Peer(Bytes::copy_from_slice(&from.bytes()?)),
            GROUP => Fact::Group(from.array()?),
            MEMBERS => {
                let group = below(from, "a group", groups)?;
                let count = below(from, "a number of members", peers + 1)?;
                let members = (0..count).map(|_| below(from, "a peer", peers));
                Fact::Members {
                    group,
                    peers: members.collect::<Result<_, _>>()?,
                }
            }
            CLOCKS => {
                let mut clock = || {
                    Ok(Clock {
                        reading: option(from)?,
                        at: from.number()?,
                    })
                };
                Fact::Clocks {
                    epochs: clock()?,
                    seconds: clock()?,
                    spoke: option(from)?,
                }
            }
            HELD => Fact::Held {
                group: below(from, "a group", groups)?,
                origin: match below(from, "an origin", 3)? {
                    0 => Origin::Direct,
                    1 => Origin::Helper,
                    _ => Origin::Ephemeral,
                },
                id: from.id()?,
            },
            KEPT => Fact::Kept {
                id: from.id()?,
                bytes: Bytes::copy_from_slice(&from.bytes()?),
            },
            RECORD => Fact::Record {
                peer: below(from, "a peer", peers)?,
                id: from.id()?,
                record: record(from, groups)?,
            },
            GONE => Fact::Gone {
                peer: below(from, "a peer", peers)?,
                id: from.id()?,
            },
            PARENT => Fact::Parent {
                group: below(from, "a group", groups)?,
                id: from.id()?,
            },
            NAMED => Fact::Named {
                group: below(from, "a group", groups)?,
                ids: from.ids()?,
            },
            WAITS => Fact::Waits {
                id: from.id()?,
                deadline: from.number()?,
                missing: from.ids()?.into_iter().collect(),
            },
            DELIVERED => Fact::Delivered { id: from.id()? },
            UNPUBLISHED => Fact::Unpublished { id: from.id()? },
            PUBLISHED => Fact::Published { id: from.id()? },
            value => {
                return Err(StateError::Unknown {
                    what: "a kind of fact",
                    value,
                    at,
                });
            }
        })
    }
}

fn put_numbers(out: &mut Vec<u8>, numbers: &[u64]) {
    for number in numbers {
        put_varint(out, *number);
    }
}

fn put_id(out: &mut Vec<u8>, kind: u64, id: &MessageId) {
    put_varint(out, kind);
    out.extend_from_slice(&id.0);
}

fn put_option(out: &mut Vec<u8>, value: Option<u64>) {
    put_varint(out, u64::from(value.is_some()));
    put_varint(out, value.unwrap_or_default());
}

fn put_record(out: &mut Vec<u8>, record: &Record) {
    put_varint(out, record.kind as u64);
    put_option(out, record.group.map(u64::from));
    let pace = match record.pace {
        Pace::Step(step) => Some(u64::from(step)),
        Pace::Parked => None,
    };
    put_option(out, pace);
    put_numbers(out, &[record.due, u64::from(record.count), record.sent]);
}

fn record(from: &mut Pieces, groups: usize) -> Result<Record, StateError> {
    let kind = match below(from, "a kind of record", 4)? {
        0 => Kind::Offer,
        1 => Kind::Request,
        2 => Kind::Message,
        _ => Kind::Ephemeral,
    };
    let group = match below(from, "whether there is a group", 2)? {
        0 => from.number().map(|_| None)?,
        _ => Some(below(from, "a group", groups)?),
    };
    let pace = option(from)?.map_or(Pace::Parked, |step| {
        Pace::Step(u8::try_from(step).unwrap_or(u8::MAX))
    });
    Ok(Record {
        kind,
        group,
        pace,
        due: from.number()?,
        count: u32::try_from(from.number()?).unwrap_or(u32::MAX),
        sent: from.number()?,
    })
}

fn option(from: &mut Pieces) -> Result<Option<u64>, StateError> {
    let some = below(from, "whether there is a number", 2)? == 1;
    let value = from.number()?;
    Ok(some.then_some(value))
}

/// A number below `end`.
fn below(from: &mut Pieces, what: &'static str, end: usize) -> Result<u32, StateError> {
    let at = from.at();
    let value = from.number()?;
    u32::try_from(value)
        .ok()
        .filter(|_| value < end as u64)
        .ok_or(StateError::Unknown { what, value, at })
}
