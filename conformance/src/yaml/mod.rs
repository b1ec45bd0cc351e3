//! Reading the suite's YAML: strictly, by two parsers that must agree, and with a line for everything.

mod node;
mod read;

pub use node::{Node, Yaml};
pub use read::{MAX_BYTES, document, fault, given, typed};
