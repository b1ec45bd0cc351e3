//! The inputs of callbacks.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::protocol::{Call, from_hex};

/// The `in` of `cas.add`.
#[derive(Deserialize)]
pub(super) struct CasAdd {
    pub content: Bytes,
}

/// The `in` of `cas.get`.
#[derive(Deserialize)]
pub(super) struct CasGet {
    pub address: Bytes,
}

/// The `in` of `ns.fetch`.
#[derive(Deserialize)]
pub(super) struct NsFetch {
    pub name: String,
}

/// The `in` of `ns.update`.
#[derive(Deserialize)]
pub(super) struct NsUpdate {
    pub name: String,
    pub content: Bytes,
    pub expect: Expect,
}

/// What an update expects the name to hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub(super) enum Expect {
    /// Nothing: create only.
    Absent,
    /// Exactly this.
    Exact { content: Bytes },
    /// Anything.
    Any,
}

/// The `in` of `state.save`.
#[derive(Deserialize)]
pub(super) struct StateSave {
    pub state: Value,
    pub delivered: Vec<Bytes>,
}

/// The `in` of `authenticate`.
#[derive(Deserialize)]
pub(super) struct Authenticate {
    pub data: Bytes,
}

/// The `in` of `mail.deposit`.
#[derive(Deserialize)]
pub(super) struct MailDeposit {
    pub to: Bytes,
    pub bytes: Bytes,
}

/// The `in` of `mail.collect`.
#[derive(Deserialize)]
pub(super) struct MailCollect {
    pub token: Option<String>,
}

/// Bytes, written as lowercase hex.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Bytes(pub Vec<u8>);

impl TryFrom<String> for Bytes {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        from_hex(&text).map(Self).ok_or("bytes are lowercase hex")
    }
}

/// Reads the input of a callback; the error completes "the adapter …".
pub(super) fn read<'a, T: Deserialize<'a>>(call: &Call<'a>) -> Result<T, String> {
    let input: &'a RawValue = call.input;
    serde_json::from_str(input.get()).map_err(|error| {
        format!(
            "called back for `{}` with an `in` that cannot be read ({error})",
            call.op
        )
    })
}
