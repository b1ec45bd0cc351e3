//! Adapters that are killed: what of them goes on, what does not, and what only a real kill shows.

mod support;

use std::io::BufReader;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use remote_log::page::{Pair, encode};
use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Suite};
use remote_log_conformance::verdict::{SkipReason, Verdict};
use serde_json::json;
use support::{Ran, faulty, id_case, plan, reference, run_plan};

/// The cases of `data/kills.yaml`, with the heads in place.
fn cases(ids: &[&str]) -> Vec<Case> {
    let pair = |local| Pair {
        local,
        remote: &[],
        data: b"content",
    };
    let (a, b) = ([0xaa; 32], [0xbb; 32]);
    let open = json!({
        "instance": "bob", "name": "alice", "profile": "core", "group": null, "kind": "multihash",
        "limits": {
            "pages": "9", "page_bytes": "9999", "pairs": "99", "content_bytes": "9999",
            "call_bytes": "99999", "gets": "9",
        },
    });
    let text = include_str!("data/kills.yaml")
        .replace("ONE", &hex::encode(encode([pair(&a)], &[])))
        .replace("TWO", &hex::encode(encode([pair(&b), pair(&a)], &[])))
        .replace("OPEN", &open.to_string());
    let suite = Suite::read([YamlText::new("kills.yaml", text)], &Registry::embedded());
    let suite = suite.unwrap_or_else(|faults| panic!("{faults}"));
    ids.iter()
        .map(|id| suite.case(id).expect("the file has it").clone())
        .collect()
}

fn ran(cases: Vec<Case>, kills: usize, source: AdapterSource) -> Ran {
    let mut plan = plan(cases);
    plan.kills = kills;
    run_plan(plan, source).expect("the adapter says hello")
}

/// The reference as a process that keeps a diary.
fn diarist(diary: &Path) -> AdapterSource {
    faulty(&["reference", diary.to_str().expect("it is text")])
}

#[test]
fn a_case_goes_on_after_a_kill_with_what_was_saved_and_beside_others() {
    let directory = tempfile::tempdir().expect("a directory");
    let diary = directory.path().join("diary");
    let mut asked: Vec<Case> = (0..20).map(id_case).collect();
    asked.extend(cases(&["killed-between", "dropped", "killed-at-a-save"]));
    let ran = ran(asked, 0, diarist(&diary));
    assert_eq!(ran.summary.total.pass, 23, "{:#?}", ran.reports);
    assert!(ran.summary.claim.is_ok(), "{:?}", ran.summary.claim);

    // One process for the ordinary cases, two for one kill, three for two. Who was killed did not see its input end.
    let diary = std::fs::read_to_string(diary).expect("it was written");
    let count = |word: &str| diary.lines().filter(|line| *line == word).count();
    assert_eq!((count("started"), count("ended")), (6, 3), "{diary}");
}

#[test]
fn in_a_thread_of_this_process_a_kill_is_a_new_thread() {
    let ran = ran(
        cases(&["killed-between", "killed-at-a-save"]),
        0,
        reference(),
    );
    assert_eq!(ran.summary.total.pass, 2, "{:#?}", ran.reports);
}

#[test]
fn state_in_memory_comes_through_a_drop_and_not_through_a_kill() {
    let ran = ran(cases(&["dropped"]), 6, faulty(&["remembers"]));
    assert_eq!(
        ran.verdicts(),
        [
            ("dropped", Verdict::Pass),
            ("killed-dropped", Verdict::Fail)
        ],
        "{:#?}",
        ran.reports
    );
    let divergence = ran.report("killed-dropped").divergence.as_ref();
    let divergence = divergence.expect("a failure has one");
    assert_eq!(divergence.req, "RL-READ-15");
    assert_eq!(
        (divergence.step, divergence.subject.as_str()),
        (4, "answer /delivered")
    );
}

#[test]
fn the_sample_is_of_cases_with_crashes_and_the_same_for_the_same_seed() {
    let mut many = cases(&["dropped", "killed-between"]);
    let dropped = many[0].clone();
    many.extend((0..20).map(|nth| Case {
        id: format!("dropped-{nth}"),
        ..dropped.clone()
    }));
    let sampled = |seed| {
        let mut plan = plan(many.clone());
        (plan.kills, plan.seed) = (6, seed);
        let ran = run_plan(plan, reference()).expect("the adapter says hello");
        assert_eq!(ran.summary.total.pass, 22 + 6, "{:#?}", ran.reports);
        let ids = ran
            .reports
            .iter()
            .skip(22)
            .map(|report| report.case.clone());
        ids.collect::<Vec<_>>()
    };
    let first = sampled(1);
    assert!(
        first.iter().all(|id| id.starts_with("killed-dropped")),
        "{first:?}"
    );
    assert_eq!(first, sampled(1));
    assert_ne!(first, sampled(2));
}

#[test]
fn what_cannot_be_killed_is_skipped_in_words_and_makes_no_claim() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let input = BufReader::new(stream.try_clone().expect("a second handle"));
            // It ends with an error only when the harness has gone away.
            let _ = remote_log_adapter::serve(input, stream);
        }
    });
    let source = AdapterSource::Connect(address);
    let ran = ran(cases(&["dropped", "killed-between"]), 6, source);
    let skipped = |id: &str| ran.report(id).skip.clone();
    assert_eq!(skipped("dropped"), None);
    assert_eq!(skipped("killed-between"), Some(SkipReason::Unkillable));
    assert_eq!(skipped("killed-dropped"), Some(SkipReason::Unkillable));
    let why = ran.summary.claim.expect_err("two cases were not asked");
    assert!(why.starts_with("2 cases could not be asked"), "{why}");
}

#[test]
fn an_adapter_that_does_not_come_back_is_blamed_within_the_deadline() {
    let directory = tempfile::tempdir().expect("a directory");
    let diary = directory.path().join("diary");
    for (mode, words) in [
        ("comes-back-silent", "did not answer the hello within 500ms"),
        (
            "comes-back-deaf",
            "answered nothing for 500ms while `reader.open` was unanswered",
        ),
    ] {
        let _ = std::fs::remove_file(&diary);
        let source = faulty(&[mode, diary.to_str().expect("it is text")]);
        let mut plan = plan(cases(&["killed-between"]));
        plan.deadline = Duration::from_millis(500);
        let ran = run_plan(plan, source).expect("the first one says hello");
        let fault = ran.fault("killed-between").text();
        assert!(fault.contains(words), "{mode}: {fault}");
    }
}
