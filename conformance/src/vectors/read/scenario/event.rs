//! What happens in a scenario, and how payloads travel in it.

use serde_saphyr::Spanned;

use super::cast::{Cast, epochs, one_of};
use super::forged::Forgery;
use super::message::Messages;
use super::raw::{RawCarry, RawEvent, RawHelper};
use crate::diagnostic::Diagnostic;
use crate::scenario::{Carry, Death, Epochs, Event, Fate, HelperFault, MOST_EPOCHS};
use crate::vectors::MailItem;
use crate::vectors::read::{fault, step, world};

/// The requests in which a device can die.
const REQUESTS: [&str; 5] = [
    "node.append",
    "node.epoch",
    "node.helper",
    "node.open",
    "node.receive",
];

pub(super) fn event(
    cast: &Cast<'_>,
    messages: &mut Messages,
    forgery: &Forgery<'_>,
    raw: &Spanned<RawEvent>,
) -> Result<Event, Diagnostic> {
    let context = cast.context;
    let RawEvent {
        at: _,
        append,
        kill,
        backup,
        restore,
        moved,
        clock,
        peers,
        inject,
        slip,
        forge,
        world: change,
        message,
        request,
        callback,
        to,
        by,
    } = &raw.value;
    let happens = [
        append.is_some(),
        kill.is_some(),
        backup.is_some(),
        restore.is_some(),
        moved.is_some(),
        clock.is_some(),
        peers.is_some(),
        inject.is_some(),
        slip.is_some(),
        forge.is_some(),
        change.is_some(),
    ];
    let alone = (append.is_some() || message.is_none())
        && (kill.is_some() || request.is_none() && callback.is_none())
        && (moved.is_some() || to.is_none())
        && (clock.is_some() || by.is_none());
    if happens.iter().filter(|one| **one).count() != 1 || !alone {
        return Err(context.fault(
            raw,
            "An event has exactly one of `append` (with `message`), `kill` (perhaps with `in` and `callback`), `backup`, \
             `restore`, `move` (with `to`), `clock` (with `by`), `peers`, `inject`, `slip`, `forge` and `world`.",
        ));
    }
    let lacks = |what: &str| Err(context.fault(raw, format!("This event needs `{what}`.")));
    if let Some(actor) = append {
        let actor = cast.actor(actor)?;
        let Some(message) = message else {
            return lacks("message");
        };
        let written = messages.read(context, message, forgery.group, forgery.epoch)?;
        if !written.parents.is_empty() {
            let why = "Who appends a message names its parents itself; leave `parents` out.";
            return Err(context.fault(message, why));
        }
        return Ok(Event::Append {
            actor,
            group: written.group,
            timestamp: written.timestamp,
            body: written.body,
            ephemeral: written.ephemeral,
        });
    }
    if let Some(actor) = kill {
        let at = match (request, callback) {
            (None, None) => None,
            (Some(request), Some(callback)) => Some(Death {
                request: one_of(context, request, &REQUESTS)?,
                call: step::callback(context, &callback.op)?,
                nth: context.counted(&callback.nth, "nth", u32::MAX)?,
            }),
            _ => return lacks("in` and `callback"),
        };
        let actor = cast.actor(actor)?;
        return Ok(Event::Kill { actor, at });
    }
    if let Some(actor) = backup {
        return cast.actor(actor).map(Event::Backup);
    }
    if let Some(actor) = restore {
        return cast.actor(actor).map(Event::Restore);
    }
    if let Some(actor) = moved {
        let Some(network) = to else {
            return lacks("to");
        };
        return Ok(Event::Move {
            actor: cast.actor(actor)?,
            network: network.value.clone(),
        });
    }
    if let Some(actor) = clock {
        let Some(Ok(by)) = by.as_ref().map(|by| by.value.parse()) else {
            return lacks("by`, a quoted number of epochs such as \"-5\" in `by");
        };
        let actor = cast.actor(actor)?;
        return Ok(Event::Clock { actor, by });
    }
    if let Some(group) = peers {
        return cast.group(group).map(Event::Peers);
    }
    if let Some(inject) = inject {
        if inject.value.sealed_for.is_some() || inject.value.sealed.is_some() {
            let why = "`for` and `sealed` are for what comes in a mailbox: a `slip`.";
            return Err(context.fault(inject, why));
        }
        return Ok(Event::Inject {
            to: cast.actor(&inject.value.to)?,
            from: inject.value.from.value.as_bytes().to_vec(),
            payload: forgery.payload(messages, inject)?,
        });
    }
    if let Some(slip) = slip {
        let to = cast.actor(&slip.value.to)?;
        let sealed_for = cast.maybe(slip.value.sealed_for.as_ref())?.unwrap_or(to);
        let item = MailItem {
            from: slip.value.from.value.as_bytes().to_vec(),
            to: cast.name(sealed_for).as_bytes().to_vec(),
            bytes: forgery.payload(messages, slip)?,
            sealed: slip
                .value
                .sealed
                .as_ref()
                .is_some_and(|sealed| sealed.value),
        };
        return Ok(Event::Slip { to, item });
    }
    if let Some(forge) = forge {
        return forgery.log(messages, forge).map(Event::World);
    }
    match change {
        Some(change) => world::read(context, change).map(Event::World),
        None => lacks("world"),
    }
}

pub(super) fn carry(cast: &Cast<'_>, raw: &Spanned<RawCarry>) -> Result<Carry, Diagnostic> {
    let context = cast.context;
    let RawCarry {
        from,
        to,
        epochs: span,
        is,
        by,
    } = &raw.value;
    let fate = match (
        one_of(context, is, &["lost", "twice", "late"])?.as_str(),
        by,
    ) {
        ("lost", None) => Fate::Lost,
        ("twice", None) => Fate::Twice,
        ("late", Some(by)) => Fate::Late(context.counted(by, "by", MOST_EPOCHS)?),
        _ => {
            return Err(context.fault(
                is,
                "A payload is `late` `by` some epochs; nothing else has `by`.",
            ));
        }
    };
    Ok(Carry {
        from: cast.maybe(from.as_ref())?,
        to: cast.maybe(to.as_ref())?,
        epochs: span
            .as_ref()
            .map_or(Ok(Epochs::ALL), |span| epochs(context, span))?,
        fate,
    })
}

pub(super) fn helper(cast: &Cast<'_>, raw: &Spanned<RawHelper>) -> Result<HelperFault, Diagnostic> {
    let RawHelper {
        actor,
        epochs: span,
        fault,
    } = &raw.value;
    Ok(HelperFault {
        actor: cast.maybe(actor.as_ref())?,
        epochs: span
            .as_ref()
            .map_or(Ok(Epochs::ALL), |span| epochs(cast.context, span))?,
        fault: fault::read(cast.context, fault)?,
    })
}
