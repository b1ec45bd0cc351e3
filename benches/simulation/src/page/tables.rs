//! The tables of the page.

use std::fmt::Write;

use super::figure::{Figure, digits, mode, pace, percent};
use crate::experiments::PUBLISHED_UPTIME;
use crate::measured::Measured;
use crate::results::Results;
use crate::scenario::{Model, Overlay, Scenario};
use crate::theory::Expected;

/// A column: its name, and what stands in it.
type Column<'a> = (&'a str, &'a dyn Fn(&Measured) -> String);

/// A table of what is measured, a row each.
fn table(all: &[&Measured], columns: &[Column<'_>]) -> String {
    let mut out = String::new();
    for (name, _) in columns {
        let _ = write!(out, "| {name} ");
    }
    out.push_str("|\n");
    out.push_str(&"|---".repeat(columns.len()));
    out.push_str("|\n");
    for it in all {
        for (_, cell) in columns {
            let _ = write!(out, "| {} ", cell(it));
        }
        out.push_str("|\n");
    }
    out
}

fn helper(it: &Measured) -> String {
    let name = it.scenario.helper.name().to_owned();
    match it.scenario.overlay {
        Overlay::Mesh => name,
        Overlay::Neighbours(_) => format!("{name}, passed on"),
    }
}

fn how(it: &Measured) -> String {
    format!("{}, {}", mode(it.scenario.mode), pace(it.scenario.pace))
}

/// The published figures, measured.
pub(super) fn published(results: &Results) -> String {
    let all: Vec<_> = results.published.iter().collect();
    table(
        &all,
        &[
            ("mode, interval", &how),
            ("helper", &helper),
            ("message sends", &|it| Figure::with_interval(&it.messages)),
            ("ACKs", &|it| Figure::with_interval(&it.acks)),
            ("offers, requests", &|it| {
                Figure::with_interval(&it.offers_and_requests)
            }),
            ("helper's messages and ACKs", &|it| {
                Figure::with_interval(&it.helper)
            }),
            ("everything until received", &|it| {
                Figure::with_interval(&it.until_received)
            }),
            ("bytes, multiple", &|it| Figure::with_interval(&it.bytes)),
        ],
    )
}

/// How long the published figures take.
pub(super) fn published_times(results: &Results) -> String {
    let all: Vec<_> = results.published.iter().collect();
    table(
        &all,
        &[
            ("mode, interval", &how),
            ("helper", &helper),
            ("received, mean", &|it| Figure::with_interval(&it.received)),
            ("median", &|it| Figure::median_with_interval(&it.received)),
            ("95th percentile", &|it| {
                Figure::tail_with_interval(&it.received)
            }),
            ("silent, mean", &|it| Figure::with_interval(&it.stopped)),
            ("median", &|it| Figure::median_with_interval(&it.stopped)),
            ("95th percentile", &|it| {
                Figure::tail_with_interval(&it.stopped)
            }),
        ],
    )
}

/// Theory and measurement side by side.
pub(super) fn theory(alone: &[&Measured]) -> String {
    let expected = |it: &Measured| Expected::at(PUBLISHED_UPTIME, it.scenario.pace);
    table(
        alone,
        &[
            ("interval", &|it| pace(it.scenario.pace).to_owned()),
            ("sends, 1/p²", &|it| digits(expected(it).messages)),
            ("measured", &|it| Figure::with_interval(&it.messages)),
            ("ACKs, 1/p", &|it| digits(expected(it).acks)),
            ("measured", &|it| Figure::with_interval(&it.acks)),
            ("received", &|it| digits(expected(it).received)),
            ("measured", &|it| Figure::with_interval(&it.received)),
            ("silent", &|it| digits(expected(it).stopped)),
            ("measured", &|it| Figure::with_interval(&it.stopped)),
        ],
    )
}

/// One message at every uptime under one model: what a figure shows, in numbers.
pub(super) fn uptimes(results: &Results, fits: &dyn Fn(&Scenario) -> bool) -> String {
    let all: Vec<_> = results
        .uptimes
        .iter()
        .filter(|it| fits(&it.scenario))
        .collect();
    table(
        &all,
        &[
            ("helper", &helper),
            ("uptime", &|it| percent(it.scenario.uptime)),
            ("sends", &|it| Figure::with_interval(&it.sends)),
            ("bytes, multiple", &|it| Figure::with_interval(&it.bytes)),
            ("helper's messages and ACKs", &|it| Figure::mean(&it.helper)),
            ("helper calls", &|it| Figure::mean(&it.helper_calls)),
            ("received, p50 / p95", &|it| {
                Figure::median_and_tail(&it.received)
            }),
            ("silent, p50 / p95", &|it| {
                Figure::median_and_tail(&it.stopped)
            }),
        ],
    )
}

/// Two nodes that write by turns.
pub(super) fn conversation(results: &Results, model: Model) -> String {
    let all = results.conversation.iter();
    let all: Vec<_> = all.filter(|it| it.scenario.model == model).collect();
    table(
        &all,
        &[
            ("interval", &|it| pace(it.scenario.pace).to_owned()),
            ("helper", &helper),
            ("message sends", &|it| Figure::with_interval(&it.messages)),
            ("ACKs", &|it| Figure::with_interval(&it.acks)),
            ("helper's messages and ACKs", &|it| {
                Figure::with_interval(&it.helper)
            }),
            ("bytes, multiple", &|it| Figure::with_interval(&it.bytes)),
            ("received, mean", &|it| Figure::with_interval(&it.received)),
            ("silent, p50 / p95", &|it| {
                Figure::median_and_tail(&it.stopped)
            }),
        ],
    )
}

/// Groups.
pub(super) fn groups(all: &[Measured]) -> String {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|it| (it.scenario.nodes, it.scenario.messages));
    table(
        &all,
        &[
            ("nodes", &|it| digits(f64::from(it.scenario.nodes))),
            ("messages", &|it| digits(f64::from(it.scenario.messages))),
            ("helper", &helper),
            ("sends per delivery", &|it| Figure::mean(&it.messages)),
            ("ACKs", &|it| Figure::mean(&it.acks)),
            ("helper's messages and ACKs", &|it| Figure::mean(&it.helper)),
            ("helper calls", &|it| Figure::mean(&it.helper_calls)),
            ("bytes, multiple", &|it| Figure::mean(&it.bytes)),
            ("all sends", &|it| {
                digits(it.messages.mean.value * it.scenario.deliveries() as f64)
            }),
            ("received, mean", &|it| Figure::mean(&it.received)),
            ("95 % received", &|it| Figure::mean(&it.nearly_all)),
            ("silent", &|it| Figure::mean(&it.stopped)),
        ],
    )
}
