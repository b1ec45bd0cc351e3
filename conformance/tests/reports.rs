//! The reports of one small run that has every verdict, as they are written.

use anstream::adapter::strip_str;
use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::protocol::Hello;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::report::{Outcome, jsonl, junit, replayed, terminal};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::Suite;
use remote_log_conformance::verdict::{
    AdapterFault, CaseReport, Claim, Counts, Divergence, Event, Next, SkipReason, Summary, Verdict,
};
use serde_json::{Value, json};

/// A case of every kind; the ids say what comes of them.
const VECTORS: &str = r#"subject: Reports
cases:
  - id: a-passes
    why: All is well.
    profile: core
    do: page.decode
    in: { bytes: "1202aabb" }
    expect:
      - { req: RL-WIRE-1, at: /tail, is: "aabb" }

  - id: b-fails
    why: The tail says two bytes and one is there.
    profile: core
    do: page.decode
    in: { bytes: "1202aa" }
    expect:
      - { req: RL-WIRE-3, rejects: malformed, detail: truncated }

  - id: c-fails-at-length
    why: A long page, which differs in one byte.
    profile: core
    do: page.encode
    in: { pairs: [], tail: { repeat: "ab", count: "500" } }
    expect:
      - { req: RL-WIRE-2, at: /bytes, is: { repeat: "ab", count: "500" } }

  - id: d-warns
    why: A number that is longer than it need be.
    profile: core
    do: page.encode
    in: { pairs: [], tail: "aa" }
    expect:
      - { req: RL-WIRE-7, at: /bytes, is: "1201aa" }

  - id: e-is-blocked
    why: It needs the encoder.
    profile: core
    do: page.encode
    in: { pairs: [], tail: "aa" }
    expect:
      - { req: RL-WRITE-2, at: /bytes, is: "1201aa" }

  - id: f-is-skipped
    why: Of a profile that is not claimed.
    profile: mvds
    do: message.id
    in: { group: "", timestamp: "0", body: "" }
    expect:
      - { req: RL-MSG-2, at: /id, is: "00" }

  - id: g-ends-in-an-error
    why: The adapter dies of it.
    profile: core
    do: page.decode
    in: { bytes: "" }
    expect:
      - { req: RL-WIRE-6, at: /tail, is: "" }

  - id: h-fails-as-expected
    why: The ledger knows.
    profile: core
    do: page.decode
    in: { bytes: "" }
    expect:
      - { req: RL-WIRE-6, at: /tail, is: "" }
"#;

fn suite(registry: &Registry) -> Suite {
    Suite::read([YamlText::new("vectors/reports.yaml", VECTORS)], registry).unwrap()
}

fn report(suite: &Suite, id: &str, verdict: Verdict) -> CaseReport {
    let requirements = suite.case(id).unwrap().requirements();
    CaseReport {
        case: id.to_owned(),
        family: requirements[0].split('-').nth(1).unwrap().to_owned(),
        requirements: requirements.into_iter().map(str::to_owned).collect(),
        verdict,
        divergence: None,
        blocked_by: None,
        fault: None,
        skip: None,
        stderr: String::new(),
        micros: 1500,
    }
}

fn diverging(suite: &Suite, id: &str, verdict: Verdict, expected: Value, got: Value) -> CaseReport {
    let asked = suite.case(id).unwrap().requests().next().unwrap();
    let divergence = Divergence {
        req: asked.expect[0].req.clone(),
        place: asked.expect[0].place.clone(),
        step: 0,
        instance: None,
        op: asked.op.clone(),
        input: asked.input.clone(),
        subject: "answer".to_owned(),
        expected,
        got,
    };
    CaseReport {
        divergence: Some(divergence),
        ..report(suite, id, verdict)
    }
}

fn reports(suite: &Suite) -> Vec<CaseReport> {
    let long = json!("ab".repeat(500));
    let other = json!(format!("{}00{}", "ab".repeat(300), "ab".repeat(199)));
    let refusal = json!({"reject": {"reason": "malformed", "detail": "truncated"}});
    let page = json!({"ok": {"pairs": [], "tail": "aa"}});
    vec![
        report(suite, "a-passes", Verdict::Pass),
        diverging(suite, "b-fails", Verdict::Fail, refusal, page),
        diverging(suite, "c-fails-at-length", Verdict::Fail, long, other),
        diverging(
            suite,
            "d-warns",
            Verdict::Warn,
            json!("1201aa"),
            json!("128100aa"),
        ),
        CaseReport {
            blocked_by: Some("RL-WIRE-2".into()),
            ..diverging(
                suite,
                "e-is-blocked",
                Verdict::Blocked,
                json!("1201aa"),
                json!(""),
            )
        },
        CaseReport {
            skip: Some(SkipReason::Profile("mvds".into())),
            ..report(suite, "f-is-skipped", Verdict::Skip)
        },
        CaseReport {
            fault: Some(AdapterFault::Crash("it was killed by signal 11".into())),
            stderr: "thread 'main' panicked\nat page.rs:7\n".into(),
            ..report(suite, "g-ends-in-an-error", Verdict::Error)
        },
        diverging(
            suite,
            "h-fails-as-expected",
            Verdict::ExpectedFail,
            json!(""),
            json!(null),
        ),
    ]
}

fn summary() -> Summary {
    let wire = Counts {
        pass: 1,
        fail: 2,
        warn: 1,
        error: 1,
        expected_fail: 1,
        ..Counts::default()
    };
    let msg = Counts {
        skip: 1,
        ..Counts::default()
    };
    let write = Counts {
        blocked: 1,
        ..Counts::default()
    };
    Summary {
        families: vec![
            ("WIRE".into(), wire),
            ("MSG".into(), msg),
            ("WRITE".into(), write),
        ],
        total: Counts {
            pass: 1,
            fail: 2,
            warn: 1,
            blocked: 1,
            skip: 1,
            error: 1,
            expected_fail: 1,
        },
        unscored: Counts::default(),
        faults: 0,
        seed: 7,
        millis: 1234,
        interrupted: false,
        missing_operations: vec!["writer.open".into()],
        next: Some(Next {
            operation: "writer.open".into(),
            cases: 1,
            profiles: vec!["core".into()],
        }),
        stale_ledger: vec![
            "ledger.yaml:3: read-gap no longer fails RL-READ-5. Take the entry out.".into(),
        ],
        claim: Err("2 cases failed".into()),
    }
}

fn hello() -> Hello {
    Hello {
        protocol: "1".into(),
        name: "my-remote-log".into(),
        version: "0.3.0".into(),
        language: "python".into(),
        operations: vec!["page.decode".into(), "page.encode".into()],
        profiles: vec!["core".into()],
        max_in_flight: 1,
        max_line: 1 << 20,
        details: true,
    }
}

/// Hands the run to a test.
fn with_outcome<T>(test: impl FnOnce(&Outcome<'_>) -> T) -> T {
    let registry = Registry::embedded();
    let suite = suite(&registry);
    let source = AdapterSource::Command(vec!["python3".into(), "my adapter.py".into()]);
    test(&Outcome {
        registry: &registry,
        suite: &suite,
        cases: &suite.cases,
        source: &source,
        vectors: None,
        hello: Some(hello()),
        reports: reports(&suite),
        unscored: vec![],
        summary: summary(),
        strict: false,
    })
}

#[test]
fn terminal() {
    let text = with_outcome(terminal::report);
    insta::assert_snapshot!(strip_str(&text).to_string());
}

#[test]
fn an_interrupted_run_says_how_many_of_how_many_were_asked() {
    let text = with_outcome(|outcome| {
        let mut summary = summary();
        (summary.interrupted, summary.total.pass) = (true, 0);
        terminal::report(&Outcome {
            summary,
            cases: outcome.cases,
            registry: outcome.registry,
            suite: outcome.suite,
            source: outcome.source,
            vectors: None,
            hello: None,
            reports: Vec::new(),
            unscored: vec![],
            strict: false,
        })
    });
    let text = strip_str(&text).to_string();
    assert!(
        text.contains("interrupted after 7 of 8 cases in 1.2 s"),
        "{text}"
    );
}

#[test]
fn terminal_of_a_clean_run() {
    let text = with_outcome(|outcome| {
        let claim = Claim {
            revision: "draft-1".into(),
            implementation: "my-remote-log 0.3.0".into(),
            profiles: vec!["core".into()],
            requirements: 1,
            cases: 1,
            without: vec!["writer.open".into()],
        };
        let counts = Counts {
            pass: 1,
            ..Counts::default()
        };
        let summary = Summary {
            families: vec![("WIRE".into(), counts)],
            total: counts,
            missing_operations: vec![],
            next: None,
            stale_ledger: vec![],
            claim: Ok(claim),
            ..outcome.summary.clone()
        };
        let reports = outcome.reports[..1].to_vec();
        terminal::report(&Outcome {
            summary,
            reports,
            unscored: vec![],
            hello: outcome.hello.clone(),
            ..*outcome
        })
    });
    insta::assert_snapshot!(strip_str(&text).to_string());
}

#[test]
fn many_cases_that_blame_one_rule_are_not_all_shown_in_full() {
    let text = with_outcome(|outcome| {
        let reports = (0..20)
            .map(|n| CaseReport {
                case: format!("generated-{n}"),
                ..outcome.reports[1].clone()
            })
            .collect();
        terminal::report(&Outcome {
            summary: outcome.summary.clone(),
            reports,
            unscored: vec![],
            hello: None,
            ..*outcome
        })
    });
    let text = strip_str(&text).to_string();
    assert_eq!(text.matches("fail[RL-WIRE-3]").count(), 3);
    assert!(
        text.contains(
            "17 more failures of RL-WIRE-3: generated-3, generated-4, generated-5, and 14 more"
        ),
        "{text}"
    );
}

#[test]
fn a_replay_shows_its_case() {
    let text = with_outcome(|outcome| {
        let reports = outcome.reports[..2].to_vec();
        replayed(&Outcome {
            summary: outcome.summary.clone(),
            reports,
            unscored: vec![],
            hello: None,
            ..*outcome
        })
    });
    insta::assert_snapshot!(strip_str(&text).to_string());
}

#[test]
fn json_lines() {
    let mut out = Vec::new();
    with_outcome(|outcome| {
        let mut events = vec![
            Event::Start { cases: 8, seed: 7 },
            Event::Adapter(hello()),
            Event::Progress,
        ];
        events.extend(outcome.reports.iter().cloned().map(Event::Case));
        events.push(Event::Unscored(outcome.reports[0].clone()));
        events.push(Event::End(outcome.summary.clone()));
        for event in &events {
            jsonl::write(&mut out, event).unwrap();
        }
    });
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.lines().count(), 12);
    for line in text.lines() {
        serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn junit_xml() {
    let mut out = Vec::new();
    with_outcome(|outcome| junit::write(&mut out, outcome)).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn junit_takes_warnings_for_failures_under_strict() {
    let write = |strict| {
        let mut out = Vec::new();
        with_outcome(|outcome| {
            let reports = outcome.reports.clone();
            junit::write(
                &mut out,
                &Outcome {
                    summary: outcome.summary.clone(),
                    reports,
                    unscored: vec![],
                    hello: None,
                    strict,
                    ..*outcome
                },
            )
        })
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(write(false).matches("<failure").count(), 2);
    assert_eq!(write(true).matches("<failure").count(), 3);
}

#[test]
fn what_most_cases_blame_is_shown_first() {
    let text = with_outcome(|outcome| {
        let [fails, fails_at_length] = [&outcome.reports[1], &outcome.reports[2]];
        let reports = [fails, fails_at_length, fails_at_length]
            .into_iter()
            .cloned();
        terminal::report(&Outcome {
            summary: outcome.summary.clone(),
            reports: reports.collect(),
            unscored: vec![],
            hello: None,
            ..*outcome
        })
    });
    let text = strip_str(&text).to_string();
    let shown: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("fail[")?.split(']').next())
        .collect();
    assert_eq!(shown, ["RL-WIRE-2", "RL-WIRE-2", "RL-WIRE-3"]);
}
