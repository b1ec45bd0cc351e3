//! The handshake: what the adapter says of itself.

use serde::Serialize;

use crate::answer::put;
use crate::decimal::Decimal;
use crate::{instances, stateless};

/// The longest line taken, in bytes: room for a page of 30 MB in hex, and an end to what a broken harness can make us
/// keep.
pub(crate) const MAX_LINE: usize = 64 << 20;

/// Instances are worked on one by one as lines come in, so that this bounds nothing but the size of tables.
const MAX_IN_FLIGHT: usize = 4096;

/// The profiles of `spec/requirements.yaml` that the reference claims: all of them.
const PROFILES: [&str; 12] = [
    "core",
    "strict-wire",
    "verify",
    "pointer",
    "mvds",
    "mvds-legacy",
    "store",
    "mvds-node",
    "mvds-robust",
    "mvds-helper",
    "mvds-mailbox",
    "mvds-forward",
];

#[derive(Serialize)]
struct Hello {
    protocol: &'static str,
    name: &'static str,
    version: &'static str,
    language: &'static str,
    operations: Vec<&'static str>,
    profiles: [&'static str; 12],
    max_in_flight: Decimal<usize>,
    max_line: Decimal<usize>,
    details: bool,
}

/// Appends the answer to `hello`.
pub(crate) fn put_hello(out: &mut Vec<u8>) {
    let hello = Hello {
        protocol: "1",
        name: "remote-log",
        version: env!("CARGO_PKG_VERSION"),
        language: "rust",
        operations: [&stateless::NAMES[..], &instances::NAMES[..]].concat(),
        profiles: PROFILES,
        max_in_flight: Decimal(MAX_IN_FLIGHT),
        max_line: Decimal(MAX_LINE),
        details: true,
    };
    put(out, &hello);
}
