//! What must have come of a scenario.

use serde_saphyr::Spanned;

use super::cast::{Cast, epochs, one_of};
use super::message::Messages;
use super::raw::RawClaim;
use crate::diagnostic::Diagnostic;
use crate::scenario::{ClaimMatcher, Epochs, Part, ScenarioClaim, Subject};
use crate::vectors::read::case::Reading;
use crate::vectors::read::{assertion, line};
use crate::yaml::{Node, Yaml};

/// What can be looked at.
const WHAT: [&str; 14] = [
    "delivered",
    "unsaved",
    "forged",
    "payloads",
    "sends",
    "offers",
    "requests",
    "acks",
    "deposits",
    "deposited_acks",
    "parents",
    "refused",
    "rejected",
    "listed",
];

/// The most that a count is compared with.
const MOST: usize = 1_000_000;

pub(super) fn read(
    reading: &Reading<'_>,
    cast: &Cast<'_>,
    messages: &Messages,
    raw: &Spanned<RawClaim>,
) -> Result<ScenarioClaim, Diagnostic> {
    let context = cast.context;
    let RawClaim {
        req,
        actor,
        what,
        message,
        to,
        epochs: span,
        ..
    } = &raw.value;
    assertion::requirement(reading, req)?;
    let span = span
        .as_ref()
        .map(|span| epochs(context, span))
        .transpose()?;
    let id = message
        .as_ref()
        .map(|message| messages.id(context, message));
    let (id, to) = (id.transpose()?, cast.maybe(to.as_ref())?);
    let sent = |part| Subject::Sent {
        part,
        message: id.clone(),
        to,
    };
    let deposited = |part| Subject::Deposited {
        part,
        message: id.clone(),
        to,
    };
    let misfit = |why: &str| Err(context.fault(what, why.to_owned()));
    let subject = match one_of(context, what, &WHAT)?.as_str() {
        "acks" => sent(Part::Ack),
        "offers" => sent(Part::Offer),
        "requests" => sent(Part::Request),
        "sends" => sent(Part::Message),
        "deposits" => deposited(Part::Message),
        "deposited_acks" => deposited(Part::Ack),
        "payloads" if id.is_none() => Subject::Payloads { to },
        _ if to.is_some() => return misfit("Only what is sent or deposited can be `to` somebody."),
        "parents" => match id {
            Some(id) => Subject::Parents(id),
            None => return misfit("Say in `message` whose parents are meant."),
        },
        _ if id.is_some() => return misfit("This is not about a single `message`."),
        "delivered" => Subject::Delivered,
        "unsaved" => Subject::Unsaved,
        "forged" => Subject::Forged,
        "refused" => Subject::Refused,
        "rejected" => Subject::Rejected,
        _ => Subject::Listed,
    };
    if span.is_some() && matches!(subject, Subject::Listed | Subject::Parents(_)) {
        return misfit("This is about the end, and has no `epochs`.");
    }
    let must = matcher(cast, messages, raw, &subject)?;
    Ok(ScenarioClaim {
        req: req.value.clone(),
        place: context.yaml.place(line(raw)),
        actor: cast.actor(actor)?,
        subject,
        epochs: span.unwrap_or(Epochs::ALL),
        must,
    })
}

fn matcher(
    cast: &Cast<'_>,
    messages: &Messages,
    raw: &Spanned<RawClaim>,
    subject: &Subject,
) -> Result<ClaimMatcher, Diagnostic> {
    let context = cast.context;
    let words = |node: &Node| {
        let Yaml::List(nodes) = &node.value else {
            return Err(context.fault(node, "Here must be a list."));
        };
        nodes
            .iter()
            .map(|node| word(cast, messages, subject, node))
            .collect::<Result<Vec<String>, _>>()
    };
    match (
        &raw.value.is,
        &raw.value.set,
        &raw.value.at_most,
        &raw.value.at_least,
    ) {
        (Some(node), None, None, None) => words(node).map(ClaimMatcher::Is),
        (None, Some(node), None, None) => words(node).map(ClaimMatcher::Set),
        (None, None, Some(node), None) => context
            .counted(node, "at_most", MOST)
            .map(ClaimMatcher::AtMost),
        (None, None, None, Some(node)) => context
            .counted(node, "at_least", MOST)
            .map(ClaimMatcher::AtLeast),
        _ => Err(context.fault(
            raw,
            "A claim has one of `is`, `set`, `at_most` and `at_least`.",
        )),
    }
}

/// An element of a list: a message, an epoch or a reason. A message is compared by what the file calls it.
fn word(
    cast: &Cast<'_>,
    messages: &Messages,
    subject: &Subject,
    node: &Node,
) -> Result<String, Diagnostic> {
    let context = cast.context;
    match subject {
        Subject::Delivered
        | Subject::Unsaved
        | Subject::Forged
        | Subject::Parents(_)
        | Subject::Listed => {
            let id = messages.id(context, node)?;
            Ok(messages.word(&id))
        }
        Subject::Payloads { .. } | Subject::Sent { .. } | Subject::Deposited { .. } => {
            let epoch: u64 = context.counted(node, "epoch", u64::MAX)?;
            Ok(epoch.to_string())
        }
        Subject::Refused | Subject::Rejected => match &node.value {
            Yaml::Text(reason)
                if ["malformed", "invalid", "mismatch", "too_large"].contains(&reason.as_str()) =>
            {
                Ok(reason.clone())
            }
            _ => Err(context.fault(
                node,
                "A reason is one of malformed, invalid, mismatch, too_large.",
            )),
        },
    }
}
