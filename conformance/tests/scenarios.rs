//! Scenarios: who plays whom, what a scenario shows of a node that does wrong, and how one that goes on for ever ends.

use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Write};
use std::sync::Arc;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::scenario::{other_roles, with_role};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Suite};
use remote_log_conformance::verdict::{CaseReport, Verdict};
use serde_json::{Value, json};

mod support;

use support::{plan, reference, run_plan};

const FILE: &str = r#"
subject: Two nodes
let:
  g: "0101010101010101010101010101010101010101010101010101010101010101"
cases:
  - id: scenario-one
    why: One message and its ACK.
    profile: mvds-node
    also: [mvds-robust]
    scenario:
      epochs: "5"
      groups: [{ group: $g, members: [alice, bob] }]
      actors: [{ name: alice }, { name: bob }]
      events:
        - { at: "1", append: alice, message: { as: m1, body: "6d31" } }
      in_the_end:
        - { req: RL-SYNC-29, actor: bob, what: delivered, is: [m1] }
        - { req: RL-SYNC-10, actor: alice, what: payloads, epochs: "2-", is: [] }
        - { req: RL-SYNC-9, actor: bob, what: acks, message: m1, is: ["1"] }
"#;

fn cases(text: &str) -> Vec<Case> {
    let suite = Suite::read([YamlText::new("two.yaml", text)], &Registry::embedded());
    let mut cases = suite.expect("the file is good").cases;
    let others = other_roles(&cases);
    cases.extend(others);
    cases
}

fn reports(text: &str, source: AdapterSource) -> Vec<CaseReport> {
    let ran = run_plan(plan(cases(text)), source).expect("the adapter answers the hello");
    ran.reports
}

/// What the case was blamed for, and what was looked at.
fn blamed<'a>(reports: &'a [CaseReport], id: &str) -> (&'a str, &'a str) {
    let report = reports.iter().find(|report| report.case == id);
    let divergence = report.and_then(|report| report.divergence.as_ref());
    let divergence = divergence.unwrap_or_else(|| panic!("{id} does not diverge: {report:?}"));
    (&divergence.req, &divergence.subject)
}

/// An adapter whose nodes answer each operation as they are told to, whatever happens.
fn nodes(answers: fn(&str) -> Value) -> AdapterSource {
    AdapterSource::InProcess(Arc::new(move |input, output| {
        answer(input, output, answers)
    }))
}

fn answer(input: PipeReader, mut output: PipeWriter, answers: fn(&str) -> Value) {
    for line in BufReader::new(input).lines().map_while(Result::ok) {
        let request: Value = serde_json::from_str(&line).expect("the harness writes JSON");
        let ok = match request["op"].as_str() {
            Some("hello") => json!({
                "protocol": "1",
                "name": "test",
                "version": "1",
                "language": "rust",
                "operations": ["node.open", "node.append", "node.epoch", "node.receive", "instance.drop"],
                "profiles": ["core", "mvds-node", "mvds-robust"],
            }),
            op => answers(op.unwrap_or_default()),
        };
        let answered = writeln!(output, "{}", json!({"id": request["id"], "ok": ok}));
        if answered.is_err() {
            return;
        }
    }
}

/// Nodes that say nothing and keep nothing.
fn mute(op: &str) -> Value {
    match op {
        "node.append" => json!({"id": "", "status": "appended"}),
        "node.epoch" => json!({"payloads": [], "delivered": []}),
        "node.receive" => json!({"delivered": [], "refused": []}),
        _ => json!({}),
    }
}

/// Nodes that send Bob a thousand payloads an epoch.
fn flooding(op: &str) -> Value {
    match op {
        "node.epoch" => {
            let payload = json!({"peer": hex::encode("bob"), "bytes": ""});
            json!({"payloads": vec![payload; 1000], "delivered": []})
        }
        _ => mute(op),
    }
}

#[test]
fn the_reference_passes_in_every_role() {
    let reports = reports(FILE, reference());
    let passed: Vec<&str> = (reports.iter())
        .filter(|report| report.verdict == Verdict::Pass)
        .map(|report| report.case.as_str())
        .collect();
    assert_eq!(
        passed,
        ["scenario-one", "scenario-one@alice", "scenario-one@bob"]
    );
}

#[test]
fn a_mute_node_is_blamed_for_what_its_role_shows() {
    let reports = reports(FILE, nodes(mute));
    // The reference as Bob gets nothing from a mute Alice; as Alice it goes on sending to a mute Bob.
    let missing = "what bob delivered, in epochs 1 to 5: m1 is still missing";
    for id in ["scenario-one", "scenario-one@alice", "scenario-one@bob"] {
        assert_eq!(blamed(&reports, id), ("RL-SYNC-29", missing), "{id}");
    }
    let sent = FILE.replace(
        "        - { req: RL-SYNC-29, actor: bob, what: delivered, is: [m1] }\n",
        "",
    );
    let reports = self::reports(&sent, nodes(mute));
    assert_eq!(
        blamed(&reports, "scenario-one@alice"),
        (
            "RL-SYNC-9",
            "when bob sent an ACK of m1 to anybody, in epochs 1 to 5: 1 is still missing"
        )
    );
    assert_eq!(
        blamed(&reports, "scenario-one@bob"),
        (
            "RL-SYNC-10",
            "when alice sent a payload to anybody, in epochs 2 to 5"
        )
    );
}

#[test]
fn nodes_that_send_for_ever_are_stopped_with_the_epoch() {
    let reports = reports(FILE, nodes(flooding));
    let fault = reports[0].fault.as_ref().expect("it is an error");
    assert_eq!(reports[0].verdict, Verdict::Error);
    let stopped = "took more than 768 requests, and was stopped in epoch 1 of 5";
    assert!(fault.text().contains(stopped), "{}", fault.text());
}

#[test]
fn a_scenario_is_replayed_with_a_role_by_its_id() {
    let all = cases(FILE);
    let given = |id: &str| all.iter().find(|case| case.id == id).cloned();
    let found = with_role("scenario-one@bob", given).expect("bob is an actor");
    assert_eq!(found.id, "scenario-one@bob");
    for id in ["scenario-one@carol", "scenario-two@bob", "scenario-one@"] {
        assert!(with_role(id, given).is_none(), "{id}");
    }
}
