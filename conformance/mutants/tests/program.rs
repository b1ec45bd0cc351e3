//! The program: its table of faults, and a fault that it doesn't have.

use std::process::{Command, Output};

use remote_log_mutants::controls::Control;
use remote_log_mutants::faults::Fault;

fn mutant(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rlog-mutant"));
    program.args(arguments).output().expect("it can be started")
}

#[test]
fn the_table_has_a_line_for_each_fault() {
    let output = mutant(&["--list"]);
    let table = String::from_utf8(output.stdout).expect("it is text");
    assert!(output.status.success());
    let controls = table.lines().skip(Fault::all().count());
    assert_eq!(controls.count(), Control::ALL.len());
    for (line, fault) in table.lines().zip(Fault::all()) {
        let told = fault.told();
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(told.name));
        let kind = words.next().expect("the kind stands second");
        assert_eq!(kind, format!("{:?}", told.kind).to_lowercase());
        assert_eq!(words.next(), Some(told.requirement));
        assert!(line.ends_with(told.sentence), "{line}");
    }
}

#[test]
fn the_table_can_be_read_by_a_machine() {
    let output = mutant(&["--list", "--json"]);
    let table: Vec<serde_json::Value> =
        serde_json::from_slice(&output.stdout).expect("it is an array");
    let named = |name: &str| table.iter().find(|entry| entry["name"] == name);
    assert_eq!(table.len(), Fault::all().count() + Control::ALL.len());
    assert_eq!(
        named("echo"),
        Some(&serde_json::json!({
            "name": "echo",
            "kind": "control",
            "sentence": "Every request is answered with its own input.",
        }))
    );
    assert_eq!(
        named("dangling-head"),
        Some(&serde_json::json!({
            "name": "dangling-head",
            "kind": "deleted",
            "requirement": "RL-WRITE-13",
            "sentence": "What could not be added is pointed to all the same, by the hash that it would have had.",
            "bank": "open",
        }))
    );
}

#[test]
fn an_unknown_fault_is_refused() {
    let output = mutant(&["--fault", "no-such"]);
    let said = String::from_utf8(output.stderr).expect("it is text");
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("there is no fault `no-such`; `--list` shows all"));
}

#[test]
fn a_line_that_is_no_request_ends_it_with_a_sentence() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rlog-mutant"));
    let output = program
        .stdin(not_json())
        .output()
        .expect("it can be started");
    let said = String::from_utf8(output.stderr).expect("it is text");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.starts_with("rlog-mutant: the line is not JSON: "),
        "{said}"
    );
}

/// The read end of a pipe with one line in it.
fn not_json() -> std::io::PipeReader {
    let (reader, mut writer) = std::io::pipe().expect("a pipe");
    std::io::Write::write_all(&mut writer, b"hello\n").expect("it is open");
    reader
}
