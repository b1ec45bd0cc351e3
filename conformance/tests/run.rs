//! Whole runs: verdicts that depend on other cases, adapters behind sockets, and a run that somebody stops.

mod support;

use std::io::BufReader;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use remote_log_conformance::runner::{Direction, Expectations};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::Case;
use remote_log_conformance::verdict::{CaseReport, Verdict};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use support::{id_case, is, plan, reference, run_plan, stateless};

/// A page whose decoding is asserted under this requirement; `right` tells whether the assertion is true.
fn decode(id: &str, req: &str, right: bool) -> Case {
    let tail = if right { "01" } else { "02" };
    let input = json!({"bytes": "120101"});
    let expect = vec![is(req, "/tail", json!(tail))];
    stateless(id, "core", "page.decode", input, expect)
}

#[test]
fn what_needs_a_failed_requirement_is_blocked_and_a_should_is_a_warning() {
    let cases = vec![
        decode("basic", "RL-WIRE-8", false),
        decode("text", "RL-WIRE-13", false),
        decode("order", "RL-WIRE-5", true),
        decode("canonical", "RL-WIRE-7", false),
    ];
    let ran = run_plan(plan(cases), reference()).expect("hello");
    assert_eq!(
        ran.verdicts(),
        [
            ("basic", Verdict::Fail),
            ("text", Verdict::Blocked),
            ("order", Verdict::Pass),
            ("canonical", Verdict::Warn),
        ]
    );
    let blocked_by = ran.report("text").blocked_by.as_deref();
    assert_eq!(blocked_by, Some("RL-WIRE-8"));
    let (family, counts) = &ran.summary.families[0];
    assert_eq!(
        (family.as_str(), counts.fail, counts.blocked, counts.warn),
        ("WIRE", 1, 1, 1)
    );
}

/// Expects one case to fail.
struct OneFailure;

impl Expectations for OneFailure {
    fn expects(&self, case: &str, requirement: &str) -> bool {
        (case, requirement) == ("known", "RL-WIRE-1")
    }

    fn accepts_skip(&self, operation: &str) -> bool {
        operation == "no.such"
    }

    fn stale(&self, reports: &[CaseReport]) -> Vec<String> {
        let known = reports
            .iter()
            .any(|report| report.verdict == Verdict::ExpectedFail);
        if known {
            vec![]
        } else {
            vec!["it passes now".to_owned()]
        }
    }
}

#[test]
fn what_a_ledger_expects_is_no_failure_and_allows_no_claim() {
    let of = |right: bool| {
        let lacking = stateless(
            "lacking",
            "core",
            "no.such",
            json!({}),
            vec![is("RL-WIRE-1", "", json!({}))],
        );
        let mut plan = plan(vec![
            decode("known", "RL-WIRE-1", right),
            lacking,
            id_case(0),
        ]);
        plan.ledger = Arc::new(OneFailure);
        run_plan(plan, reference()).expect("hello").summary
    };
    let as_expected = of(false);
    assert_eq!(
        (as_expected.total.expected_fail, as_expected.total.fail),
        (1, 0)
    );
    assert_eq!(as_expected.next, None, "the ledger does without `no.such`");
    assert!(as_expected.missing_operations.is_empty() && as_expected.stale_ledger.is_empty());
    assert_eq!(
        as_expected.claim,
        Err("1 case failed, as the ledger expects".to_owned())
    );
    let mended = of(true);
    assert_eq!(mended.stale_ledger, ["it passes now"]);
    assert_eq!(mended.claim, Err("the ledger is out of date".to_owned()));
}

#[test]
fn a_clean_run_makes_a_claim_unless_it_is_withheld() {
    let claim = |withheld: Option<String>| {
        let mut plan = plan(vec![id_case(0), decode("page", "RL-WIRE-1", true)]);
        plan.withheld = withheld;
        run_plan(plan, reference()).expect("hello").summary.claim
    };
    let made = claim(None).expect("the run is clean");
    assert_eq!((made.cases, made.requirements), (2, 2));
    assert_eq!(made.profiles, ["core", "mvds"]);
    assert_eq!(claim(Some("a part".to_owned())), Err("a part".to_owned()));
}

#[test]
fn every_line_can_be_watched() {
    let (tell, told) = std::sync::mpsc::channel();
    let mut plan = plan(vec![id_case(3)]);
    plan.trace = Some(Arc::new(move |direction, line: &[u8]| {
        let line = String::from_utf8_lossy(line).into_owned();
        tell.send((direction, line)).expect("the test listens");
    }));
    run_plan(plan, reference()).expect("hello");
    let lines: Vec<(Direction, String)> = told.into_iter().collect();
    let directions: Vec<Direction> = lines.iter().map(|(direction, _)| *direction).collect();
    let (to, from) = (Direction::ToAdapter, Direction::FromAdapter);
    assert_eq!(directions, [to, from, to, from]);
    assert!(lines[0].1.contains("\"hello\"") && lines[2].1.contains("\"message.id\""));
    assert!(lines.iter().all(|(_, line)| !line.contains('\n')));
}

fn serve(stream: &TcpStream) {
    // It ends with an error only when the harness has gone away.
    let _ = remote_log_adapter::serve(BufReader::new(stream), stream);
}

#[test]
fn an_adapter_that_listens_is_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound").to_string();
    thread::spawn(move || {
        listener
            .incoming()
            .flatten()
            .for_each(|stream| serve(&stream))
    });
    let ran = run_plan(
        plan((0..20).map(id_case).collect()),
        AdapterSource::Connect(address),
    );
    assert_eq!(ran.expect("hello").summary.total.pass, 20);
}

#[test]
fn an_adapter_that_connects_is_waited_for() {
    // A port that was free a moment ago: the harness must be told one that the adapter can know.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = port.expect("a port").to_string();
    let to = address.clone();
    thread::spawn(move || {
        let stream = loop {
            match TcpStream::connect(&to) {
                Ok(stream) => break stream,
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        };
        serve(&stream);
    });
    let ran = run_plan(
        plan((0..20).map(id_case).collect()),
        AdapterSource::Listen(address),
    );
    assert_eq!(ran.expect("hello").summary.total.pass, 20);
}

#[test]
fn a_run_that_is_interrupted_kills_its_adapter_and_reports_what_is_settled() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pid");
    let run = Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .args([
            "run",
            "--json",
            "--deadline",
            "30s",
            "--",
            env!("CARGO_BIN_EXE_faulty-adapter"),
        ])
        .args(["starts-a-child".as_ref(), path.as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let by = Instant::now() + Duration::from_secs(20);
    let child = loop {
        let pid = std::fs::read_to_string(&path)
            .ok()
            .and_then(|text| text.parse().ok());
        if let Some(pid) = pid.and_then(Pid::from_raw) {
            break pid;
        }
        assert!(Instant::now() < by, "the adapter does not start");
        thread::sleep(Duration::from_millis(10));
    };
    // The adapter hangs at its first request by now, or soon; either way the run does not end by itself.
    thread::sleep(Duration::from_millis(300));
    kill_process(Pid::from_child(&run), Signal::INT).expect("it runs");
    let output = run.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    while rustix::process::test_kill_process(child).is_ok() {
        assert!(Instant::now() < by, "what the adapter started lives on");
        thread::sleep(Duration::from_millis(10));
    }
    let out = String::from_utf8(output.stdout).expect("it is text");
    let last = out.lines().last().expect("there are events");
    assert!(last.contains("\"interrupted\":true"), "{last}");
}
