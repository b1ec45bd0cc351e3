//! What is declared and is not so, what is not declared, and a past that was changed.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::revision::Revision;
use remote_log_conformance::verdict::Verdict;

use super::project::{CHANGES_FILE, Project, REGISTRY_FILE, REVISION_FILE, VECTORS_FILE};
use crate::gate::run::Exit;

#[test]
fn a_change_that_is_not_declared() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be complete");
    project.says(
        Exit::Lie,
        &["spec/requirements.yaml:5: RL-PAGE-1 changed, and spec/changes.yaml does not say how: its statement is worded anew. Add an entry `- { id: RL-PAGE-1, kind: editorial, why: … }`"],
    );
}

#[test]
fn another_level_is_not_editorial() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "SHOULD", "MUST");
    project.declare("RL-PAGE-2", "editorial");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:2: The change of RL-PAGE-2 is declared editorial and is narrowing: its level was SHOULD and is MUST. Declare what it is"],
    );
}

#[test]
fn a_vector_that_flips_is_not_editorial() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be complete");
    project.edit(VECTORS_FILE, "bytes: \"\"", "bytes: \"00\"");
    project.record("sound", &[("page-whole", Verdict::Fail, "RL-PAGE-1")]);
    project.record("long", &[("page-short", Verdict::Warn, "RL-PAGE-2")]);
    project.declare("RL-PAGE-1", "editorial");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:2: The change of RL-PAGE-1 is declared editorial and is narrowing: sound follows it no longer, by the vector page-whole."],
    );
}

#[test]
fn a_limit_that_is_raised_is_breaking() {
    let project = Project::released();
    project.edit(VECTORS_FILE, "at_most: \"9\"", "at_most: \"10\"");
    project.record_both();
    project.declare("RL-PAGE-2", "narrowing");
    project.says(
        Exit::Lie,
        &["The change of RL-PAGE-2 is declared narrowing and is breaking: the vector page-short expects another answer"],
    );
}

#[test]
fn a_vector_that_flips_and_is_not_declared() {
    let project = Project::released();
    project.edit(VECTORS_FILE, "at: /tail, is: \"\"", "at: /tail, is: \"00\"");
    project.record_both();
    project.says(
        Exit::Lie,
        &["RL-PAGE-1 changed, and spec/changes.yaml does not say how: the vector page-whole expects another answer to the same question."],
    );
}

#[test]
fn a_narrowing_that_only_words_show() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be whole and odd");
    project.declare("RL-PAGE-1", "narrowing");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:2: The change of RL-PAGE-1 is declared narrowing, and nothing but words shows it."],
    );
}

#[test]
fn a_declared_change_of_what_is_the_same() {
    let project = Project::released();
    project.declare("RL-PAGE-1", "editorial");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:2: A change of RL-PAGE-1 is declared, and nothing of it changed since the base."],
    );
}

#[test]
fn two_declarations_of_one_change() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be complete");
    project.declare("RL-PAGE-1", "editorial");
    project.append(
        CHANGES_FILE,
        "  - { id: RL-PAGE-1, kind: editorial, why: Again. }\n",
    );
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:3: RL-PAGE-1 is declared twice. Make one entry of the two."],
    );
}

#[test]
fn a_past_declaration_stays() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be complete");
    project.declare("RL-PAGE-1", "editorial");
    project.commit();
    project.says(Exit::Ok, &["the rules are the same"]);
    project.edit(CHANGES_FILE, "editorial", "breaking");
    project.says(
        Exit::Lie,
        &["spec/changes.yaml:1: The entry about RL-PAGE-1, declared editorial, is no longer as it was in the base."],
    );
}

#[test]
fn a_released_revision_stays() {
    let project = Project::released();
    let text = std::fs::read_to_string(project.path(REVISION_FILE)).expect("it is there");
    let mut revision = Revision::read(&YamlText::new(REVISION_FILE, text)).expect("it is good");
    revision.cases.remove("page-short");
    // With a seal that fits: nothing in the file itself gives it away.
    project.write(REVISION_FILE, &revision.text());
    project.says(
        Exit::Lie,
        &["spec/revisions/first.yaml:1: This revision was edited, and a released revision never changes."],
    );
    std::fs::remove_file(project.path(REVISION_FILE)).expect("it is there");
    project.says(
        Exit::Lie,
        &["spec/revisions/first.yaml:1: This revision was taken away"],
    );
}
