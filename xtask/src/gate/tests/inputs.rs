//! Inputs that the gate cannot work with: each is a sentence with the file, the line and what to do.

use super::project::{
    CHANGES_FILE, PROTO_FILE, Project, REGISTRY_FILE, REVISION_FILE, VECTORS_FILE,
};
use crate::gate::Form;
use crate::gate::run::{Exit, run};

/// A released project with one edit, and what the gate says of it.
fn edited(path: &str, from: &str, to: &str, says: &str) {
    let project = Project::released();
    project.edit(path, from, to);
    project.says(Exit::Input, &[says]);
}

#[test]
fn an_id_that_is_used_again() {
    edited(
        REGISTRY_FILE,
        "RL-PAGE-2",
        "RL-PAGE-1",
        "spec/requirements.yaml:12: RL-PAGE-1 is used twice. Ids are never reused; take the next free number of its family.",
    );
    edited(
        VECTORS_FILE,
        "page-short",
        "page-whole",
        "vectors/pages.yaml:11: The id page-whole is taken by the case at vectors/pages.yaml:3. Choose another.",
    );
}

#[test]
fn a_revision_whose_hash_does_not_match() {
    edited(
        REVISION_FILE,
        "level: MUST",
        "level: MAY",
        "spec/revisions/first.yaml:3: The seal does not fit what first freezes: the file was edited. A revision never changes; restore the file",
    );
}

#[test]
fn a_record_of_another_suite() {
    edited(
        "conformance/results/long.json",
        "\"revision\": \"first\"",
        "\"revision\": \"zeroth\"",
        "conformance/results/long.json:5: This is of another suite, version 0.1.0 with revision zeroth; the suite here is version 0.1.0 with revision first. Record it anew with `cargo xtask results`.",
    );
}

#[test]
fn a_record_of_other_vectors() {
    edited(
        VECTORS_FILE,
        "at_most: \"9\"",
        "at_most: \"8\"",
        "conformance/results/long.json:7: The vector page-short means something else now. Record it anew",
    );
    edited(
        VECTORS_FILE,
        "id: page-whole",
        "id: page-entire",
        "conformance/results/long.json:8: There is no vector page-whole any more. Record it anew",
    );
    let project = Project::released();
    let more = "  - id: page-more\n    why: For the test.\n    profile: core\n    do: page.decode\n    in: { bytes: \"\" }\n    expect: []\n";
    project.append(VECTORS_FILE, more);
    project.says(
        Exit::Input,
        &["conformance/results/long.json:7: The vector page-more is not recorded here. Record it anew"],
    );
}

#[test]
fn a_record_that_was_edited() {
    edited(
        "conformance/results/long.json",
        "    \"page-short\"",
        "  \"page-short\"",
        "conformance/results/long.json:7: This line is not as `run --record` writes it. Record it anew",
    );
}

#[test]
fn declarations_that_say_nothing() {
    edited(
        CHANGES_FILE,
        "changes: []",
        "changes:\n  - { id: RL-PAGE-1, kind: minor, why: Some. }",
        "spec/changes.yaml:2: ",
    );
    edited(
        CHANGES_FILE,
        "changes: []",
        "changes:\n  - { id: RL-PAGE-1, kind: editorial, why: \"\" }",
        "spec/changes.yaml:2: Say in a sentence what was changed in RL-PAGE-1.",
    );
}

#[test]
fn a_proto_that_is_none() {
    edited(
        PROTO_FILE,
        "tail = 2",
        "tail 2",
        "spec/proto/log.proto:6: This is no proto that can be read: ",
    );
    edited(
        PROTO_FILE,
        "Pair pair",
        "Pear pair",
        "spec/proto/log.proto:5: This is no proto that can be read: ",
    );
}

#[test]
fn vectors_that_are_no_text() {
    let project = Project::released();
    std::fs::write(project.path(VECTORS_FILE), [0xff, 0xfe]).expect("there is room");
    project.says(
        Exit::Input,
        &["vectors/pages.yaml:1: vectors/pages.yaml is not UTF-8. Save it as UTF-8."],
    );
}

#[test]
fn a_base_that_is_not_there() {
    let project = Project::released();
    for base in ["no-such-branch", "--all"] {
        let (report, exit) = run(&project.path(""), base, Form::People);
        assert_eq!(exit, Exit::Input, "{report}");
        let says = format!("There is no commit `{base}` here: ");
        assert!(
            report.contains(&says) && report.contains("Fetch it, or give --base"),
            "{report}"
        );
    }
}
