//! Messages of the wire: what reads is written again in a plain form that is no longer and reads as the same.

use remote_log::message::{self, Message, Numbering};
use remote_log::page::{self, Page};
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};

use crate::refusal::is_readable;

const NUMBERINGS: [Numbering; 2] = [Numbering::Spec, Numbering::Legacy];

/// Reads a value; if it is one, writes it in its plain form (RL-WIRE-7) and reads that, which must give the same.
macro_rules! reads_again {
    ($bytes:expr, $read:expr, $write:expr) => {
        match $read($bytes) {
            Ok(value) => {
                let mut plain = Vec::new();
                $write(&value, &mut plain);
                // The plain form holds nothing but what was read.
                assert!(plain.len() <= $bytes.len(), "the plain form is longer");
                assert_eq!($read(&plain).as_ref(), Ok(&value));
            }
            Err(error) => is_readable(&error),
        }
    };
}

/// A page (RL-WIRE-1, RL-WIRE-2).
pub fn page(bytes: &[u8]) {
    fn write(page: &Page<'_>, out: &mut Vec<u8>) {
        out.extend(page::encode(page.pairs().iter().copied(), page.tail()));
    }
    reads_again!(bytes, Page::decode, write);
}

/// A message in both numberings (RL-MSG-1, RL-MSG-12), which is the one that its own id lists (RL-MSG-6).
pub fn message(bytes: &[u8]) {
    for numbering in NUMBERINGS {
        reads_again!(
            bytes,
            |bytes| Message::decode(bytes, numbering),
            |message: &Message<'_>, out: &mut Vec<u8>| message.encode(numbering, out)
        );
    }
    if let Ok(read) = Message::decode(bytes, Numbering::Spec) {
        let own = read.id();
        let mut other = own;
        other.0[0] ^= 1;
        // Only messages with a group have an id that can be listed (RL-MSG-4).
        let listed = read.group_id.len() == 32;
        assert_eq!(message::check(bytes, &own, None).is_ok(), listed);
        assert!(
            message::check(bytes, &other, None).is_err(),
            "it has two ids"
        );
    }
}

/// A payload in both numberings (RL-MSG-8, RL-MSG-12).
pub fn payload(bytes: &[u8]) {
    for numbering in NUMBERINGS {
        reads_again!(
            bytes,
            |bytes| Payload::decode(bytes, numbering),
            |payload: &Payload<'_>, out: &mut Vec<u8>| payload.encode(numbering, out)
        );
    }
}

/// What stores and name systems exchange with their clients (RL-WIRE-8).
pub fn service(bytes: &[u8]) {
    reads_again!(bytes, Content::decode, Content::encode);
    reads_again!(bytes, Address::decode, Address::encode);
    reads_again!(bytes, NameUpdate::decode, NameUpdate::encode);
    reads_again!(bytes, Query::decode, Query::encode);
    reads_again!(bytes, Response::decode, Response::encode);
}
