//! The command line as a user meets it: what it prints, and the code that it ends with.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const ADAPTER: &str = env!("CARGO_BIN_EXE_faulty-adapter");

/// One case that the adapter answers rightly, one whose expectation is wrong, and one that needs what the adapter lacks.
const VECTORS: &str = r#"subject: Three ids
cases:
  - id: right
    why: An id of nothing; from an independent program.
    profile: mvds
    do: message.id
    in: { group: "", timestamp: "0", body: "" }
    expect:
      - { req: RL-MSG-2, at: /id, is: "ea927f66de2b09b16b8be8a4abdd1f4c4485515ebe6e639881a8652c32b1072d" }

  - id: wrong
    why: No hash is like this.
    profile: mvds
    do: message.id
    in: { group: "", timestamp: "0", body: "" }
    expect:
      - { req: RL-MSG-2, at: /id, is: "00" }

  - id: lacking
    why: The adapter has no encoder.
    profile: core
    do: page.encode
    in: { pairs: [], tail: "" }
    expect:
      - { req: RL-WIRE-2, at: /bytes, is: "" }
"#;

fn harness(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .args(arguments)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn vectors(text: &str) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("ids.yaml"), text).unwrap();
    directory
}

/// Runs the harness over the three cases, or those that a glob selects.
fn run(mode: &[&str], options: &[&str]) -> Output {
    let directory = vectors(VECTORS);
    let path = directory.path().to_str().unwrap();
    let mut arguments = vec!["run", "--seed", "1", "--vectors", path];
    arguments.extend(options);
    arguments.extend(["--", ADAPTER]);
    arguments.extend(mode);
    harness(&arguments)
}

fn ledger(directory: &Path, text: &str) -> String {
    let path = directory.join("ledger.yaml");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn what_passes_ends_in_0_and_a_part_of_the_suite_makes_no_claim() {
    let output = run(&["good"], &["--case", "right"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(
        stdout(&output).contains("No claim: only 1 of"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn what_fails_ends_in_1_and_is_shown_without_colours() {
    let output = run(&["good"], &["--case", "wrong"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(
        text.contains("fail[RL-MSG-2]: A message id is sha256"),
        "{text}"
    );
    assert!(text.contains("ids.yaml:17:9"), "{text}");
    assert!(
        text.contains("rlog-conformance replay wrong --vectors"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn what_lacks_an_operation_ends_in_3_and_names_it() {
    let output = run(&["good"], &["--case", "lacking", "--case", "right"]);
    assert_eq!(code(&output), 3);
    assert!(
        stdout(&output).contains("Incomplete"),
        "{}",
        stdout(&output)
    );
    assert!(
        stdout(&output).contains("page.encode"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn an_adapter_that_cannot_be_reached_ends_in_4() {
    let output = run(&["dies-at-handshake"], &["--case", "right"]);
    assert_eq!(code(&output), 4);
    assert!(
        stderr(&output).contains("no licence found"),
        "{}",
        stderr(&output)
    );
    assert_eq!(code(&harness(&["run", "--", "/no/such/adapter"])), 4);
}

#[test]
fn an_adapter_that_crashes_ends_in_4() {
    let output = run(&["crashes-on", "0"], &["--case", "right"]);
    assert_eq!(code(&output), 4, "{}", stdout(&output));
    assert!(
        stdout(&output).contains("error[adapter]: The adapter crashed"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_ledger_turns_a_known_failure_green_and_goes_out_of_date() {
    let directory = tempfile::tempdir().unwrap();
    let entry = |case: &str| {
        format!("expected_failures:\n  - {{ case: {case}, requirement: RL-MSG-2, why: Known. }}\n")
    };
    let known = ledger(directory.path(), &entry("wrong"));
    let output = run(&["good"], &["--case", "wrong", "--ledger", &known]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let stale = ledger(directory.path(), &entry("right"));
    let output = run(&["good"], &["--case", "right", "--ledger", &stale]);
    assert_eq!(code(&output), 1);
    assert!(
        stdout(&output).contains("right no longer fails RL-MSG-2"),
        "{}",
        stdout(&output)
    );
    let bad = ledger(directory.path(), "expected_failures: [{ case: right }]\n");
    assert_eq!(code(&run(&["good"], &["--ledger", &bad])), 5);
}

#[test]
fn bad_vectors_end_in_5_with_their_line() {
    let directory = vectors(&VECTORS.replace("\"00\"", "00"));
    let output = harness(&[
        "run",
        "--vectors",
        directory.path().to_str().unwrap(),
        "--",
        ADAPTER,
        "good",
    ]);
    assert_eq!(code(&output), 5);
    assert!(
        stderr(&output).contains("ids.yaml:17:39"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn usage_errors_end_in_2() {
    let table: [&[&str]; 12] = [
        &[],
        &["run"],
        &["run", "--connect", "localhost:1", "--", ADAPTER],
        &["run", "--shard", "3/2", "--", ADAPTER],
        &["run", "--deadline", "soon", "--", ADAPTER],
        &["run", "--deadline", "0s", "--", ADAPTER],
        &["check", "--deadline", "0ms", "--", ADAPTER],
        &["run", "--connect", "nope"],
        &["run", "--listen", "localhost:high"],
        &["run", "--case", "no-such-case", "--", ADAPTER],
        &["replay", "no-such-case", "--", ADAPTER],
        &["explain", "RL-NOTHING-1"],
    ];
    for arguments in table {
        let output = harness(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn json_lines_and_nothing_else_go_to_standard_output() {
    let output = run(&["good"], &["--case", "wrong", "--json"]);
    assert_eq!(code(&output), 1);
    let events: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<_> = events
        .iter()
        .map(|event| event["event"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["start", "adapter", "case", "end"]);
    assert_eq!(events[2]["requirement"], "RL-MSG-2");
}

#[test]
fn junit_goes_to_its_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    let output = run(
        &["good"],
        &["--case", "wrong", "--junit", path.to_str().unwrap()],
    );
    assert_eq!(code(&output), 1);
    assert!(
        std::fs::read_to_string(path)
            .unwrap()
            .contains("<testcase name=\"wrong\" classname=\"MSG\"")
    );
    assert_eq!(
        code(&run(
            &["good"],
            &["--case", "right", "--junit", "/no/such/directory/out.xml"]
        )),
        2
    );
}

#[test]
fn a_run_without_a_hello_is_reported_all_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    std::fs::write(&path, "<testsuites>an earlier run</testsuites>").unwrap();
    let junit = path.to_str().unwrap();
    let output = run(&["dies-at-handshake"], &["--json", "--junit", junit]);
    assert_eq!(code(&output), 4);

    let events: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [start, end] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (&start["event"], &end["event"]),
        (&"start".into(), &"end".into())
    );
    assert_eq!((&end["faults"], &end["error"]), (&1.into(), &0.into()));
    let why = "exited with status 7 before it had answered the hello";
    assert!(end["withheld"].as_str().unwrap().contains(why), "{end}");

    let written = std::fs::read_to_string(path).unwrap();
    assert!(
        written.contains("<testsuite name=\"ADAPTER\" tests=\"1\""),
        "{written}"
    );
    assert!(written.contains(why), "{written}");
}

#[test]
fn faults_of_no_case_are_counted_apart_everywhere() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    let marker = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let run = |name: &str, options: &[&str]| {
        run(
            &["crashes-once", &marker(name)],
            &[&["--case", "right"][..], options].concat(),
        )
    };
    let shown = run("first", &["--junit", path.to_str().unwrap()]);
    assert_eq!(code(&shown), 4, "{}", stdout(&shown));
    for line in [
        "total           1        ·        ·        ·        ·        ·        ·",
        "1 case in ",
        "Adapter: 1 fault that no case can be blamed for",
        "No claim: 1 fault of the adapter.",
    ] {
        assert!(stdout(&shown).contains(line), "{line}: {}", stdout(&shown));
    }
    let written = std::fs::read_to_string(path).unwrap();
    let suite = "<testsuite name=\"ADAPTER\" tests=\"1\" skipped=\"0\" errors=\"1\"";
    assert!(written.contains(suite), "{written}");

    let lines = stdout(&run("second", &["--json"]));
    let end: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    let counts = ["pass", "error", "faults"].map(|name| end[name].as_u64().unwrap());
    assert_eq!(counts, [1, 0, 1]);
}

#[test]
fn the_shards_of_a_run_together_ask_each_case_once() {
    let asked = |shard: &str| -> Vec<String> {
        let output = run(
            &["good"],
            &["--file", "ids.yaml", "--json", "--shard", shard],
        );
        let cases = stdout(&output);
        let cases = cases
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        cases
            .filter_map(|event| event["case"].as_str().map(str::to_owned))
            .collect()
    };
    let mut all = [asked("1/2"), asked("2/2")].concat();
    all.sort();
    assert_eq!(all, ["lacking", "right", "wrong"]);
}

#[test]
fn a_replay_shows_each_line_and_then_the_verdict() {
    let directory = vectors(VECTORS);
    let path = directory.path().to_str().unwrap();
    let output = harness(&["replay", "wrong", "--vectors", path, "--", ADAPTER, "good"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    let signs: String = text
        .lines()
        .take(4)
        .filter_map(|line| line.chars().next())
        .collect();
    assert_eq!(signs, "><><", "{text}");
    assert!(text.contains("\"op\":\"message.id\""), "{text}");
    assert!(text.contains("fail[RL-MSG-2]"), "{text}");
}

#[test]
fn a_generated_case_is_replayed_by_its_id() {
    let listed = run(&["good"], &["--case", "property-message-id-*", "--json"]);
    let text = stdout(&listed);
    let line = text
        .lines()
        .find(|line| line.contains("property-"))
        .unwrap();
    let event: serde_json::Value = serde_json::from_str(line).unwrap();
    let output = harness(&[
        "replay",
        event["case"].as_str().unwrap(),
        "--",
        ADAPTER,
        "good",
    ]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(
        stdout(&output).contains("\npass: property-message-id-1-"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn list_shows_cases_and_requirements() {
    let directory = vectors(VECTORS);
    let path = directory.path().to_str().unwrap();
    let output = harness(&["list", "--vectors", path]);
    assert_eq!(stdout(&output).lines().count(), 3);
    assert!(
        stdout(&output).starts_with("right    mvds         RL-MSG-2\n"),
        "{}",
        stdout(&output)
    );
    let output = harness(&["list", "cases", "--json", "--vectors", path]);
    let first: serde_json::Value =
        serde_json::from_str(stdout(&output).lines().next().unwrap()).unwrap();
    assert_eq!(
        (first["case"].as_str(), first["line"].as_u64()),
        (Some("right"), Some(3))
    );
    let output = harness(&["list", "requirements"]);
    assert!(
        stdout(&output).starts_with("RL-WIRE-1    MUST    core         A decoder reads"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn explain_tells_of_a_requirement() {
    let output = harness(&["explain", "RL-READ-13"]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(
        text.starts_with("RL-READ-13 (MUST, profile verify)\nBytes that do not match"),
        "{text}"
    );
    assert!(
        text.contains("needs    RL-ADDR-3: Under the kind multihash"),
        "{text}"
    );
}

#[test]
fn explain_knows_generated_cases_and_ids_in_small_letters() {
    let output = harness(&["explain", "property-page-decode-5-0"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(
        told.starts_with("property-page-decode-5-0 (profile core)") && told.contains("asserts RL-"),
        "{told}"
    );
    let output = harness(&["explain", "rl-read-4"]);
    assert_eq!(code(&output), 2);
    let told = stderr(&output);
    assert!(told.contains("Did you mean RL-READ-4?"), "{told}");
}

#[test]
fn explain_shows_a_case_as_it_is_written() {
    let directory = vectors(VECTORS);
    let output = harness(&[
        "explain",
        "wrong",
        "--vectors",
        directory.path().to_str().unwrap(),
    ]);
    let text = stdout(&output);
    let yaml = text
        .split_once("ids.yaml:11\n")
        .map(|(_, yaml)| yaml)
        .unwrap_or_else(|| panic!("{text}"));
    let lines: Vec<_> = VECTORS.lines().skip(10).take(7).collect();
    assert_eq!(yaml.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn a_revision_that_was_never_frozen_is_told_with_those_that_were() {
    let output = run(&["good"], &["--revision", "draft-0"]);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(
        said.contains("There is no frozen revision `draft-0` in this build; there is draft-1."),
        "{said}"
    );
}

#[test]
fn what_a_revision_lacks_is_told_apart_and_is_never_red() {
    let output = run(&["good"], &["--revision", "draft-1", "--case", "wrong"]);
    assert_eq!(code(&output), 3, "{}", stdout(&output));
    let text = stdout(&output);
    let apart = "Unscored: later than revision draft-1\n  fail RL-MSG-2: 1 case (wrong)";
    assert!(text.contains(apart), "{text}");
}
