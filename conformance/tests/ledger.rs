//! What a ledger expects of a run, and when an entry of it is out of date.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::Expectations;
use remote_log_conformance::vectors::{Case, Place, Suite};
use remote_log_conformance::verdict::{CaseReport, Divergence, SkipReason, Verdict};

const LEDGER: &str = "\
expected_failures:
  - case: page-*
    requirement: RL-WIRE-3
    why: Not done yet.
accepted_skips:
  - operation: \"store.*\"
    why: We ship no store.
";

fn suite(registry: &Registry) -> Vec<Case> {
    Suite::read(
        [YamlText::new("good.yaml", include_str!("data/good.yaml"))],
        registry,
    )
    .unwrap()
    .cases
}

fn ledger(text: &str) -> Ledger {
    let registry = Registry::embedded();
    Ledger::read(
        &YamlText::new("ledger.yaml", text),
        &registry,
        &suite(&registry),
    )
    .unwrap()
}

fn report(case: &str, verdict: Verdict) -> CaseReport {
    CaseReport {
        case: case.into(),
        family: "WIRE".into(),
        requirements: vec![],
        verdict,
        divergence: None,
        blocked_by: None,
        fault: None,
        skip: None,
        stderr: String::new(),
        micros: 0,
    }
}

fn expected(case: &str, requirement: &str) -> CaseReport {
    let divergence = Divergence {
        req: requirement.into(),
        place: Place {
            file: "good.yaml".into(),
            line: 1,
        },
        step: 0,
        instance: None,
        op: "page.decode".into(),
        input: serde_json::Value::Null,
        subject: "answer".into(),
        expected: serde_json::Value::Null,
        got: serde_json::Value::Null,
    };
    CaseReport {
        divergence: Some(divergence),
        ..report(case, Verdict::ExpectedFail)
    }
}

fn lacking(case: &str, operation: &str) -> CaseReport {
    CaseReport {
        skip: Some(SkipReason::Operation(operation.into())),
        ..report(case, Verdict::Skip)
    }
}

#[test]
fn a_failure_is_expected_by_case_and_requirement() {
    let ledger = ledger(LEDGER);
    assert!(ledger.expects("page-cut", "RL-WIRE-3"));
    assert!(!ledger.expects("page-cut", "RL-WIRE-1"));
    assert!(!ledger.expects("id-plain", "RL-WIRE-3"));
    assert!(!ledger.expects("page-of-no-suite", "RL-WIRE-3"));
}

#[test]
fn a_skip_is_accepted_by_name() {
    let ledger = ledger(LEDGER);
    assert!(ledger.accepts_skip("store.add"));
    assert!(!ledger.accepts_skip("writer.open"));
}

#[test]
fn entries_that_hold_are_not_stale() {
    let reports = [
        report("page-good", Verdict::Pass),
        expected("page-cut", "RL-WIRE-3"),
        lacking("read-story", "store.open"),
    ];
    assert_eq!(ledger(LEDGER).stale(&reports), [""; 0]);
}

#[test]
fn an_entry_whose_cases_now_pass_is_stale() {
    let reports = [
        report("page-good", Verdict::Pass),
        report("page-cut", Verdict::Pass),
        lacking("read-story", "store.open"),
    ];
    assert_eq!(
        ledger(LEDGER).stale(&reports),
        ["ledger.yaml:2: page-* no longer fails RL-WIRE-3. Take the entry out."]
    );
}

#[test]
fn an_entry_whose_case_fails_for_another_reason_is_stale() {
    let reports = [
        expected("page-cut", "RL-WIRE-1"),
        lacking("read-story", "store.open"),
    ];
    assert_eq!(ledger(LEDGER).stale(&reports).len(), 1);
}

#[test]
fn a_skip_that_no_longer_happens_is_stale() {
    let reports = [
        expected("page-cut", "RL-WIRE-3"),
        report("read-story", Verdict::Pass),
    ];
    assert_eq!(
        ledger(LEDGER).stale(&reports),
        ["ledger.yaml:6: The adapter has every operation store.* now. Take the entry out."]
    );
}

#[test]
fn what_was_not_asked_is_not_judged() {
    for verdict in [Verdict::Blocked, Verdict::Error] {
        assert_eq!(
            ledger(LEDGER).stale(&[report("page-cut", verdict)]),
            [""; 0]
        );
    }
    assert_eq!(
        ledger(LEDGER).stale(&[report("id-plain", Verdict::Pass)]),
        [""; 0]
    );
}

#[test]
fn entries_that_match_nothing_are_stale_whatever_was_asked() {
    let text = LEDGER
        .replace("page-*", "pages-*")
        .replace("store.*", "shop.*");
    let stale = ledger(&text).stale(&[]);
    assert_eq!(
        stale,
        [
            "ledger.yaml:2: No case is called pages-*. Take the entry out, or correct it.",
            "ledger.yaml:6: No case uses an operation shop.*. Take the entry out, or correct it.",
        ]
    );
}
