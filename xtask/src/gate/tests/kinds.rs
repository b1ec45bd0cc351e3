//! A change of each kind, declared as it is; and what the known implementations make of it.

use remote_log_conformance::verdict::Verdict;

use super::project::{CHANGES_FILE, Project, REGISTRY_FILE, VECTORS_FILE};
use crate::gate::run::Exit;

const MORE: &str = r#"  - id: page-more
    why: For the test.
    profile: core
    do: page.decode
    in: { bytes: "00" }
    expect:
      - { req: RL-PAGE-1, rejects: malformed }
"#;

fn requirement(id: &str, level: &str, profile: &str) -> String {
    format!(
        "  - id: {id}\n    level: {level}\n    profile: {profile}\n    source: extension\n    section: A page\n    statement: A page may be odd.\n    status: tested\n"
    )
}

#[test]
fn nothing() {
    let project = Project::released();
    project.says(Exit::Ok, &["Since HEAD, the rules are the same."]);
    project.edit(VECTORS_FILE, "why: For the test.", "why: In other words.");
    project.says(Exit::Ok, &["Since HEAD, the rules are the same."]);
}

#[test]
fn editorial_a_statement_is_worded_anew() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "must be whole", "must be complete");
    project.declare("RL-PAGE-1", "editorial");
    project.says(
        Exit::Ok,
        &[
            "the rules changed: editorial.",
            "RL-PAGE-1: editorial, declared editorial  (spec/requirements.yaml:5)",
            "its statement is worded anew",
        ],
    );
}

#[test]
fn editorial_another_vector_that_everybody_passes() {
    let project = Project::released();
    project.append(VECTORS_FILE, MORE);
    project.record_both();
    project.says(
        Exit::Ok,
        &[
            "the rules changed: editorial.",
            "Vectors that appeared\n  page-more: RL-PAGE-1  (vectors/pages.yaml:18)",
        ],
    );
}

#[test]
fn additive_a_permission_and_a_new_profile() {
    let project = Project::released();
    project.append(REGISTRY_FILE, &requirement("RL-PAGE-3", "MAY", "core"));
    project.declare("RL-PAGE-3", "additive");
    project.says(
        Exit::Ok,
        &[
            "RL-PAGE-3: additive, declared additive",
            "it is a new MAY of the profile core",
        ],
    );
    project.commit();
    project.edit(
        REGISTRY_FILE,
        "profiles:\n",
        "profiles:\n  more: For the test.\n",
    );
    project.append(REGISTRY_FILE, &requirement("RL-PAGE-4", "MUST", "more"));
    project.append(
        CHANGES_FILE,
        "  - { id: RL-PAGE-4, kind: additive, why: More. }\n",
    );
    project.says(
        Exit::Ok,
        &[
            "RL-PAGE-4: additive, declared additive",
            "it is a new MUST of the new profile more",
        ],
    );
}

#[test]
fn narrowing_a_recommendation_becomes_a_duty() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "SHOULD", "MUST");
    project.declare("RL-PAGE-2", "narrowing");
    project.record("long", &[("page-short", Verdict::Fail, "RL-PAGE-2")]);
    let seen = [
        "RL-PAGE-2: narrowing, declared narrowing  (spec/requirements.yaml:12)",
        "its level was SHOULD and is MUST",
        "long: page-short: warn, now fail at RL-PAGE-2: the rules changed",
    ];
    project.says(Exit::NeedsRevision, &seen);
    project.says(
        Exit::NeedsRevision,
        &["spec/requirements.yaml:1: first is released, and this is narrowing: RL-PAGE-2. Give the registry the name of the next"],
    );
    project.bump();
    project.record("sound", &[]);
    project.record("long", &[("page-short", Verdict::Fail, "RL-PAGE-2")]);
    project.says(Exit::Ok, &seen);
}

#[test]
fn narrowing_a_new_duty_of_a_profile_that_is_claimed() {
    let project = Project::released();
    project.append(REGISTRY_FILE, &requirement("RL-PAGE-3", "MUST", "core"));
    project.declare("RL-PAGE-3", "narrowing");
    project.says(
        Exit::NeedsRevision,
        &["it is a new MUST of the profile core, which is claimed already"],
    );
}

#[test]
fn narrowing_a_vector_that_somebody_fails_who_passed_all() {
    let project = Project::released();
    project.append(VECTORS_FILE, MORE);
    project.declare("RL-PAGE-1", "narrowing");
    project.bump();
    project.record("sound", &[]);
    project.record(
        "long",
        &[
            ("page-short", Verdict::Warn, "RL-PAGE-2"),
            ("page-more", Verdict::Fail, "RL-PAGE-1"),
        ],
    );
    project.says(
        Exit::Ok,
        &[
            "RL-PAGE-1: narrowing, declared narrowing",
            "long follows it no longer, by the vector page-more",
            "long: page-more: not asked, now fail at RL-PAGE-1: the rules changed",
        ],
    );
}

#[test]
fn who_did_not_follow_a_rule_loses_nothing_by_one_more_vector() {
    let project = Project::released();
    project.append(VECTORS_FILE, &MORE.replace("RL-PAGE-1", "RL-PAGE-2"));
    project.record("sound", &[]);
    let both = ["page-short", "page-more"].map(|case| (case, Verdict::Warn, "RL-PAGE-2"));
    project.record("long", &both);
    project.says(Exit::Ok, &["the rules changed: editorial."]);
}

#[test]
fn narrowing_an_order_that_was_free() {
    let project = Project::released();
    project.edit(
        VECTORS_FILE,
        "set: [\"aa\", \"bb\"]",
        "is: [\"bb\", \"aa\"]",
    );
    project.declare("RL-PAGE-1", "narrowing");
    project.bump();
    project.record_both();
    project.says(
        Exit::Ok,
        &[
            "the vector page-whole expects more of the same answer",
            "Vectors that changed their meaning\n  page-whole: RL-PAGE-1  (vectors/pages.yaml:3)",
        ],
    );
}

#[test]
fn breaking_another_answer_to_the_same_question() {
    let project = Project::released();
    project.edit(VECTORS_FILE, "at: /tail, is: \"\"", "at: /tail, is: \"00\"");
    project.declare("RL-PAGE-1", "breaking");
    project.bump();
    project.record("sound", &[("page-whole", Verdict::Fail, "RL-PAGE-1")]);
    project.record("long", &[("page-short", Verdict::Warn, "RL-PAGE-2")]);
    project.says(
        Exit::Ok,
        &[
            "RL-PAGE-1: breaking, declared breaking",
            "the vector page-whole expects another answer to the same question",
            "sound: page-whole: pass, now fail at RL-PAGE-1: the rules changed",
        ],
    );
}

#[test]
fn breaking_a_duty_becomes_a_permission() {
    let project = Project::released();
    project.edit(REGISTRY_FILE, "MUST", "MAY");
    project.declare("RL-PAGE-1", "breaking");
    project.says(Exit::NeedsRevision, &["its level was MUST and is MAY"]);
}

#[test]
fn breaking_a_rule_that_no_vector_shows_any_more() {
    let project = Project::released();
    let text = std::fs::read_to_string(project.path(VECTORS_FILE)).expect("it is there");
    let last = text.find("  - id: page-short").expect("it is there");
    project.write(VECTORS_FILE, &text[..last]);
    project.declare("RL-PAGE-2", "breaking");
    project.bump();
    project.record("sound", &[]);
    project.record("long", &[]);
    project.says(
        Exit::Ok,
        &[
            "RL-PAGE-2: breaking, declared breaking",
            "no vector shows it any more",
            "long did not follow it, and is let through, by the vector page-short",
            "Vectors that vanished\n  page-short: RL-PAGE-2  (vectors/pages.yaml:11)",
            "long: page-short: warn, now not asked at RL-PAGE-2: the rules changed",
        ],
    );
}

#[test]
fn the_same_vector_with_another_verdict_is_a_bug_or_a_fix() {
    let project = Project::released();
    project.record("sound", &[("page-whole", Verdict::Fail, "RL-PAGE-1")]);
    project.record("long", &[]);
    project.says(
        Exit::Ok,
        &[
            "the rules are the same",
            "sound: page-whole: pass, now fail at RL-PAGE-1: your bug",
            "long: page-short: warn, now pass at RL-PAGE-2: your fix",
        ],
    );
}

#[test]
fn a_revision_that_is_not_frozen_needs_no_other_name() {
    let project = Project::released();
    project.bump();
    project.record_both();
    project.commit();
    project.edit(REGISTRY_FILE, "SHOULD", "MUST");
    project.declare("RL-PAGE-2", "narrowing");
    project.says(Exit::Ok, &["RL-PAGE-2: narrowing, declared narrowing"]);
}
