//! A case and its steps, as a vector file says them.

use super::tree::{Tree, field, text, value, word};
use super::world;
use crate::vectors::{Assertion, Case, Claim, CrashAt, Do, Matcher, NthCall, Step, WorldChange};

/// A case. One step alone is a stateless case.
pub(super) fn tree(case: &Case) -> Tree {
    let mut fields = vec![
        field("id", word(&case.id)),
        field("why", text(&case.why)),
        field("profile", word(&case.profile)),
    ];
    if !case.also.is_empty() {
        let also = case.also.iter().map(word).collect();
        fields.push(field("also", Tree::List(also)));
    }
    let start = (case.world != WorldChange::default()).then(|| world::tree(&case.world));
    match case.steps.as_slice() {
        [Step::Do(asked)] if start.is_none() && is_plain(asked) => fields.extend(request(asked)),
        steps => {
            fields.extend(start.map(|start| field("world", start)));
            fields.push(field("steps", Tree::List(steps.iter().map(step).collect())));
        }
    }
    Tree::Map(fields)
}

/// Whether a request is nothing but an operation, an input and assertions.
fn is_plain(asked: &Do) -> bool {
    asked.faults.is_empty() && asked.crash_at.is_none() && asked.keep.is_empty()
}

fn step(step: &Step) -> Tree {
    Tree::Map(match step {
        Step::Do(asked) => request(asked),
        Step::World(change) => vec![field("world", world::tree(change))],
        Step::Drop { instance } => vec![field("drop", text(instance))],
        Step::Backup { instance } => vec![field("backup", text(instance))],
        Step::Restore { instance } => vec![field("restore", text(instance))],
        Step::Kill => vec![field("kill", word("adapter"))],
        // Scenarios are written by hand; no command makes one.
        Step::Scenario(_) => Vec::new(),
    })
}

fn request(asked: &Do) -> Vec<(String, Tree)> {
    let Do {
        op,
        input,
        faults,
        crash_at,
        keep,
        expect,
    } = asked;
    let mut fields = vec![field("do", word(op)), field("in", value(input))];
    if !keep.is_empty() {
        let kept = keep.iter().map(|(name, at)| field(name, text(at)));
        fields.push(field("keep", Tree::Map(kept.collect())));
    }
    if !faults.is_empty() {
        let faults = faults.iter().map(world::fault).collect();
        fields.push(field("faults", Tree::List(faults)));
    }
    fields.extend(crash_at.map(|crash| match crash {
        CrashAt::Drop(call) => field("drop_at", nth(call)),
        CrashAt::Kill(call) => field("kill_at", nth(call)),
    }));
    if !expect.is_empty() {
        let expect = expect.iter().map(assertion).collect();
        fields.push(field("expect", Tree::List(expect)));
    }
    fields
}

fn nth(call: NthCall) -> Tree {
    Tree::Map(vec![
        field("op", word(call.op.name())),
        field("nth", text(call.nth.to_string())),
    ])
}

/// In the order of a sentence: the requirement, what is looked at, what it must be.
fn assertion(assertion: &Assertion) -> Tree {
    let mut fields = vec![field("req", word(&assertion.req))];
    match &assertion.claim {
        Claim::Answer { at, must } => fields.extend([field("at", text(at)), matcher(must)]),
        Claim::Seen { at, must } => fields.extend([field("seen", text(at)), matcher(must)]),
        Claim::Rejects { reason, detail } => {
            fields.push(field("rejects", word(reason)));
            fields.extend(detail.as_ref().map(|detail| field("detail", word(detail))));
        }
    }
    Tree::Map(fields)
}

fn matcher(must: &Matcher) -> (String, Tree) {
    match must {
        Matcher::Is(expected) => field("is", value(expected)),
        Matcher::Set(expected) => field("set", Tree::List(expected.iter().map(value).collect())),
        Matcher::AtMost(most) => field("at_most", text(most.to_string())),
        Matcher::Decodes { form, to } => field(
            "decodes",
            Tree::Map(vec![field("as", word(form.name())), field("to", value(to))]),
        ),
    }
}
