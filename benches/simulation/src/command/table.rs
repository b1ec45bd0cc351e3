//! Measured scenarios as a table for the terminal.

use std::fmt::Write;

use crate::measured::Measured;
use crate::page::{Figure, label};

/// A line a scenario: means with the half-width of their interval, and median and 95th percentile of the times.
pub(super) fn table(all: &[Measured]) -> String {
    let mut out = format!(
        "{:<58} {:>6} {:>16} {:>14} {:>12} {:>10} {:>20} {:>20}\n",
        "",
        "runs",
        "sends/delivery",
        "acks",
        "bytes",
        "helper",
        "received p50/p95",
        "silent p50/p95"
    );
    for it in all {
        let _ = writeln!(
            out,
            "{:<58} {:>6} {:>16} {:>14} {:>12} {:>10} {:>20} {:>20}",
            label(&it.scenario),
            it.runs,
            Figure::with_interval(&it.sends),
            Figure::with_interval(&it.acks),
            Figure::with_interval(&it.bytes),
            Figure::mean(&it.helper),
            Figure::median_and_tail(&it.received),
            Figure::median_and_tail(&it.stopped),
        );
        if it.unfinished > 0 {
            let _ = writeln!(
                out,
                "  {} of {} runs were given up after {} epochs, so these figures are too low; {}",
                it.unfinished,
                it.runs,
                it.scenario.bound,
                it.scenario
                    .cannot_end()
                    .unwrap_or("raise the bound with `--bound`")
            );
        }
    }
    out
}
