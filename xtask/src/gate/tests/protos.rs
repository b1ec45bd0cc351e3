//! Changes of a proto, judged by what goes over the wire.

use super::project::{PROTO_FILE, Project};
use crate::gate::run::Exit;

/// The proto with the first `from` replaced, and what the gate says of it when it is declared so.
fn changed(from: &str, to: &str, kind: &str, seen: &str) {
    let project = Project::released();
    project.edit(PROTO_FILE, from, to);
    project.declare(PROTO_FILE, kind);
    let exit = match kind {
        "editorial" | "additive" => Exit::Ok,
        _ => Exit::NeedsRevision,
    };
    project.says(
        exit,
        &[&format!("{PROTO_FILE}: {kind}, declared {kind}"), seen],
    );
}

#[test]
fn what_does_not_go_over_the_wire_is_no_change() {
    let project = Project::released();
    project.edit(PROTO_FILE, "  bytes tail = 2;\n", "");
    project.edit(
        PROTO_FILE,
        "  repeated",
        "  // The next page.\n  bytes tail = 2;\n  repeated",
    );
    project.says(Exit::Ok, &["the rules are the same"]);
}

#[test]
fn a_name_is_editorial() {
    changed(
        "tail = 2",
        "next = 2",
        "editorial",
        "field Page.tail = 2 is called next now",
    );
}

#[test]
fn what_is_new_is_additive() {
    changed(
        "tail = 2;",
        "tail = 2;\n  bytes seal = 3;",
        "additive",
        "field Page.seal = 3 is new",
    );
    changed(
        "message Page",
        "message Name {}\n\nmessage Page",
        "additive",
        "message Name is new",
    );
}

#[test]
fn bytes_that_must_be_text_now_are_narrowing() {
    let seen = "field Page.tail = 2 was bytes and is string";
    changed("bytes tail", "string tail", "narrowing", seen);
}

#[test]
fn what_old_readers_take_for_something_else_is_breaking() {
    let of = |from, to, seen| changed(from, to, "breaking", seen);
    of(
        "tail = 2",
        "tail = 3",
        "field Page.tail = 2 has the number 3 now",
    );
    of("  bytes tail = 2;\n", "", "field Page.tail = 2 is gone");
    of(
        "bytes tail",
        "uint64 tail",
        "field Page.tail = 2 was bytes and is uint64",
    );
    of(
        "bytes tail",
        "repeated bytes tail",
        "field Page.tail = 2 was single and is repeated",
    );
    of(
        "bytes id = 1",
        "bytes id = 4",
        "field Page.Pair.id = 1 has the number 4 now",
    );
    of(
        "package log",
        "package logs",
        "the package or the syntax is another",
    );
    of(
        "bytes tail = 2;",
        "oneof end { bytes tail = 2; }",
        "field Page.tail = 2 went into a oneof",
    );
}

#[test]
fn a_proto_that_is_gone() {
    let project = Project::released();
    std::fs::remove_file(project.path(PROTO_FILE)).expect("it is there");
    project.says(Exit::Lie, &["spec/proto/log.proto changed, and spec/changes.yaml does not say how: the file is gone."]);
}

#[test]
fn a_breaking_proto_that_is_declared_editorial() {
    let project = Project::released();
    project.edit(PROTO_FILE, "tail = 2", "tail = 3");
    project.declare(PROTO_FILE, "editorial");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:2: The change of spec/proto/log.proto is declared editorial and is breaking: field Page.tail = 2 has the number 3 now."],
    );
}
