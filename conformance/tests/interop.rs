//! `interop` as a user meets it: what it prints, in each format, and the code that it ends with.

use std::process::{Command, Output};

use serde_json::Value;

const FAULTY: &str = env!("CARGO_BIN_EXE_faulty-adapter");

/// Asks cases that take a moment, away from the repository's root and so from its file of implementations.
fn interop(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .args(["interop", "--case", "read-as-written-*", "--seed", "1"])
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the harness starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = stdout(output);
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON lines")
}

#[test]
fn the_reference_alone_gets_along_with_itself() {
    let output = interop(&[]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    let row = |line: &&str| line.starts_with("reference");
    let row = text.lines().find(row).expect("a row of the matrix");
    assert!(row.trim_end().ends_with("18 ok"), "{row}");
    assert!(text.contains("All of these get along."), "{text}");
    assert!(
        !text.contains('\u{1b}'),
        "colours without a terminal: {text}"
    );
}

#[test]
fn a_client_that_lacks_everything_is_asked_nothing_and_that_is_not_green() {
    let mine = format!("mine={FAULTY} correct");
    let output = interop(&["--with", &mine, "--json"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let lines = lines(&output);
    let pair = |alice: &str, bob: &str| {
        let is =
            |line: &&Value| line["event"] == "pair" && line["alice"] == alice && line["bob"] == bob;
        lines.iter().find(is).expect("there is such a pair")
    };
    assert_eq!(pair("reference", "reference")["pass"], 18);
    assert_eq!(pair("reference", "mine")["skip"], 18);
    let lacks = &pair("mine", "reference")["skipped"][0];
    assert_eq!(lacks["implementation"], "mine");
    assert_eq!(lines.last().expect("an end")["clean"], false);
}

#[test]
fn a_client_that_does_not_start_is_an_error_and_one_of_the_file_is_a_skip_with_its_cure() {
    let output = interop(&["--with", "mine=/no/such/adapter"]);
    assert_eq!(output.status.code(), Some(4));
    let text = stdout(&output);
    assert!(
        text.contains("mine: the command `/no/such/adapter` cannot be started"),
        "{text}"
    );
    assert!(
        text.contains("`rlog-conformance check -- /no/such/adapter` tells more"),
        "{text}"
    );

    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("implementations.yaml");
    let known =
        "implementations:\n  - { name: theirs, command: [bin/theirs], install: make theirs }\n";
    std::fs::write(&file, known).expect("it can be written");
    let file = file.display().to_string();
    let output = interop(&["--implementations", &file]);
    assert_eq!(output.status.code(), Some(3));
    let text = stdout(&output);
    assert!(text.contains("Skipped theirs: "), "{text}");
    assert!(text.contains("Install it with `make theirs`."), "{text}");
    assert!(!text.contains("All of these get along."), "{text}");
}

#[test]
fn a_document_has_the_matrix_as_a_table() {
    let text = stdout(&interop(&["--markdown"]));
    assert!(
        text.contains("| Alice \\ Bob | reference |\n|---|---|\n| reference | 18 ok |"),
        "{text}"
    );
}

#[test]
fn every_line_is_shown_on_demand() {
    let output = interop(&["--case", "read-as-written-embedded", "--trace"]);
    let text = stdout(&output);
    let sent = |instance: &str| {
        let instance = format!(".{instance}\"");
        text.lines()
            .any(|line| line.starts_with("> ") && line.contains(&instance))
    };
    assert!(sent("alice") && sent("bob"), "{text}");
    assert!(text.contains("\"instance\":\"beside."), "{text}");
}

#[test]
fn what_makes_no_sense_is_told_with_what_would() {
    for (arguments, code, told) in [
        (
            &["--only", "nobody"][..],
            2,
            "There is no implementation `nobody`; there is reference.",
        ),
        (&["--with", "python3"], 2, "write a name and a command"),
        (&["--with", "Mine=x"], 2, "`Mine` is no name"),
        (&["--json", "--markdown"], 2, "cannot be used with"),
        (
            &["--case", "no-such-case"],
            2,
            "No case matches --case no-such-case",
        ),
        (
            &["--implementations", "/no/such/file"],
            5,
            "Cannot read /no/such/file",
        ),
    ] {
        let output = interop(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(
            stderr(&output).contains(told),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_file_of_another_form_is_told_with_its_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("implementations.yaml");
    for (text, told) in [
        (
            "implementations:\n  - { name: A, command: [a], install: b }\n",
            "This name is taken",
        ),
        (
            "implementations:\n  - { name: a, command: [], install: b }\n",
            "This command is empty",
        ),
        (
            "implementations:\n  - { name: a, command: [a] }\n",
            "install",
        ),
        ("implementation: []\n", "implementation"),
    ] {
        std::fs::write(&file, text).expect("it can be written");
        let output = interop(&["--implementations", &file.display().to_string()]);
        assert_eq!(output.status.code(), Some(5), "{text}");
        let said = stderr(&output);
        assert!(
            said.contains(told) && said.contains("implementations.yaml:"),
            "{said}"
        );
    }
}
