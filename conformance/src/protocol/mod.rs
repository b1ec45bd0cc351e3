//! The adapter protocol: lines, and what they say.

mod hello;

pub use hello::Hello;
