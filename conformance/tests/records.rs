//! Recorded results: what stands in them, and that nobody edits them.

use std::path::Path;
use std::process::{Command, Output};

use remote_log_conformance::record::Record;
use remote_log_conformance::verdict::Verdict;

const VECTORS: &str = r#"subject: Two ids
cases:
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

fn run(directory: &Path, mode: &[&str], options: &[&str]) -> Output {
    std::fs::write(directory.join("ids.yaml"), VECTORS).unwrap();
    Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .current_dir(directory)
        .args(["run", "--seed", "1", "--vectors", "ids.yaml"])
        .args(["--record", "record.json"])
        .args(options)
        .args(["--", env!("CARGO_BIN_EXE_faulty-adapter")])
        .args(mode)
        .output()
        .unwrap()
}

fn recorded(directory: &Path) -> String {
    std::fs::read_to_string(directory.join("record.json")).unwrap()
}

#[test]
fn a_record_has_a_line_for_each_vector_and_none_for_generated_cases() {
    let directory = tempfile::tempdir().unwrap();
    let output = run(directory.path(), &["good"], &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = recorded(directory.path());
    let record = Record::read("record.json", &text).unwrap();
    let came: Vec<_> = record
        .cases
        .iter()
        .map(|(id, came)| (id.as_str(), came.verdict, came.blames.as_deref()))
        .collect();
    assert_eq!(
        came,
        [
            ("lacking", Verdict::Skip, None),
            ("wrong", Verdict::Fail, Some("RL-MSG-2"))
        ]
    );
    for (id, words) in [
        ("lacking", "\"verdict\": \"skip\""),
        ("wrong", "\"blames\": \"RL-MSG-2\""),
    ] {
        let line = text.lines().nth(record.line(id) as usize - 1).unwrap();
        assert!(line.contains(id) && line.contains(words), "{line}");
    }
    assert_eq!(
        text.lines()
            .nth(Record::SUITE_LINE as usize - 1)
            .unwrap()
            .trim_start()
            .find("\"suite\""),
        Some(0)
    );
    run(directory.path(), &["good"], &[]);
    assert_eq!(
        recorded(directory.path()),
        text,
        "two runs leave two records"
    );
}

#[test]
fn an_edited_record_is_refused_with_its_line() {
    let directory = tempfile::tempdir().unwrap();
    run(directory.path(), &["good"], &[]);
    let text = recorded(directory.path());
    let again = "Record it anew with `cargo xtask results`.";
    let twice = text.replacen("    \"wrong\"", "    \"lacking\"", 1);
    let edits = [
        (
            text.replacen("  \"version\"", " \"version\"", 1),
            "r.json:3: This line is not as `run --record` writes it",
        ),
        (twice, "r.json:7: This line is not as"),
        (
            text.replace("\"fail\"", "\"fails\""),
            "r.json:8: This is no record: there is no verdict `fails`",
        ),
        (
            text.replace("\"suite\"", "\"suit\""),
            "r.json:5: This is no record: unknown field `suit`",
        ),
        (text[..40].to_owned(), "This is no record: EOF"),
    ];
    for (edited, says) in edits {
        let refused = Record::read("r.json", &edited).expect_err(says).to_string();
        assert!(
            refused.contains(says) && refused.ends_with(again),
            "{refused}"
        );
    }
    assert!(Record::read("r.json", &text).is_ok());
}

#[test]
fn a_part_of_the_suite_is_not_recorded() {
    let directory = tempfile::tempdir().unwrap();
    let output = run(directory.path(), &["good"], &["--case", "wrong"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("A record is of the whole suite."), "{said}");
    assert!(!directory.path().join("record.json").exists());
}

#[test]
fn an_adapter_at_fault_is_not_recorded() {
    let directory = tempfile::tempdir().unwrap();
    let output = run(directory.path(), &["crashes-on", "0"], &[]);
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("Nothing was recorded in record.json"),
        "{said}"
    );
    assert!(!directory.path().join("record.json").exists());
}
