//! A second implementation of the remote log, written from `spec/` alone, with seeded faults: what the suite is tested with.
//!
//! The base is as plain as it can be: one thing after another, one callback at a time. Its readers, writers and nodes are
//! values (their settings and everything they know), and functions over them that ask a [`Stores`](stores::Stores)
//! for what lies outside. So the same code serves behind a pipe ([`adapter`]) and in a search over states.
//! A [`Fault`](faults::Fault) makes it deviate from one requirement. Beside it stand the [`controls`], which implement nothing.

pub mod adapter;
pub mod address;
pub mod bytes;
pub mod controls;
pub mod decimal;
pub mod faults;
pub mod mailboxes;
pub mod message;
pub mod node;
pub mod page;
pub mod payload;
pub mod reader;
pub mod reason;
pub mod store;
pub mod stores;
pub mod wire;
pub mod writer;
