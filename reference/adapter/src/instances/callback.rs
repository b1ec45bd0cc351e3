//! Callbacks: how a machine's requests go to the harness, and how the harness's answers come back.

use remote_log::log::{Answer, Expect, Failure};
use remote_log_helpers::MailError;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::answer::put;
use crate::hex::Hex;
use crate::line::Line;

/// A callback's operation with its input.
#[derive(Serialize)]
#[serde(tag = "op", content = "in")]
pub(super) enum Callback<'a> {
    #[serde(rename = "cas.add")]
    Add { content: Hex<'a> },
    #[serde(rename = "cas.get")]
    Get { address: Hex<'a> },
    #[serde(rename = "ns.fetch")]
    Fetch { name: &'a str },
    #[serde(rename = "ns.update")]
    Update {
        name: &'a str,
        content: Hex<'a>,
        expect: ExpectField<'a>,
    },
    #[serde(rename = "state.load")]
    Load {},
    #[serde(rename = "state.save")]
    Save {
        state: Hex<'a>,
        delivered: Vec<Hex<'a>>,
    },
    #[serde(rename = "authenticate")]
    Authenticate { data: Hex<'a> },
    #[serde(rename = "mail.deposit")]
    Deposit { to: Hex<'a>, bytes: Hex<'a> },
    #[serde(rename = "mail.collect")]
    Collect { token: Option<&'a str> },
}

/// What a name must hold for an update to happen.
#[derive(Serialize, Deserialize)]
#[serde(tag = "state", content = "content", rename_all = "lowercase")]
pub(super) enum ExpectField<'a> {
    Absent,
    Exact(Hex<'a>),
    Any,
}

impl<'a> From<&'a Expect> for ExpectField<'a> {
    fn from(expect: &'a Expect) -> Self {
        match expect {
            Expect::Absent => ExpectField::Absent,
            Expect::Exact(content) => ExpectField::Exact(content[..].into()),
            Expect::Any => ExpectField::Any,
        }
    }
}

impl From<ExpectField<'_>> for Expect {
    fn from(expect: ExpectField<'_>) -> Self {
        match expect {
            ExpectField::Absent => Expect::Absent,
            ExpectField::Exact(content) => Expect::Exact(content.0.into_owned().into()),
            ExpectField::Any => Expect::Any,
        }
    }
}

/// A callback, ready to be sent: all of its line but the number and the request that it serves.
pub(super) struct Outgoing {
    json: Vec<u8>,
    shape: Shape,
}

/// What the answer to a callback holds.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// `content`.
    Content,
    /// `address`.
    Address,
    /// Nothing of meaning; what a name system says beside the status means nothing (RL-NAME-14).
    Nothing,
    /// `state`, which may be `null`.
    State,
    /// `accepted`.
    Accepted,
    /// Nothing; a deposit fails for reasons of its own.
    Deposited,
    /// `items` and a `token`.
    Collected,
}

impl Outgoing {
    pub(super) fn new(callback: &Callback<'_>) -> Self {
        let mut json = Vec::new();
        put(&mut json, callback);
        let shape = match callback {
            Callback::Add { .. } => Shape::Address,
            Callback::Get { .. } | Callback::Fetch { .. } => Shape::Content,
            Callback::Update { .. } | Callback::Save { .. } => Shape::Nothing,
            Callback::Load {} => Shape::State,
            Callback::Authenticate { .. } => Shape::Accepted,
            Callback::Deposit { .. } => Shape::Deposited,
            Callback::Collect { .. } => Shape::Collected,
        };
        Outgoing { json, shape }
    }

    /// What its answer will hold.
    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Appends the line. `request` is the id of the request that is served, a JSON string.
    pub(super) fn put_line(&self, number: u64, request: &str, instance: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{{\"call\":\"c{number}\",\"for\":{request}").as_bytes());
        out.extend_from_slice(b",\"instance\":");
        put(out, &instance);
        out.push(b',');
        // The callback is an object of its own, whose fields go on in the line's.
        out.extend_from_slice(&self.json[1..]);
        out.push(b'\n');
    }
}

/// The number of the callback that a line answers.
pub(super) fn number(call: &str) -> Option<u64> {
    call.strip_prefix('c')?.parse().ok()
}

/// What the harness brought.
pub(super) enum Brought {
    /// The answer to a machine's request.
    Answer(Answer),
    /// The state as saved last.
    State(Option<Vec<u8>>),
    /// Whether the application believes a message.
    Accepted(bool),
    /// Whether an item is in a mailbox now.
    Deposited(Result<(), MailError>),
    /// What is in the node's mailbox; none if that cannot be had now.
    Collected(Option<Batch>),
}

/// Items of the node's mailbox.
#[derive(Deserialize)]
pub(super) struct Batch {
    pub(super) items: Vec<Item>,
    pub(super) token: String,
}

/// An item of a mailbox, as the application finds it when it opens it.
#[derive(Deserialize)]
pub(super) struct Item {
    pub(super) from: Hex<'static>,
    pub(super) to: Hex<'static>,
    pub(super) bytes: Hex<'static>,
    pub(super) sealed: bool,
}

#[derive(Deserialize)]
struct ContentField<'a> {
    content: Hex<'a>,
}

#[derive(Deserialize)]
struct AddressField<'a> {
    address: Hex<'a>,
}

#[derive(Deserialize)]
struct AcceptedField {
    accepted: bool,
}

#[derive(Deserialize)]
struct StateField<'a> {
    state: Option<Hex<'a>>,
}

/// Reads the answer to a callback. An error is a sentence that says what is wrong with the line.
pub(super) fn read(shape: Shape, line: &Line<'_>) -> Result<Brought, String> {
    if let Some(fail) = &line.fail {
        let reason = &fail.reason;
        match shape {
            Shape::State => {
                return Err(format!(
                    "`state.load` fails for `{reason}`; answer it with the state, which is null before the first save"
                ));
            }
            Shape::Accepted => {
                return Err(format!(
                    "`authenticate` fails for `{reason}`; answer it with `accepted`, which is true or false"
                ));
            }
            Shape::Deposited => return undeposited(reason).map(|it| Brought::Deposited(Err(it))),
            Shape::Collected => return failure(reason).map(|_| Brought::Collected(None)),
            Shape::Content | Shape::Address | Shape::Nothing => {}
        }
        return failure(reason).map(|failure| Brought::Answer(Answer::Fails(failure)));
    }
    let ok = line
        .ok
        .ok_or("the answer to a callback has neither `ok` nor `fail` nor `drop`")?;
    read_ok(shape, ok).map_err(|error| format!("the answer to a callback cannot be read: {error}"))
}

fn read_ok(shape: Shape, ok: &RawValue) -> Result<Brought, serde_json::Error> {
    let ok = ok.get();
    Ok(match shape {
        Shape::Content => {
            let ContentField { content } = serde_json::from_str(ok)?;
            Brought::Answer(Answer::Content(content.0.into_owned().into()))
        }
        Shape::Address => {
            let AddressField { address } = serde_json::from_str(ok)?;
            Brought::Answer(Answer::Address(address.0.into_owned().into()))
        }
        Shape::Nothing => Brought::Answer(Answer::Done),
        Shape::State => {
            let StateField { state } = serde_json::from_str(ok)?;
            Brought::State(state.map(|state| state.0.into_owned()))
        }
        Shape::Accepted => {
            let AcceptedField { accepted } = serde_json::from_str(ok)?;
            Brought::Accepted(accepted)
        }
        Shape::Deposited => Brought::Deposited(Ok(())),
        Shape::Collected => Brought::Collected(Some(serde_json::from_str(ok)?)),
    })
}

/// Why an item is not in a mailbox. What would fit, the harness does not say.
fn undeposited(reason: &str) -> Result<MailError, String> {
    Ok(match reason {
        "full" => MailError::BoxFull,
        _ => match failure(reason)? {
            Failure::NotFound => MailError::UnknownRecipient,
            Failure::TooLarge => MailError::TooLarge { len: 0, most: 0 },
            other => MailError::Unavailable(other),
        },
    })
}

fn failure(reason: &str) -> Result<Failure, String> {
    Ok(match reason {
        "not_found" => Failure::NotFound,
        "unavailable" => Failure::Unavailable,
        "timeout" => Failure::Timeout,
        "conflict" => Failure::Conflict,
        "too_large" => Failure::TooLarge,
        "unsupported" => Failure::Unsupported,
        _ => {
            return Err(format!(
                "a callback fails for `{reason}`, which is no reason of the protocol"
            ));
        }
    })
}
