//! `store.*`: the contract of a content store and a name system, asked of the stores in memory.

use std::borrow::Cow;

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::Failure;
use remote_log::store::{Cas, MemoryCas, MemoryNs, Ns};
use serde::{Deserialize, Serialize};

use super::callback::ExpectField;
use super::port::Reply;
use crate::answer::{Refusal, put};
use crate::hex::Hex;

/// A content store and a name system, empty at first.
pub(super) struct Store {
    cas: MemoryCas,
    ns: MemoryNs,
}

#[derive(Deserialize)]
struct AddInput<'a> {
    content: Hex<'a>,
}

#[derive(Serialize)]
struct AddAnswer<'a> {
    address: Hex<'a>,
}

#[derive(Deserialize)]
struct GetInput<'a> {
    address: Hex<'a>,
}

#[derive(Deserialize)]
struct UpdateInput<'a> {
    name: Cow<'a, str>,
    content: Hex<'a>,
    expect: ExpectField<'a>,
}

#[derive(Deserialize)]
struct FetchInput<'a> {
    name: Cow<'a, str>,
}

#[derive(Serialize)]
struct ContentAnswer<'a> {
    status: &'static str,
    content: Option<Hex<'a>>,
}

#[derive(Serialize)]
struct StatusAnswer {
    status: &'static str,
}

impl Store {
    pub(super) fn new() -> Self {
        Store {
            cas: MemoryCas::new(AddressKind::Multihash),
            ns: MemoryNs::new(),
        }
    }

    /// Answers an operation on the store.
    pub(super) fn answer(&mut self, op: &str, input: &str) -> Reply {
        let mut ok = Vec::new();
        match op {
            "store.add" => {
                let AddInput { content } = serde_json::from_str(input)?;
                let address = self.cas.add(&content.0).map_err(fault)?;
                put(
                    &mut ok,
                    &AddAnswer {
                        address: address[..].into(),
                    },
                );
            }
            "store.get" => {
                let GetInput { address } = serde_json::from_str(input)?;
                put_content(&mut ok, self.cas.get(&address.0))?;
            }
            "store.update" => {
                let UpdateInput {
                    name,
                    content,
                    expect,
                } = serde_json::from_str(input)?;
                let status = match self.ns.update(&name, &content.0, &expect.into()) {
                    Ok(()) => "ok",
                    Err(Failure::Conflict) => "conflict",
                    Err(failure) => return Err(fault(failure)),
                };
                put(&mut ok, &StatusAnswer { status });
            }
            "store.fetch" => {
                let FetchInput { name } = serde_json::from_str(input)?;
                put_content(&mut ok, self.ns.fetch(&name))?;
            }
            _ => return Err(Refusal::Fault(format!("a store has no operation {op}"))),
        }
        Ok(ok)
    }
}

fn put_content(ok: &mut Vec<u8>, got: Result<Bytes, Failure>) -> Result<(), Refusal> {
    let (status, content) = match &got {
        Ok(content) => ("ok", Some(content[..].into())),
        Err(Failure::NotFound) => ("not_found", None),
        Err(failure) => return Err(fault(*failure)),
    };
    put(ok, &ContentAnswer { status, content });
    Ok(())
}

/// Memory fails in no other way than those with a status.
fn fault(failure: Failure) -> Refusal {
    Refusal::Fault(format!("the store in memory failed: {failure}"))
}
