//! The whole of a scenario.

use remote_log::message::Numbering;

use super::cast::{Cast, one_of};
use super::forged::Forgery;
use super::message::Messages;
use super::raw::{RawLimits, RawScenario};
use super::{claim, event};
use crate::diagnostic::Diagnostic;
use crate::scenario::{Actor, Group, Limits, MOST_EPOCHS, Scenario};
use crate::vectors::read::Context;
use crate::vectors::read::case::Reading;
use crate::yaml::Node;

/// The longest an epoch may last: a week.
const MOST_SECONDS: u64 = 7 * 24 * 3600;

pub(in crate::vectors::read) fn read(
    reading: &Reading<'_>,
    raw: &RawScenario,
) -> Result<Scenario, Diagnostic> {
    let context = reading.context;
    let cast = Cast::read(context, raw)?;
    let numbers = match &raw.numbers {
        None => Numbering::Spec,
        Some(word) => match one_of(context, word, &["spec", "legacy"])?.as_str() {
            "legacy" => Numbering::Legacy,
            _ => Numbering::Spec,
        },
    };
    let epochs = context.counted(&raw.epochs, "epochs", MOST_EPOCHS)?;
    let seconds = match &raw.seconds {
        None => 1,
        Some(seconds) => context.counted(seconds, "seconds", MOST_SECONDS)?,
    };
    let limits = limits(context, raw.limits.as_ref())?;
    let groups: Vec<Group> = (raw.groups.iter())
        .map(|group| cast.group(group))
        .collect::<Result<_, _>>()?;
    let Some(first) = groups.first() else {
        return Err(context.fault(&raw.epochs, "A scenario has at least one of `groups`."));
    };
    let actors: Vec<Actor> = (raw.actors.iter())
        .map(|actor| cast.one(raw, &actor.value))
        .collect::<Result<_, _>>()?;
    let mut messages = Messages::default();
    let mut events = Vec::new();
    let mut before = 0;
    for raw in &raw.events {
        let epoch = context.counted(&raw.value.at, "at", epochs)?;
        if epoch < before {
            return Err(context.fault(&raw.value.at, "Write events in the order of their epochs."));
        }
        before = epoch;
        let forgery = Forgery {
            context,
            group: &first.id,
            epoch,
            numbers,
        };
        events.push((epoch, event::event(&cast, &mut messages, &forgery, raw)?));
    }
    if raw.in_the_end.value.is_empty() {
        return Err(context.fault(
            &raw.in_the_end,
            "This scenario claims nothing, so it can never fail. Add to `in_the_end`.",
        ));
    }
    let claims = raw.in_the_end.value.iter();
    Ok(Scenario {
        epochs,
        seconds,
        numbers,
        limits,
        actors,
        claims: claims
            .map(|raw| claim::read(reading, &cast, &messages, raw))
            .collect::<Result<_, _>>()?,
        carry: (raw.carry.iter())
            .map(|raw| event::carry(&cast, raw))
            .collect::<Result<_, _>>()?,
        helper: (raw.helper.iter())
            .map(|raw| event::helper(&cast, raw))
            .collect::<Result<_, _>>()?,
        disbelieved: (raw.disbelieved.iter())
            .map(|node| messages.id(context, node))
            .collect::<Result<_, _>>()?,
        groups,
        events,
        beside: None,
        names: messages.names(),
    })
}

fn limits(context: &Context<'_>, raw: Option<&RawLimits>) -> Result<Limits, Diagnostic> {
    let recommended = Limits::default();
    let Some(raw) = raw else {
        return Ok(recommended);
    };
    let bound = |node: &Option<Node>, name: &str, most: u64| {
        let bound = node.as_ref().map(|node| context.counted(node, name, most));
        bound.unwrap_or(Ok(most))
    };
    Ok(Limits {
        payload_bytes: bound(
            &raw.payload_bytes,
            "payload_bytes",
            recommended.payload_bytes,
        )?,
        payload_entries: bound(
            &raw.payload_entries,
            "payload_entries",
            recommended.payload_entries,
        )?,
        records: bound(&raw.records, "records", recommended.records)?,
    })
}
