//! The codecs against two other decoders of the same schema, against the laws they promise, and against bytes that
//! mean nothing.

mod addresses;
mod decoders;
mod differential;
mod disagreements;
mod fixtures;
mod generate;
mod laws;
mod liberties;
#[path = "../oracles/mod.rs"]
mod oracles;
mod robustness;
mod schema;
