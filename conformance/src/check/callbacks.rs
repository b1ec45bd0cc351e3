//! Tries the callbacks of writers and readers, by the harness's own way to run a case.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::finding::Finding;
use crate::protocol::Hello;
use crate::runner::{Asked, ask_one};
use crate::transport::Launcher;
use crate::vectors::{Case, Do, Place, Step, WorldChange};

const CURE: &str = "Compare with the section Callbacks of spec/adapter-protocol.md: each callback has an id of its own, the id of the request that it serves in `for`, and its instance, and comes before that request is answered";

/// A writer and a reader do a small piece of work each.
pub(super) async fn callbacks(
    launcher: &Launcher,
    deadline: Duration,
    hello: &Hello,
) -> [Finding; 2] {
    [
        tried(
            "calls back well as a writer",
            launcher,
            deadline,
            hello,
            writer(),
        )
        .await,
        tried(
            "calls back well as a reader",
            launcher,
            deadline,
            hello,
            reader(),
        )
        .await,
    ]
}

async fn tried(
    rule: &'static str,
    launcher: &Launcher,
    deadline: Duration,
    hello: &Hello,
    steps: Vec<Step>,
) -> Finding {
    let case = Case {
        id: "check".to_owned(),
        why: "An adapter's callbacks are tried.".to_owned(),
        profile: "core".to_owned(),
        also: Vec::new(),
        twin: None,
        place: Place {
            file: "(check)".to_owned(),
            line: 0,
        },
        world: WorldChange::default(),
        steps,
        beside: None,
    };
    if !case.operations().all(|operation| hello.has(operation)) {
        return Finding::untried(rule, "its operations are not claimed");
    }
    match ask_one(launcher, deadline, Arc::new(case)).await {
        // Whether what it did is right is for the suite to say.
        Asked::Settled => Finding::good(rule),
        Asked::Fault(what) => Finding::problem(rule, what, CURE),
    }
}

fn writer() -> Vec<Step> {
    let item = json!({"id": "11".repeat(32), "data": "00"});
    vec![
        step(
            "writer.open",
            json!({"instance": "alice", "name": "check", "profile": "core", "group": null, "page_size": "2", "embed": "0", "head": "inline"}),
        ),
        step(
            "writer.append",
            json!({"instance": "alice", "now": "0", "items": [item]}),
        ),
        step("writer.publish", json!({"instance": "alice", "now": "0"})),
    ]
}

fn reader() -> Vec<Step> {
    let limits = json!({"pages": "10", "page_bytes": "65536", "pairs": "100", "content_bytes": "65536", "call_bytes": "1048576", "gets": "4"});
    vec![
        step(
            "reader.open",
            json!({"instance": "bob", "name": "check", "profile": "core", "group": null, "kind": "multihash", "limits": limits}),
        ),
        step("reader.sync", json!({"instance": "bob", "now": "0"})),
    ]
}

fn step(op: &str, input: Value) -> Step {
    Step::Do(Do {
        op: op.to_owned(),
        input,
        faults: Vec::new(),
        crash_at: None,
        keep: Vec::new(),
        expect: Vec::new(),
    })
}
