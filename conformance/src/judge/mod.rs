//! Judges what an adapter answered and did against what a case asserts.

mod assertion;
mod blame;
mod decoded;
mod equal;
mod matcher;
mod pointer;

pub use assertion::{Happened, judge, refused};
pub use blame::{Blame, blame};
pub(crate) use decoded::decode;
pub(crate) use equal::equal;
pub(crate) use pointer::unescape;
