//! `rlog-conformance fuzz`: finds, shrinks, saves what `run` takes unchanged, and is the same again.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

const FAULTY: &str = env!("CARGO_BIN_EXE_faulty-adapter");

fn harness(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rlog-conformance"));
    command.args(arguments);
    command
}

/// Searches until something is found, with a corpus in this directory.
fn fuzz(corpus: &Path, arguments: &[&str], adapter: &[&str]) -> Output {
    let corpus = corpus.to_str().expect("it is text");
    let mut command = harness(&["fuzz", "--json", "--corpus", corpus, "--time", "5m"]);
    command.args(arguments).args(["--", FAULTY]).args(adapter);
    command.output().expect("it runs")
}

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

/// The event of this kind that came last.
fn event(output: &Output, kind: &str) -> Value {
    let lines = text(&output.stdout);
    let events = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"));
    let mut of_kind = events.filter(|event: &Value| event["event"] == kind);
    of_kind
        .next_back()
        .unwrap_or_else(|| panic!("no {kind}: {output:?}"))
}

/// The vector files in a directory, with their names.
fn files(directory: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(directory).expect("it is there");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("it can be read").path();
            let name = path.file_name().expect("it has one").to_string_lossy();
            (
                name.into_owned(),
                fs::read_to_string(&path).expect("it can be read"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_found_is_shrunk_and_saved_as_a_file_that_fails_in_a_run_for_the_same_reason() {
    let dir = directory();
    let found = fuzz(dir.path(), &["--seed", "1"], &["hides-gaps"]);
    assert_eq!(found.status.code(), Some(1), "{found:?}");
    let finding = event(&found, "finding");
    // A page, and a call that does not get it.
    assert_eq!(finding["requirement"], "RL-READ-5", "{finding}");
    assert_eq!(finding["shrunk_to"], 2, "{finding}");
    assert_eq!(finding["smallest"], true);
    assert_eq!(finding["repeats"], true);

    let [(name, yaml)] = &files(dir.path())[..] else {
        panic!("one file: {finding}");
    };
    assert!(yaml.contains("revision: \"draft-1\""), "{yaml}");
    assert!(yaml.contains("--seed 1`, shrunk from"), "{yaml}");
    assert!(finding["file"].as_str().expect("a path").ends_with(name));
    let vectors = dir.path().to_str().expect("it is text");
    let case = finding["case"].as_str().expect("an id");
    let run = |mode: &str| {
        let arguments = ["run", "--json", "--vectors", vectors, "--case", case, "--"];
        let output = harness(&arguments).args([FAULTY, mode]).output();
        output.expect("it runs")
    };
    let ran = run("hides-gaps");
    assert_eq!(ran.status.code(), Some(1), "{ran:?}");
    assert_eq!(event(&ran, "case")["requirement"], "RL-READ-5");
    // The case is right about a sound implementation.
    let sound = dir.path().join("diary");
    let arguments = ["run", "--json", "--vectors", vectors, "--case", case, "--"];
    let sound = harness(&arguments)
        .args([FAULTY, "reference"])
        .arg(sound)
        .output();
    assert_eq!(sound.expect("it runs").status.code(), Some(0));
}

#[test]
fn the_same_seed_finds_the_same_whatever_the_number_of_adapters() {
    let found = ["1", "3"].map(|jobs| {
        let dir = directory();
        let output = fuzz(
            dir.path(),
            &["--seed", "5", "--jobs", jobs],
            &["hides-gaps"],
        );
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let mut finding = event(&output, "finding");
        finding["file"] = Value::Null;
        (finding, files(dir.path()))
    });
    assert_eq!(found[0], found[1]);
}

#[test]
fn a_crash_is_found_and_shrunk_and_the_search_goes_on_with_a_new_adapter() {
    let dir = directory();
    let output = fuzz(
        dir.path(),
        &["--seed", "1", "--cases", "400"],
        &["dies-of-stale"],
    );
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let finding = event(&output, "finding");
    assert_eq!(finding["fault"], "crash", "{finding}");
    assert_eq!(finding["requirement"], Value::Null);
    // Two heads, a call that takes the second, and one that is served the first.
    assert!(finding["shrunk_to"].as_u64() <= Some(4), "{finding}");
    let end = event(&output, "end");
    assert_eq!(end["findings"], 1, "{end}");
    let asked = end["asked"].as_u64().expect("a number");
    assert!(asked > 200, "the search ended early: {end}");
}

#[test]
fn a_sound_adapter_leaves_nothing_behind() {
    let dir = directory();
    let (corpus, diary) = (dir.path().join("corpus"), dir.path().join("diary"));
    let diary = diary.to_str().expect("it is text");
    let output = fuzz(
        &corpus,
        &["--seed", "2", "--cases", "500"],
        &["reference", diary],
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(event(&output, "end")["findings"], 0);
    assert!(!corpus.exists());
}

#[test]
fn an_adapter_that_can_be_asked_nothing_is_not_passed() {
    let dir = directory();
    let output = fuzz(dir.path(), &["--cases", "50"], &["sound"]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(event(&output, "end")["asked"], 0);
}

#[test]
fn a_corpus_file_that_is_no_vector_file_is_refused_with_its_line() {
    let bad = [
        ("subject: Notes\nnotes: none\n", "notes.yaml:2"),
        (
            "subject: Other\nrevision: draft-0\ncases: []\n",
            "notes.yaml:2",
        ),
    ];
    for (yaml, place) in bad {
        let dir = directory();
        fs::write(dir.path().join("notes.yaml"), yaml).expect("it can be written");
        let output = fuzz(dir.path(), &[], &["hides-gaps"]);
        assert_eq!(output.status.code(), Some(5), "{output:?}");
        let said = text(&output.stderr);
        assert!(said.contains(place), "{said}");
    }
}

#[test]
fn an_interrupted_search_saves_what_it_has_found() {
    let dir = directory();
    let (corpus, diary) = (dir.path().join("corpus"), dir.path().join("diary"));
    let corpus = corpus.to_str().expect("it is text");
    let endless = [
        "fuzz",
        "--corpus",
        corpus,
        "--findings",
        "9",
        "--time",
        "1h",
        "--cases",
        "4000000000",
    ];
    let search = harness(&endless)
        .args(["--", FAULTY, "hides-gaps"])
        .arg(&diary)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // When so many answers have been spoilt, the first of them have been judged.
    let by = Instant::now() + Duration::from_secs(300);
    while fs::read_to_string(&diary)
        .unwrap_or_default()
        .lines()
        .count()
        < 500
    {
        assert!(Instant::now() < by, "the search comes to nothing");
        thread::sleep(Duration::from_millis(10));
    }
    kill_process(Pid::from_child(&search), Signal::INT).expect("it runs");
    let output = search.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let said = text(&output.stdout);
    assert!(said.contains("interrupted after"), "{said}");

    let saved = files(Path::new(corpus));
    assert!(
        saved
            .iter()
            .any(|(name, _)| name.starts_with("fuzz-rl-read-5-")),
        "{said}"
    );
    let run = harness(&[
        "run",
        "--vectors",
        corpus,
        "--case",
        "fuzz-rl-read-5-*",
        "--",
    ])
    .args([FAULTY, "hides-gaps"])
    .output()
    .expect("it runs");
    assert_eq!(run.status.code(), Some(1), "{run:?}");
}
