//! What a request to a writer must answer, and what the harness must see of it.

use remote_log_model::writing::{Held, Saved, Stage, Trouble};
use remote_log_model::{Class, Message, Status};
use serde_json::{Value, json};

use super::trouble::strange;
use crate::histories::history::WritingSettings;
use crate::histories::matter::{self, NAME, Pages};
use crate::histories::play::WritingMoment;
use crate::histories::words;
use crate::properties::draft::{hex, is, seen, seen_at_most, seen_set, set};
use crate::vectors::Assertion;

/// What cut a writer short since it last published: the next publish shows whether it got over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Its device died.
    Died,
    /// Its device was started again.
    Restarted,
    /// Its device was put back to a backup.
    Restored,
    /// Something could not be added.
    Add,
    /// Nobody knows whether the name was updated.
    Update,
}

/// What cuts the writer short after this publish.
pub(super) fn cut(status: Status, trouble: Option<Trouble>, before: Option<Cut>) -> Option<Cut> {
    match trouble {
        Some(Trouble::Add(_)) => Some(Cut::Add),
        Some(Trouble::Update(_)) => Some(Cut::Update),
        _ if matches!(status, Status::Published | Status::Unchanged) => None,
        _ => before,
    }
}

/// An append.
pub(super) fn appended(messages: &[Message], new: bool, cut: Option<Cut>) -> Vec<Assertion> {
    let (status, requirement) = match (new, cut) {
        (true, _) => ("appended", "RL-WRITE-2"),
        (false, Some(_)) => ("duplicate", "RL-WRITE-15"),
        (false, None) => ("duplicate", "RL-WRITE-6"),
    };
    let statuses = vec![json!(status); messages.len()];
    vec![is(requirement, "/items/*/status", statuses)]
}

/// A publish. `before` is what the writer had saved, `name` is what the name must hold then.
pub(super) fn published(
    settings: &WritingSettings,
    before: &Saved,
    status: Status,
    trouble: Option<Trouble>,
    cut: Option<Cut>,
    name: Option<&Held>,
    pages: &mut Pages,
) -> Vec<Assertion> {
    let requirement = blamed(settings, status, trouble, cut);
    let mut expect = vec![
        seen("RL-WRITE-1", "/early_updates", "0"),
        is(requirement, "/status", words::status(status)),
    ];
    if matches!(status, Status::Unchanged | Status::Empty | Status::Refused) {
        expect.push(seen(requirement, "/calls/ns.update", "0"));
    }
    // A writer that was put back to a backup may not know what it added, and adds it again.
    let knows = before.added == before.log.len();
    if status == Status::Empty || status == Status::Unchanged && knows {
        expect.push(seen(requirement, "/calls/cas.add", "0"));
    }
    match name {
        None => expect.push(seen(requirement, &format!("/names/{NAME}"), Value::Null)),
        Some(Held::Own(log)) => expect.extend(whole(settings, requirement, log)),
        Some(held) => {
            let content = strange(held, pages).map(hex);
            expect.push(seen(requirement, &format!("/names/{NAME}"), content));
        }
    }
    expect
}

/// A log of the writer's own is whole: everything is listed, in order, and can be had.
fn whole(
    settings: &WritingSettings,
    requirement: &str,
    oldest_first: &[Message],
) -> Vec<Assertion> {
    let ids: Vec<Value> = oldest_first.iter().rev().copied().map(id).collect();
    let log = |field: &str| format!("/logs/{NAME}/{field}");
    // After a failed add or a crash, what cannot be had was not completed (`RL-WRITE-13`, `RL-WRITE-19`).
    let having = match requirement {
        "RL-WRITE-13" | "RL-WRITE-19" => requirement,
        _ => "RL-WRITE-2",
    };
    let mut expect = vec![
        seen("RL-WRITE-1", &log("dangling"), json!([])),
        seen_set(requirement, &log("ids"), ids.clone()),
        seen("RL-WRITE-3", &log("ids"), ids),
        seen(having, &log("unreachable"), json!([])),
        seen_at_most("RL-WRITE-4", &log("longest"), settings.page_size as u64),
    ];
    if settings.pointer {
        expect.push(seen("RL-NAME-2", &log("pages/0"), json!([])));
    }
    expect
}

/// The requirement that a publish puts to the test.
fn blamed(
    settings: &WritingSettings,
    status: Status,
    trouble: Option<Trouble>,
    cut: Option<Cut>,
) -> &'static str {
    match (status, trouble, cut) {
        (Status::Empty, ..) => "RL-WRITE-9",
        (Status::Refused, ..) | (Status::Unavailable, Some(Trouble::Fetch(_)), _) => "RL-WRITE-10",
        (Status::Conflict, ..) => "RL-WRITE-11",
        (Status::TooLarge, ..) => "RL-WRITE-14",
        (Status::Unavailable, Some(Trouble::Add(_)), _) => "RL-WRITE-13",
        (Status::Unavailable, ..) | (_, _, Some(Cut::Update)) => "RL-WRITE-18",
        (_, _, Some(Cut::Died)) => "RL-WRITE-19",
        (_, _, Some(Cut::Restarted | Cut::Restored)) => "RL-WRITE-15",
        (Status::Unchanged, ..) => "RL-WRITE-8",
        (Status::Published, _, Some(Cut::Add)) => "RL-WRITE-13",
        (Status::Published, ..) if !settings.compare_and_set => "RL-WRITE-12",
        (Status::Published, ..) => "RL-WRITE-2",
    }
}

/// A call of the reader who follows the log.
pub(super) fn synced(
    moment: &WritingMoment,
    head: Class,
    delivered: &[Message],
    said: Option<Class>,
) -> Vec<Assertion> {
    let ids: Vec<Value> = delivered.iter().copied().map(id).collect();
    let requirement = match head {
        _ if delivered.is_empty() => "RL-READ-3",
        Class::Stale | Class::Fork | Class::Undetermined => "RL-READ-19",
        _ => "RL-READ-1",
    };
    vec![
        is("RL-READ-5", "/gaps", json!([])),
        is("RL-READ-8", "/missing", json!([])),
        set(requirement, "/delivered/*/id", ids.clone()),
        is("RL-READ-2", "/delivered/*/id", ids),
        is(
            judging(&moment.before, head, said),
            "/head",
            words::class(head),
        ),
        seen("RL-READ-15", "/unsaved", json!([])),
    ]
}

/// The requirement that the class of a head puts to the test.
fn judging(stage: &Stage, head: Class, said: Option<Class>) -> &'static str {
    let empty = matches!(stage.name.last(), Some(Held::Strange(log)) if log.is_empty());
    let held_back = matches!(said, Some(Class::Stale | Class::Fork));
    match head {
        Class::None => "RL-NAME-3",
        Class::Same | Class::Stale if empty => "RL-NAME-4",
        Class::Same | Class::Advanced | Class::Stale | Class::Fork if held_back => "RL-NAME-11",
        Class::Same => "RL-NAME-6",
        Class::Advanced => "RL-NAME-7",
        Class::Stale => "RL-NAME-8",
        Class::Fork => "RL-NAME-9",
        _ => "RL-NAME-15",
    }
}

fn id(message: Message) -> Value {
    hex(matter::id(message))
}
