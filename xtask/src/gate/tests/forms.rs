//! The report for programs and for a forge.

use serde_json::{Value, json};

use super::project::{Project, REGISTRY_FILE};
use crate::gate::Form;
use crate::gate::run::Exit;

use remote_log_conformance::verdict::Verdict;

fn narrowed() -> Project {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "SHOULD", "MUST");
    project.declare("RL-PAGE-2", "narrowing");
    project.record("long", &[("page-short", Verdict::Fail, "RL-PAGE-2")]);
    project
}

#[test]
fn for_programs() {
    let (report, exit) = narrowed().gate(Form::Json);
    assert_eq!(exit, Exit::NeedsRevision);
    let report: Value = serde_json::from_str(&report).expect("it is JSON");
    assert_eq!(report["base"], "HEAD");
    assert_eq!(report["exit"], 3);
    assert_eq!(report["kind"], "narrowing");
    assert_eq!(
        report["changes"],
        json!([{
            "of": "RL-PAGE-2", "kind": "narrowing", "least": "narrowing", "declared": "narrowing",
            "why": "For the test.", "seen": ["its level was SHOULD and is MUST"],
            "file": "spec/requirements.yaml", "line": 12
        }])
    );
    assert_eq!(report["vectors"], json!([]));
    assert_eq!(
        report["flips"],
        json!([{
            "implementation": "long", "case": "page-short", "was": "warn", "is": "fail", "requirement": "RL-PAGE-2",
            "cause": "rules-changed", "file": "conformance/results/long.json", "line": 7
        }])
    );
    let complaint = &report["complaints"][0];
    assert_eq!(
        (&complaint["about"], &complaint["line"]),
        (&json!("revision"), &json!(1))
    );
}

#[test]
fn for_a_forge() {
    let (report, _) = narrowed().gate(Form::Annotations);
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines[0].starts_with(
            "::error file=spec/requirements.yaml,line=1::first is released, and this is narrowing"
        ),
        "{report}"
    );
    assert!(lines[1].starts_with("::notice file=spec/requirements.yaml,line=12::RL-PAGE-2 is a change of the kind narrowing: "), "{report}");
    assert_eq!(
        lines[2],
        "::warning file=conformance/results/long.json,line=7::long: page-short is fail now: the rules changed."
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn what_a_forge_would_take_for_its_own_is_escaped() {
    let project = Project::released();
    let (report, exit) = crate::gate::run(&project.path(""), "a%b\nc", Form::Annotations);
    assert_eq!(exit, Exit::Input);
    assert_eq!(report.lines().count(), 1, "{report}");
    assert!(report.contains("`a%25b%0Ac`"), "{report}");
}
