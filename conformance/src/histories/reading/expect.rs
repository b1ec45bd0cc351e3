//! What a call of a reader must answer, and what the harness must see of it.

use std::collections::BTreeSet;

use remote_log_model::{Answer, Class, Message, Reason};
use serde_json::{Value, json};

use super::blame::Situation;
use crate::histories::matter::{self, Pages};
use crate::histories::words;
use crate::properties::draft::{hex, is, seen, seen_set, set};
use crate::vectors::Assertion;

/// The assertions, of which the first that diverges is blamed. Where the model allows several answers, only what they
/// have in common is asserted. `kept` is everything that was delivered by then, unless that is left open.
pub(super) fn answer(
    situation: &Situation,
    answers: &[Answer],
    kept: Option<&BTreeSet<Message>>,
    pages: &mut Pages,
) -> Vec<Assertion> {
    let agreed = Agreed { answers };
    // What comes again says nothing of what the call was for, so it is told apart at once.
    let mut expect = vec![seen("RL-READ-3", "/saved_again", json!([]))];
    if let Some(gaps) = agreed.on(|answer| &answer.gaps) {
        let mut addresses = Vec::new();
        let mut reasons = Vec::new();
        for (page, reason) in gaps {
            let address = hex(pages.address(page));
            reasons.push(json!({"address": address, "reason": words::reason(*reason)}));
            addresses.push(address);
        }
        let of_reasons = gaps.values().copied();
        expect.extend(missed(
            situation.gaps(),
            "/gaps",
            "address",
            addresses,
            reasons,
            of_reasons,
        ));
    }
    if let Some(missing) = agreed.on(|answer| &answer.missing) {
        let ids: Vec<Value> = missing.keys().map(|message| id(*message)).collect();
        let reasons = missing
            .iter()
            .map(|(message, reason)| json!({"id": id(*message), "reason": words::reason(*reason)}))
            .collect();
        let of_reasons = missing.values().copied();
        expect.extend(missed(
            situation.missing(),
            "/missing",
            "id",
            ids,
            reasons,
            of_reasons,
        ));
    }
    if let Some((aside, in_order)) = agreed.on(|answer| (&answer.aside, &answer.delivered)) {
        let all = || aside.iter().chain(in_order).copied();
        let of = |part: fn(Message) -> Value| all().map(part).collect::<Vec<Value>>();
        expect.push(set(situation.delivered(), "/delivered/*/id", of(id)));
        if aside.len() <= 1 && all().count() > 1 {
            expect.push(is("RL-READ-2", "/delivered/*/id", of(id)));
        }
        if all().next().is_some() {
            let content = |message| hex(matter::content(message));
            expect.push(set("RL-READ-1", "/delivered/*/data", of(content)));
        }
    }
    if let Some(class) = agreed.on(|answer| answer.head) {
        expect.push(is(situation.head(), "/head", words::class(class)));
        expect.extend(findings(situation, class, &agreed, pages));
    }
    // Whether a walk went on shows most plainly in what it asked for; what it met there is another matter.
    let place = if situation.goes_on_past_known() {
        1
    } else {
        expect.len()
    };
    expect.insert(place, asked(situation, &agreed, pages));
    expect.push(seen("RL-READ-15", "/unsaved", json!([])));
    if let Some(kept) = kept {
        let ids = kept.iter().copied().map(id).collect();
        expect.push(seen_set("RL-READ-3", "/kept", ids));
    }
    expect
}

/// What is asked for; where that is left open, that nothing is asked for twice.
fn asked(situation: &Situation, agreed: &Agreed, pages: &mut Pages) -> Assertion {
    let mut answers = agreed.answers.iter();
    if answers.all(|answer| answer.may_ask.is_empty())
        && let Some(asked) = agreed.on(|answer| &answer.asked)
    {
        let addresses = asked.iter().map(|blob| hex(pages.blob(blob).0));
        seen_set(situation.asked(), "/asked", addresses.collect())
    } else {
        seen("RL-READ-18", "/asked_twice", json!([]))
    }
}

/// Pages or items that are reported: which, and where the reasons tell more than that they are not there, why.
fn missed(
    requirement: &str,
    at: &str,
    key: &str,
    names: Vec<Value>,
    entries: Vec<Value>,
    mut reasons: impl Iterator<Item = Reason>,
) -> Vec<Assertion> {
    if names.is_empty() {
        return vec![is(requirement, at, json!([]))];
    }
    let told_apart = |reason| matches!(reason, Reason::Unavailable | Reason::Timeout);
    if reasons.any(told_apart) {
        vec![
            set(requirement, &format!("{at}/*/{key}"), names),
            set("RL-READ-21", at, entries),
        ]
    } else {
        vec![set(requirement, at, entries)]
    }
}

/// What is reported beside the class.
fn findings(
    situation: &Situation,
    class: Class,
    agreed: &Agreed,
    pages: &mut Pages,
) -> Vec<Assertion> {
    let mut expect = Vec::new();
    if class == Class::Fork
        && let Some(Some((floor, head))) = agreed.on(|answer| answer.evidence.as_ref())
    {
        let heads = json!({"floor": hex(pages.bytes(floor)), "head": hex(pages.bytes(head))});
        expect.push(is("RL-NAME-18", "/evidence", heads));
    }
    if situation.before.floor.is_some() && matches!(class, Class::Advanced | Class::Fork) {
        if let Some(inserted) = agreed.on(|answer| &answer.inserted) {
            let ids = inserted.iter().copied().map(id).collect();
            expect.push(set("RL-NAME-13", "/inserted", ids));
        }
        if let Some(reordered) = agreed.on(|answer| answer.reordered) {
            expect.push(is("RL-NAME-13", "/reordered", reordered));
        }
    }
    expect
}

fn id(message: Message) -> Value {
    hex(matter::id(message))
}

/// The answers that are allowed.
struct Agreed<'a> {
    answers: &'a [Answer],
}

impl<'a> Agreed<'a> {
    /// What all of them have in common there, if they agree.
    fn on<T: PartialEq>(&self, part: impl Fn(&'a Answer) -> T) -> Option<T> {
        let mut parts = self.answers.iter().map(part);
        let first = parts.next()?;
        parts.all(|other| other == first).then_some(first)
    }
}
