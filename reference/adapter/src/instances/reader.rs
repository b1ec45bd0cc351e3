//! `reader.open` and `reader.sync`.

use std::num::NonZeroU64;

use remote_log::log::Check;
use remote_log::log::reader::{Limits, Outcome, Reader, Settings};
use serde::{Deserialize, Serialize};

use super::port::{Asked, Port, Reply};
use crate::answer::{Refusal, put};
use crate::decimal::Decimal;
use crate::hex::Hex;
use crate::kind::KindField;

#[derive(Deserialize)]
struct OpenInput {
    name: String,
    profile: String,
    group: Option<Hex<'static>>,
    kind: KindField,
    limits: LimitsField,
}

#[derive(Deserialize)]
struct LimitsField {
    pages: Decimal<NonZeroU64>,
    page_bytes: Decimal<NonZeroU64>,
    pairs: Decimal<NonZeroU64>,
    content_bytes: Decimal<NonZeroU64>,
    call_bytes: Decimal<NonZeroU64>,
    gets: Decimal<NonZeroU64>,
}

#[derive(Deserialize)]
struct SyncInput {
    now: Decimal<u64>,
}

/// A reader's answer.
#[derive(Serialize)]
struct SyncAnswer<'a> {
    head: &'static str,
    delivered: Vec<Delivered<'a>>,
    missing: Vec<Missing<'a>>,
    gaps: Vec<Gap<'a>>,
    cycles: Vec<Hex<'a>>,
    inserted: Vec<Hex<'a>>,
    reordered: bool,
    evidence: Option<Evidence<'a>>,
}

#[derive(Serialize)]
struct Delivered<'a> {
    id: Hex<'a>,
    data: Hex<'a>,
    check: &'static str,
}

#[derive(Serialize)]
struct Missing<'a> {
    id: Hex<'a>,
    reason: &'static str,
}

#[derive(Serialize)]
struct Gap<'a> {
    address: Hex<'a>,
    reason: &'static str,
}

#[derive(Serialize)]
struct Evidence<'a> {
    floor: Hex<'a>,
    head: Hex<'a>,
}

/// The life of a reader, from `reader.open` with this input until the task is dropped.
pub(super) async fn live(port: Port, input: String) {
    let mut reader = match open(&port, &input).await {
        Ok(reader) => reader,
        Err(refusal) => return port.reply(Err(refusal)),
    };
    port.reply(Ok(b"{}".to_vec()));
    loop {
        let Asked { op, input } = port.asked().await;
        let reply = match &*op {
            "reader.sync" => sync(&port, &mut reader, &input).await,
            _ => Err(Refusal::Fault(format!("a reader has no operation {op}"))),
        };
        port.reply(reply);
    }
}

async fn open(port: &Port, input: &str) -> Result<Reader, Refusal> {
    let input: OpenInput = serde_json::from_str(input)?;
    let group = input.group.as_ref().map(|group| &*group.0);
    let settings = Settings {
        name: input.name,
        kind: input.kind.into(),
        check: Check::new(&input.profile, group)?,
        limits: Limits {
            pages: input.limits.pages.0.get(),
            page_bytes: input.limits.page_bytes.0.get(),
            pairs: input.limits.pairs.0.get(),
            content_bytes: input.limits.content_bytes.0.get(),
            call_bytes: input.limits.call_bytes.0.get(),
            gets: input.limits.gets.0.get(),
        },
    };
    let saved = port.load().await;
    Ok(Reader::open(settings, saved.map(Into::into))?)
}

async fn sync(port: &Port, reader: &mut Reader, input: &str) -> Reply {
    let SyncInput { now } = serde_json::from_str(input)?;
    let outcome = port.run(reader.sync(now.0)).await?;
    let mut ok = Vec::new();
    put(&mut ok, &answer(&outcome));
    Ok(ok)
}

fn answer(outcome: &Outcome) -> SyncAnswer<'_> {
    let delivered = outcome.delivered.iter().map(|item| Delivered {
        id: item.id.0[..].into(),
        data: item.data[..].into(),
        check: item.check.name(),
    });
    let missing = outcome.missing.iter().map(|(id, reason)| Missing {
        id: id.0[..].into(),
        reason: reason.name(),
    });
    let gaps = outcome.gaps.iter().map(|(address, reason)| Gap {
        address: address[..].into(),
        reason: reason.name(),
    });
    SyncAnswer {
        head: outcome.head.name(),
        delivered: delivered.collect(),
        missing: missing.collect(),
        gaps: gaps.collect(),
        cycles: outcome
            .cycles
            .iter()
            .map(|address| address[..].into())
            .collect(),
        inserted: outcome.inserted.iter().map(|id| id.0[..].into()).collect(),
        reordered: outcome.reordered,
        evidence: outcome.evidence.as_ref().map(|evidence| Evidence {
            floor: evidence.floor[..].into(),
            head: evidence.head[..].into(),
        }),
    }
}
