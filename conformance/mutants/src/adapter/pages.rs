//! The operations on pages and addresses that need no instance.

use serde::Deserialize;
use serde_json::{Value, json};

use super::outcome::{Outcome, input};
use crate::address::{Kind, check};
use crate::bytes::Bytes;
use crate::faults::Faulty;
use crate::page::Page;

/// `page.decode`.
pub(super) fn decode_page(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        bytes: Bytes,
    }
    let In { bytes } = input(from)?;
    let page = Page::decode(&bytes, faulty).map_err(Outcome::Reject)?;
    Ok(Outcome::ok(page))
}

/// `page.encode`.
pub(super) fn encode_page(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    let page: Page = input(from)?;
    Ok(Outcome::ok(json!({"bytes": page.encode(faulty)})))
}

/// `address.check`.
pub(super) fn check_address(from: &Value, faulty: Faulty) -> Result<Outcome, Outcome> {
    #[derive(Deserialize)]
    struct In {
        kind: Kind,
        address: Bytes,
        content: Bytes,
    }
    let asked: In = input(from)?;
    let checked =
        check(asked.kind, &asked.address, &asked.content, faulty).map_err(Outcome::Reject)?;
    Ok(Outcome::ok(json!({"checked": checked})))
}
