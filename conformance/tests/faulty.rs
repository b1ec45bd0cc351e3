//! What the harness makes of adapters that go wrong: the verdict, the words, and that the run goes on and ends.

mod support;

use std::time::{Duration, Instant};

use remote_log_conformance::runner::RunError;
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::verdict::{AdapterFault, Next, SkipReason, Verdict};
use serde_json::json;
use support::{Ran, ask, case, faulty, id_case, is, needle, plan, run_plan, stateless};

fn ids(count: u64) -> Vec<remote_log_conformance::vectors::Case> {
    (0..count).map(id_case).collect()
}

fn ran(words: &[&str], count: u64) -> Ran {
    run_plan(plan(ids(count)), faulty(words)).expect("the adapter says hello")
}

fn all_pass(ran: &Ran, count: usize) {
    assert_eq!(ran.summary.total.pass, count, "{:#?}", ran.reports);
    assert_eq!(ran.reports.len(), count, "{:#?}", ran.reports);
    assert!(ran.summary.claim.is_ok(), "{:?}", ran.summary.claim);
}

fn no_hello(words: &[&str]) -> (String, String) {
    match run_plan(plan(ids(1)), faulty(words)) {
        Err(RunError::Hello { reason, stderr }) => (reason, stderr),
        other => panic!("there is no hello, and yet: {other:?}"),
    }
}

fn says(fault: &AdapterFault, words: &[&str]) {
    let (AdapterFault::Crash(text)
    | AdapterFault::Hang(text)
    | AdapterFault::Garbage(text)
    | AdapterFault::Fault(text)
    | AdapterFault::Start(text)) = fault;
    for word in words {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
}

#[test]
fn a_correct_adapter_passes() {
    all_pass(&ran(&["correct"], 20), 20);
}

#[test]
fn an_answer_that_differs_is_a_failure_and_not_an_error() {
    let ran = ran(&["wrong-answer"], 2);
    let report = ran.report("id-0");
    assert_eq!(report.verdict, Verdict::Fail);
    let divergence = report.divergence.as_ref().expect("a failure has one");
    assert_eq!(
        (divergence.req.as_str(), divergence.subject.as_str()),
        ("RL-MSG-2", "answer /id")
    );
    assert!(divergence.got.as_str().expect("a string").starts_with("00"));
    assert_eq!(ran.summary.claim, Err("2 cases failed".to_owned()));
}

#[test]
fn a_rejection_where_an_answer_is_asserted_diverges_there() {
    let ran = ran(&["rejects"], 1);
    let divergence = ran.report("id-0").divergence.as_ref().expect("it diverges");
    assert_eq!(divergence.got, json!({"reject": {"reason": "invalid"}}));
}

#[test]
fn a_slow_or_noisy_adapter_passes() {
    all_pass(&ran(&["slow"], 3), 3);
    all_pass(&ran(&["stderr-noise"], 2), 2);
}

#[test]
fn answers_in_any_order_pass_where_several_requests_are_allowed() {
    all_pass(&ran(&["out-of-order"], 1000), 1000);
}

#[test]
fn an_adapter_that_never_says_hello_is_told_within_the_deadline() {
    let begun = Instant::now();
    let (reason, _) = no_hello(&["silent"]);
    assert!(
        reason.contains("did not answer the hello within 2s"),
        "{reason}"
    );
    assert!(begun.elapsed() < Duration::from_secs(6));
}

#[test]
fn an_adapter_that_dies_at_the_handshake_is_told_with_its_last_words() {
    let (reason, stderr) = no_hello(&["dies-at-handshake"]);
    assert!(
        reason.contains("exited with status 7 before it had answered"),
        "{reason}"
    );
    assert_eq!(stderr, "no licence found\n");
}

#[test]
fn a_banner_and_another_version_are_no_hello() {
    let (reason, _) = no_hello(&["banner"]);
    assert!(reason.contains("`Welcome to my adapter!`"), "{reason}");
    assert!(reason.contains("belongs on standard error"), "{reason}");
    let (reason, _) = no_hello(&["old-version"]);
    assert!(reason.contains("speaks version `0`"), "{reason}");
}

#[test]
fn a_command_that_is_none_is_told() {
    let source = AdapterSource::Command(vec!["/no/such/adapter".to_owned()]);
    let error = run_plan(plan(ids(1)), source).expect_err("there is no such command");
    assert!(
        error
            .to_string()
            .contains("`/no/such/adapter` cannot be started"),
        "{error}"
    );
}

#[test]
fn a_crash_in_the_middle_of_an_answer_is_an_error() {
    let ran = ran(&["crash-mid-answer"], 2);
    let fault = ran.fault("id-1");
    assert!(matches!(fault, AdapterFault::Crash(_)));
    says(
        fault,
        &[
            "exited with status 3",
            "in the middle of a line",
            "`message.id` was unanswered",
        ],
    );
}

#[test]
fn a_case_that_crashes_is_blamed_and_the_others_are_asked_of_a_new_process() {
    // Eight at once: the others in flight are asked again and are not blamed.
    for at_once in ["", "@"] {
        let ran = ran(&["crashes-on", &format!("{at_once}{}", needle(5))], 12);
        let fault = ran.fault("id-5");
        says(
            fault,
            &["was ended by signal 6", "`message.id` was unanswered"],
        );
        assert!(ran.report("id-5").stderr.contains("assertion failed"));
        assert_eq!(
            (ran.summary.total.pass, ran.summary.total.error),
            (11, 1),
            "{ran:#?}"
        );
    }
}

#[test]
fn two_cases_that_crash_in_one_window_are_both_blamed() {
    let ran = ran(&["crashes-on", &format!("{}@{}", needle(1), needle(2))], 6);
    ran.fault("id-1");
    ran.fault("id-2");
    assert_eq!(ran.summary.total.pass, 4, "{ran:#?}");
}

#[test]
fn a_crash_that_no_case_repeats_is_one_error_and_the_cases_pass() {
    let dir = tempfile::tempdir().expect("a directory");
    for (at_once, name) in [("", "one"), ("@", "eight")] {
        let mark = format!("{at_once}{}", dir.path().join(name).display());
        let ran = ran(&["crashes-once", &mark], 12);
        assert_eq!(
            (
                ran.summary.total.pass,
                ran.summary.total.error,
                ran.summary.faults
            ),
            (12, 0, 1),
            "{ran:#?}"
        );
        says(
            ran.fault("adapter-window-1"),
            &[
                "exited with status 3",
                "asked again alone, no case does it",
                "id-0",
            ],
        );
    }
}

#[test]
fn a_hang_is_an_error_and_takes_the_deadline() {
    let begun = Instant::now();
    let ran = ran(&["hangs-on", &needle(1)], 3);
    let fault = ran.fault("id-1");
    assert!(matches!(fault, AdapterFault::Hang(_)));
    says(
        fault,
        &["answered nothing for 2s", "`message.id` was unanswered"],
    );
    assert_eq!(ran.summary.total.pass, 2);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_hang_that_does_not_come_again_is_one_error() {
    let dir = tempfile::tempdir().expect("a directory");
    let ran = ran(
        &["hangs-once", &dir.path().join("mark").display().to_string()],
        3,
    );
    says(
        ran.fault("adapter-window-1"),
        &["answered nothing for 2s", "id-0"],
    );
    assert_eq!(ran.summary.total.pass, 3);
}

#[test]
fn an_adapter_that_always_hangs_is_given_up() {
    let mut plan = plan(ids(200));
    plan.deadline = Duration::from_millis(100);
    let ran = run_plan(plan, faulty(&["hangs"])).expect("it says hello");
    assert_eq!(ran.summary.total.error, 200, "{:?}", ran.summary);
    says(
        ran.fault("id-199"),
        &["was not asked", "it had hung 20 times"],
    );
}

#[test]
fn an_answer_given_twice_is_blamed_on_its_case() {
    let ran = ran(&["answer-twice"], 3);
    for case in ["id-0", "id-1", "id-2"] {
        says(
            ran.fault(case),
            &["answered request `1` (`message.id`) a second time"],
        );
    }
}

#[test]
fn lines_that_are_not_the_protocol_are_errors_that_show_them() {
    for (mode, words) in [
        ("garbage", "`DEBUG handling a request`"),
        ("not-an-object", "not a JSON object of the protocol"),
        ("wrong-id", "answered a request `4711` that was never sent"),
    ] {
        let ran = ran(&[mode], 2);
        let fault = ran.fault("id-1");
        assert!(matches!(fault, AdapterFault::Garbage(_)), "{fault:?}");
        says(fault, &[words]);
    }
}

#[test]
fn a_gigabyte_without_a_line_end_is_cut_off_at_once() {
    let begun = Instant::now();
    let ran = ran(&["gigabyte"], 1);
    says(ran.fault("id-0"), &["a line of more than 1048576 bytes"]);
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn what_an_adapter_says_of_its_own_failure_is_shown_and_it_goes_on() {
    let ran = ran(&["faults"], 2);
    says(ran.fault("id-1"), &["failed at `message.id`: no database"]);
}

#[test]
fn an_operation_that_is_claimed_and_lacking_leaves_the_run_incomplete() {
    let decode = stateless(
        "decode",
        "core",
        "page.decode",
        json!({"bytes": ""}),
        vec![is("RL-PAGE-5", "/pairs", json!([]))],
    );
    let encode = stateless(
        "encode",
        "core",
        "page.encode",
        json!({"pairs": [], "tail": ""}),
        vec![is("RL-WIRE-2", "/bytes", json!(""))],
    );
    let other = stateless(
        "other",
        "strict-wire",
        "message.id",
        json!({}),
        vec![is("RL-WIRE-9", "/id", json!(""))],
    );
    // The first by name, and not the first to implement.
    let check = stateless(
        "check",
        "core",
        "address.check",
        json!({"kind": "opaque", "address": "", "content": ""}),
        vec![is("RL-ADDR-2", "/checked", json!("unverified"))],
    );
    let cases = vec![check, decode, encode, other, id_case(0)];
    let ran = run_plan(plan(cases), faulty(&["claims-too-much"])).expect("it says hello");
    let skips: Vec<_> = ran
        .reports
        .iter()
        .map(|report| report.skip.clone())
        .collect();
    assert_eq!(
        skips,
        [
            Some(SkipReason::Operation("address.check".to_owned())),
            Some(SkipReason::Operation("page.decode".to_owned())),
            Some(SkipReason::Operation("page.encode".to_owned())),
            Some(SkipReason::Profile("strict-wire".to_owned())),
            None
        ]
    );
    assert_eq!(
        ran.summary.missing_operations,
        ["address.check", "page.decode", "page.encode"]
    );
    let next = Next {
        operation: "page.decode".to_owned(),
        cases: 1,
        profiles: vec!["core".to_owned()],
    };
    assert_eq!(ran.summary.next, Some(next));
    let withheld = ran.summary.claim.expect_err("the run is incomplete");
    assert!(withheld.contains("page.decode, page.encode"), "{withheld}");
}

#[test]
fn a_callback_after_the_answer_and_one_for_nobody_are_errors() {
    let open = |id: &str| {
        let input = json!({"instance": "alice", "name": "log"});
        case(
            id,
            "core",
            Default::default(),
            vec![ask("writer.open", input, vec![])],
        )
    };
    let run_mode = |mode: &str| {
        let cases = vec![open("open"), id_case(0)];
        run_plan(plan(cases), faulty(&[mode])).expect("it says hello")
    };
    says(
        run_mode("late-callback").fault("open"),
        &["called back for `state.load`", "after it had answered it"],
    );
    let ran = run_mode("callback-for-nobody");
    says(
        ran.fault("open"),
        &["for the instance `mallory`", "for `c0.alice`"],
    );
    says(
        ran.fault("id-0"),
        &["a request that is for no open instance"],
    );
}

#[test]
fn an_adapter_that_exits_after_each_answer_is_told() {
    let ran = ran(&["exits-each-time"], 3);
    assert_eq!(ran.summary.total.pass, 3);
    let windows = ran
        .reports
        .iter()
        .filter(|report| report.verdict == Verdict::Error);
    for report in windows {
        says(
            report.fault.as_ref().expect("an error"),
            &["exited with status 0"],
        );
    }
    let summary = &ran.summary;
    assert!(summary.total.error + summary.faults >= 1, "{ran:#?}");
}

#[test]
fn what_is_said_after_the_last_answer_is_an_error_and_a_late_exit_is_none() {
    let ran = run_plan(plan(ids(1)), faulty(&["talks-at-the-end"])).expect("it says hello");
    says(ran.fault("adapter-window-1"), &["`bye`"]);
    all_pass(
        &support::run_plan(plan(ids(2)), faulty(&["ignores-the-end"])).expect("hello"),
        2,
    );
}

#[test]
fn what_an_adapter_has_started_dies_with_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pid");
    let mut plan = plan(ids(1));
    plan.deadline = Duration::from_millis(300);
    run_plan(
        plan,
        faulty(&["starts-a-child", &path.display().to_string()]),
    )
    .expect("hello");
    let pid: i32 = std::fs::read_to_string(path)
        .expect("it was written")
        .parse()
        .expect("a pid");
    let pid = rustix::process::Pid::from_raw(pid).expect("not zero");
    let gone = || rustix::process::test_kill_process(pid).is_err();
    let by = Instant::now() + Duration::from_secs(5);
    while !gone() && Instant::now() < by {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(gone(), "the adapter's child {pid:?} lives on");
}

#[test]
fn verdicts_do_not_depend_on_jobs() {
    let of = |jobs: usize| {
        let mut plan = plan(ids(40));
        plan.jobs = jobs;
        let words = ["crashes-on", &format!("@{}@{}", needle(7), needle(31))];
        let ran = run_plan(plan, faulty(&words)).expect("hello");
        let verdicts = ran.verdicts();
        verdicts
            .iter()
            .map(|(case, verdict)| ((*case).to_owned(), *verdict))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(1), of(4));
}
