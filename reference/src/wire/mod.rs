//! The protobuf wire format: tags, numbers and fields, as far as the remote log's schema needs them.
//!
//! Everything here borrows from the input and allocates nothing, save where a group has to be skipped. A decoder of
//! this crate is a loop over [`Reader::tag`] that takes the fields it knows and hands the others to [`Reader::skip`].

mod error;
mod group;
mod reader;
mod reason;
mod tag;
mod varint;
mod writer;

pub use error::DecodeError;
pub use group::MAX_GROUP_DEPTH;
pub use reader::Reader;
pub use reason::Reason;
pub use tag::{Tag, WireType};
pub use varint::{put_varint, varint_len};
pub use writer::{bytes_len, int_len, put_bytes, put_int, put_len};
