//! Whether what must have come of a scenario did.

use serde_json::{Value, json};

use super::claim::{ClaimMatcher, ScenarioClaim, Subject};
use super::facts::{Fact, Facts, Part, What};
use super::story::{Epochs, Id, Scenario};
use crate::protocol::Answer;
use crate::verdict::Divergence;
use crate::world::World;

/// The first claim that does not hold.
pub(super) fn judge(scenario: &Scenario, facts: &Facts, world: &World) -> Option<Divergence> {
    scenario.claims.iter().find_map(|claim| {
        let got = look(scenario, facts, world, claim);
        (!holds(&claim.must, &got)).then(|| {
            let expected = match &claim.must {
                ClaimMatcher::Is(list) => json!(list),
                ClaimMatcher::Set(list) => json!({ "set": list }),
                ClaimMatcher::AtMost(most) => json!({"at_most": most.to_string()}),
                ClaimMatcher::AtLeast(least) => json!({"at_least": least.to_string()}),
            };
            let subject = sentence(scenario, claim, &got);
            divergence(scenario, claim, claim.actor, subject, expected, json!(got))
        })
    })
}

/// A request to an actor that a scenario cannot go on without was not answered with an `ok`. The first claim is blamed.
pub(super) fn refused(
    scenario: &Scenario,
    actor: usize,
    op: &str,
    epoch: u64,
    answer: &Answer,
) -> Option<Divergence> {
    let claim = scenario.claims.first()?;
    let subject = format!("answer of {op} in epoch {epoch}");
    let expected = json!({"ok": {}});
    Some(divergence(
        scenario,
        claim,
        actor,
        subject,
        expected,
        answer.shown(),
    ))
}

fn divergence(
    scenario: &Scenario,
    claim: &ScenarioClaim,
    actor: usize,
    subject: String,
    expected: Value,
    got: Value,
) -> Divergence {
    Divergence {
        req: claim.req.clone(),
        place: claim.place.clone(),
        step: 0,
        instance: scenario.actors.get(actor).map(|actor| actor.name.clone()),
        op: "scenario".to_owned(),
        input: json!({"epochs": scenario.epochs.to_string(), "actors": scenario.players()}),
        subject,
        expected,
        got,
    }
}

/// What is looked at, in words, and which messages are still missing.
fn sentence(scenario: &Scenario, claim: &ScenarioClaim, got: &[String]) -> String {
    let name = |actor: &Option<usize>| {
        actor.map_or("anybody", |actor| scenario.actors[actor].name.as_str())
    };
    let who = &scenario.actors[claim.actor].name;
    let what = match &claim.subject {
        Subject::Delivered => format!("what {who} delivered"),
        Subject::Unsaved => format!("what {who} delivered without a save"),
        Subject::Forged => format!("what {who} delivered with bytes that are not the message"),
        Subject::Payloads { to } => format!("when {who} sent a payload to {}", name(to)),
        Subject::Sent { part, message, to } => {
            let message = message
                .as_ref()
                .map_or("any message".to_owned(), |id| word(scenario, id));
            format!("when {who} sent {} {message} to {}", part.words(), name(to))
        }
        Subject::Deposited { part, message, to } => {
            let message = message
                .as_ref()
                .map_or("any message".to_owned(), |id| word(scenario, id));
            let part = part.words();
            format!("when {who} deposited {part} {message} for {}", name(to))
        }
        Subject::Parents(id) => format!("the parents of {} as {who} sent it", word(scenario, id)),
        Subject::Refused => format!("why {who} refused"),
        Subject::Rejected => format!("why appends of {who} were rejected"),
        Subject::Listed => format!("what the log of {who} lists"),
    };
    let Epochs { first, last } = claim.epochs;
    let span = format!(
        "in epochs {} to {}",
        first.max(1),
        last.min(scenario.epochs)
    );
    let missing: Vec<&str> = match &claim.must {
        ClaimMatcher::Is(list) | ClaimMatcher::Set(list) => list
            .iter()
            .filter(|wanted| !got.contains(wanted))
            .map(String::as_str)
            .collect(),
        _ => Vec::new(),
    };
    match missing.as_slice() {
        [] => format!("{what}, {span}"),
        [one] => format!("{what}, {span}: {one} is still missing"),
        several => format!("{what}, {span}: {} are still missing", several.join(", ")),
    }
}

fn look(scenario: &Scenario, facts: &Facts, world: &World, claim: &ScenarioClaim) -> Vec<String> {
    if claim.subject == Subject::Listed {
        let name = &scenario.actors[claim.actor].name;
        let listed = world.listed(name);
        return listed.iter().map(|id| word(scenario, id)).collect();
    }
    if let Subject::Parents(id) = &claim.subject {
        return first_parents(scenario, facts, claim.actor, id);
    }
    facts
        .all()
        .iter()
        .filter(|fact| fact.actor == claim.actor && claim.epochs.contains(fact.epoch))
        .filter_map(|fact| noted(scenario, &claim.subject, fact))
        .collect()
}

/// What a fact adds to the list that is looked at.
fn noted(scenario: &Scenario, subject: &Subject, fact: &Fact) -> Option<String> {
    let epoch = || Some(fact.epoch.to_string());
    let id = |id: &Id| Some(word(scenario, id));
    match (subject, &fact.what) {
        (Subject::Delivered, What::Delivered(message))
        | (Subject::Unsaved, What::Unsaved(message))
        | (Subject::Forged, What::Forged(message)) => id(message),
        (Subject::Refused, What::Refused(reason)) | (Subject::Rejected, What::Rejected(reason)) => {
            Some(reason.clone())
        }
        (Subject::Payloads { to }, What::Payload(peer)) if to.is_none() || to == peer => epoch(),
        (
            Subject::Sent { part, message, to },
            What::Sent {
                part: sent,
                id,
                to: peer,
                ..
            },
        ) if part == sent
            && message.as_ref().is_none_or(|message| message == id)
            && (to.is_none() || to == peer) =>
        {
            epoch()
        }
        (
            Subject::Deposited { part, message, to },
            What::Deposited {
                part: deposited,
                id,
                to: peer,
            },
        ) if part == deposited
            && message.as_ref().is_none_or(|message| message == id)
            && (to.is_none() || to == peer) =>
        {
            epoch()
        }
        _ => None,
    }
}

fn first_parents(scenario: &Scenario, facts: &Facts, actor: usize, message: &Id) -> Vec<String> {
    let sent = facts.all().iter().find_map(|fact| match &fact.what {
        What::Sent {
            part: Part::Message,
            id,
            parents,
            ..
        } if fact.actor == actor && id == message => Some(parents),
        _ => None,
    });
    match sent {
        Some(parents) => parents.iter().map(|id| word(scenario, id)).collect(),
        None => vec!["(it was never sent)".to_owned()],
    }
}

fn holds(must: &ClaimMatcher, got: &[String]) -> bool {
    match must {
        ClaimMatcher::Is(list) => list == got,
        ClaimMatcher::Set(list) => {
            let (mut list, mut got) = (list.clone(), got.to_vec());
            list.sort_unstable();
            got.sort_unstable();
            list == got
        }
        ClaimMatcher::AtMost(most) => got.len() <= *most,
        ClaimMatcher::AtLeast(least) => got.len() >= *least,
    }
}

/// What the file calls a message, or its id.
fn word(scenario: &Scenario, id: &[u8]) -> String {
    let name = scenario.names.get(id);
    name.cloned().unwrap_or_else(|| hex::encode(id))
}

impl Part {
    const fn words(self) -> &'static str {
        match self {
            Self::Ack => "an ACK of",
            Self::Offer => "an OFFER of",
            Self::Request => "a REQUEST for",
            Self::Message => "the MESSAGE",
        }
    }
}
