//! The adapter protocol: lines, and what they say.

mod answer;
mod bytes;
mod call;
mod hello;
mod line;
mod request;

pub use answer::{Answer, Refusal};
pub use bytes::from_hex;
pub use call::{Call, CallOp, FailReason, Reply};
pub use hello::{HELLO_ID, Hello, HelloError, hello_request};
pub use line::{Line, LineError};
pub use request::write_request;

/// The protocol's version that the harness speaks.
pub const PROTOCOL: &str = "1";

/// The longest line that the harness takes, in bytes, without its end.
pub const MAX_LINE: usize = 1 << 20;
