//! The decoders, each with what must hold, and where inputs for it come from.

use crate::seeds::{self, Material};
use crate::{address, files, lines, states, wire};

/// A decoder of untrusted bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What it is called, as a test and as a program of cargo-fuzz.
    pub name: &'static str,
    /// Decodes bytes, and panics with a sentence if something does not hold that must.
    pub holds: fn(&[u8]),
    /// Inputs that mean something, to make others from.
    pub seeds: fn(&Material) -> Vec<Vec<u8>>,
    /// How much memory it may take at once: so many bytes whatever the input is, and so many more for each of its bytes.
    pub memory: (u64, u64),
}

const KB: u64 = 1 << 10;
const MB: u64 = 1 << 20;

/// All of them.
pub const TARGETS: [Target; 15] = [
    new("page", wire::page, seeds::pages, (4 * KB, 80)),
    new("message", wire::message, seeds::messages, (4 * KB, 80)),
    new("payload", wire::payload, seeds::payloads, (4 * KB, 80)),
    new("service", wire::service, seeds::services, (4 * KB, 80)),
    new("address", address::address, seeds::addresses, (4 * KB, 80)),
    new("request", lines::requests, seeds::conversations, (MB, 1000)),
    new("answer", lines::answer, seeds::answers, (4 * KB, 80)),
    new("run", lines::run, seeds::transcripts, (4 * MB, 1000)),
    new("vectors", files::vectors, seeds::vectors, (MB, 4000)),
    new("ledger", files::ledger, seeds::ledgers, (4 * MB, 4000)),
    new("registry", files::registry, seeds::registries, (MB, 4000)),
    new("reader", states::reader, seeds::readers, (64 * KB, 400)),
    new("writer", states::writer, seeds::writers, (64 * KB, 400)),
    new(
        "mailboxes",
        states::mailboxes,
        seeds::mailboxes,
        (64 * KB, 400),
    ),
    new("node", states::node, seeds::nodes, (64 * KB, 400)),
];

const fn new(
    name: &'static str,
    holds: fn(&[u8]),
    seeds: fn(&Material) -> Vec<Vec<u8>>,
    memory: (u64, u64),
) -> Target {
    Target {
        name,
        holds,
        seeds,
        memory,
    }
}

/// The decoder of this name.
///
/// # Panics
/// If there is none.
pub fn target(name: &str) -> &'static Target {
    let named = TARGETS.iter().find(|target| target.name == name);
    named.unwrap_or_else(|| panic!("there is no target `{name}`; see TARGETS"))
}
