//! What is asked of a store: its four operations.

use serde::Deserialize;
use serde_json::{Value, json};

use super::outcome::{Outcome, input};
use crate::bytes::Bytes;
use crate::store::Store;
use crate::stores::Expect;

/// `store.add`.
pub(super) fn add(from: &Value, store: &mut Store) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        content: Bytes,
    }
    let In { content } = input(from)?;
    Ok(Outcome::ok(json!({"address": store.add(content)})))
}

/// `store.get`.
pub(super) fn get(from: &Value, store: &Store) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        address: Bytes,
    }
    let In { address } = input(from)?;
    Ok(found(store.get(&address)))
}

/// `store.update`.
pub(super) fn update(from: &Value, store: &mut Store) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        name: String,
        content: Bytes,
        expect: Expect,
    }
    let asked: In = input(from)?;
    let status = match store.update(&asked.name, asked.content, &asked.expect) {
        true => "ok",
        false => "conflict",
    };
    Ok(Outcome::ok(json!({"status": status})))
}

/// `store.fetch`.
pub(super) fn fetch(from: &Value, store: &mut Store) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        name: String,
    }
    let In { name } = input(from)?;
    Ok(found(store.fetch(&name)))
}

fn found(content: Option<Bytes>) -> Outcome {
    let status = match content {
        Some(_) => "ok",
        None => "not_found",
    };
    Outcome::ok(json!({"status": status, "content": content}))
}
