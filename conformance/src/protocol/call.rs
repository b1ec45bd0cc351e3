//! Callbacks of an adapter, and the harness's replies to them.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A callback: the adapter, while it handles a request, asks the harness as its content store, name system or disk.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// The callback's own id, which the adapter never uses twice.
    pub call: Cow<'a, str>,
    /// The id of the request that it serves.
    pub request: Cow<'a, str>,
    /// The instance that it acts for, as named on the wire.
    pub instance: Cow<'a, str>,
    /// What is asked.
    pub op: CallOp,
    /// The text of `in`.
    pub input: &'a RawValue,
}

/// What a callback asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the protocol's
pub enum CallOp {
    CasAdd,
    CasGet,
    NsFetch,
    NsUpdate,
    StateLoad,
    StateSave,
    Authenticate,
    MailDeposit,
    MailCollect,
}

impl CallOp {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::CasAdd,
        Self::CasGet,
        Self::NsFetch,
        Self::NsUpdate,
        Self::StateLoad,
        Self::StateSave,
        Self::Authenticate,
        Self::MailDeposit,
        Self::MailCollect,
    ];

    /// Those that carry content of the stores, one way or the other.
    pub const WITH_CONTENT: [Self; 4] = [Self::CasAdd, Self::CasGet, Self::NsFetch, Self::NsUpdate];

    /// The name in the protocol and in vectors.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CasAdd => "cas.add",
            Self::CasGet => "cas.get",
            Self::NsFetch => "ns.fetch",
            Self::NsUpdate => "ns.update",
            Self::StateLoad => "state.load",
            Self::StateSave => "state.save",
            Self::Authenticate => "authenticate",
            Self::MailDeposit => "mail.deposit",
            Self::MailCollect => "mail.collect",
        }
    }

    /// The operation with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.name() == name)
    }
}

impl fmt::Display for CallOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The harness's reply to a callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Done; the `ok`.
    Ok(Value),
    /// Not done, for this reason.
    Fail(FailReason),
    /// The device died just then.
    Drop,
}

/// Why a callback fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the protocol's
pub enum FailReason {
    NotFound,
    Unavailable,
    Timeout,
    Conflict,
    TooLarge,
    Full,
    Unsupported,
}

impl Reply {
    /// The line that answers the callback with this id, its end included.
    pub fn line(&self, call: &str) -> Vec<u8> {
        // Most of what the harness writes are these, so they are put together without a value in between.
        let line = match self {
            Self::Ok(ok) => format!("{{\"call\":{},\"ok\":{ok}}}\n", json!(call)),
            Self::Fail(reason) => {
                let reason = json!(reason);
                format!(
                    "{{\"call\":{},\"fail\":{{\"reason\":{reason}}}}}\n",
                    json!(call)
                )
            }
            Self::Drop => format!("{{\"call\":{},\"drop\":{{}}}}\n", json!(call)),
        };
        line.into_bytes()
    }
}

impl<'a> Call<'a> {
    /// The error completes "wrote an object that …".
    pub(super) fn from_parts(
        call: Cow<'a, str>,
        request: Option<Cow<'a, str>>,
        instance: Option<Cow<'a, str>>,
        op: Option<Cow<'a, str>>,
        input: Option<&'a RawValue>,
    ) -> Result<Self, String> {
        let lacks = |field: &str| format!("is a callback and has no `{field}`");
        let op = op.ok_or_else(|| lacks("op"))?;
        Ok(Self {
            call,
            request: request.ok_or_else(|| lacks("for"))?,
            instance: instance.ok_or_else(|| lacks("instance"))?,
            op: CallOp::named(&op).ok_or_else(|| {
                format!(
                    "calls back for `{}`, which is no callback",
                    op.escape_debug()
                )
            })?,
            input: input.ok_or_else(|| lacks("in"))?,
        })
    }
}
