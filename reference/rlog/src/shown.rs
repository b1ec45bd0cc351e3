//! A message as it is printed.

use std::fmt;

use remote_log::message::{Message, MessageId, Numbering};
use serde::Serialize;

use crate::output::DIM;
use crate::text::Body;
use crate::time::UtcTime;

/// A message, ready to be printed.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// Its id, as hex.
    pub id: String,
    /// When it was written, in seconds of Unix time; in JSON a string of decimal digits, because some have more digits
    /// than many programs keep of a number.
    #[serde(serialize_with = "decimal")]
    pub timestamp: i64,
    /// What it says, as hex.
    #[serde(serialize_with = "crate::hex_field::serialize")]
    pub body: Vec<u8>,
    /// What it says, if that is text.
    pub text: Option<String>,
}

fn decimal<S: serde::Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

impl Shown {
    /// A serialized message. What is kept was checked before it was; a message that can't be read any more shows as
    /// one that says nothing.
    pub fn new(id: &MessageId, data: &[u8]) -> Self {
        let message = Message::decode(data, Numbering::Spec).unwrap_or_default();
        Shown {
            id: id.to_string(),
            timestamp: message.timestamp,
            body: message.body.to_vec(),
            text: str::from_utf8(message.body).ok().map(str::to_owned),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (short, time) = (&self.id[..12], UtcTime(self.timestamp));
        write!(f, "{DIM}{short}  {time}{DIM:#}  {}", Body(&self.body))
    }
}
