//! A frozen revision: what it holds on to, how a run is judged by it, and that it can be trusted not to have been edited.

use std::sync::Arc;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::exit::Exit;
use remote_log_conformance::registry::{Level, Registry};
use remote_log_conformance::revision::{Judgement, Revision, judge_by};
use remote_log_conformance::vectors::{Case, Suite, meanings};
use remote_log_conformance::verdict::Verdict;

mod support;

use support::{Ran, faulty, plan, run_plan};

const REGISTRY: &str = "revision: first
profiles:
  mvds: For the test.
requirements:
  - id: RL-MSG-2
    level: SHOULD
    profile: mvds
    source: extension
    section: Ids
    statement: An id is a hash.
    status: tested
";

/// The id of an empty message, from an independent program; and one that no message has.
const VECTORS: &str = r#"subject: Ids
let:
  nothing: ""
cases:
  - id: right
    why: An id of nothing.
    profile: mvds
    do: message.id
    in: { group: $nothing, timestamp: "0", body: "" }
    expect:
      - { req: RL-MSG-2, at: /id, is: "ea927f66de2b09b16b8be8a4abdd1f4c4485515ebe6e639881a8652c32b1072d" }
  - id: wrong
    why: No hash is like this.
    profile: mvds
    do: message.id
    in: { group: "", timestamp: "0", body: "" }
    expect:
      - { req: RL-MSG-2, at: /id, is: "00" }
"#;

fn registry(text: &str) -> Registry {
    Registry::read(&YamlText::new("requirements.yaml", text)).expect("the registry is good")
}

fn suite(vectors: &str) -> Suite {
    Suite::read([YamlText::new("ids.yaml", vectors)], &registry(REGISTRY)).expect("it is good")
}

fn frozen(vectors: &str) -> Revision {
    let meanings = suite(vectors).meanings().expect("it is good");
    Revision::freeze(&registry(REGISTRY), &meanings, &["message-id"])
}

fn judged(revision: &Revision, registry: &Registry, vectors: &str) -> (Judgement, Vec<Case>) {
    let suite = suite(vectors);
    let meanings = suite.meanings().expect("it is good");
    (
        judge_by(revision, registry, &meanings, &suite.cases),
        suite.cases,
    )
}

fn run_by((judgement, cases): (Judgement, Vec<Case>)) -> Ran {
    let mut plan = plan(cases);
    plan.registry = Arc::clone(&judgement.registry);
    plan.unscored = judgement.unscored;
    plan.withheld = judgement.withheld;
    run_plan(plan, faulty(&["good"])).expect("the adapter answers the hello")
}

/// The first case alone.
fn only_right() -> &'static str {
    &VECTORS[..VECTORS.find("  - id: wrong").expect("it is there")]
}

fn hash(vectors: &str) -> String {
    let meanings = meanings(&YamlText::new("ids.yaml", vectors)).expect("it is good");
    meanings[0].hash.clone()
}

#[test]
fn words_names_and_places_are_not_the_meaning_of_a_case() {
    let same = [
        (
            "why: An id of nothing.",
            "why: Something else.\n    twin: wrong",
        ),
        ("cases:\n", "# A comment.\ncases:\n\n"),
        ("group: $nothing", "group: \"\""),
        ("group: $nothing", "group: { repeat: \"00\", count: \"0\" }"),
        (
            "{ group: $nothing, timestamp: \"0\", body: \"\" }",
            "{ body: \"\", timestamp: \"0\", group: \"\" }",
        ),
    ];
    for (from, to) in same {
        let other = VECTORS.replacen(from, to, 1);
        assert_ne!(other, VECTORS);
        assert_eq!(hash(&other), hash(VECTORS), "{to}");
    }
    let different = [
        ("timestamp: \"0\"", "timestamp: \"1\""),
        ("profile: mvds", "profile: mvds\n    also: [mvds]"),
        ("do: message.id", "do: message.decode"),
        ("req: RL-MSG-2", "req: RL-MSG-1"),
        ("072d\"", "072e\""),
    ];
    for (from, to) in different {
        let other = VECTORS.replacen(from, to, 1);
        assert_ne!(hash(&other), hash(VECTORS), "{to}");
    }
}

#[test]
fn a_later_vector_is_shown_and_never_red() {
    let ran = run_by(judged(&frozen(only_right()), &registry(REGISTRY), VECTORS));
    assert_eq!(ran.verdicts(), [("right", Verdict::Pass)]);
    assert_eq!(ran.unscored.len(), 1);
    assert_eq!(
        (ran.unscored[0].case.as_str(), ran.unscored[0].verdict),
        ("wrong", Verdict::Warn)
    );
    assert_eq!((ran.summary.total.all(), ran.summary.unscored.warn), (1, 1));
    assert_eq!(Exit::of(&ran.summary, &ran.reports, true), Exit::Ok);
    let claim = ran.summary.claim.expect("everything that is scored passed");
    assert_eq!((claim.revision.as_str(), claim.cases), ("first", 1));
}

#[test]
fn a_vector_of_the_revision_is_scored() {
    let ran = run_by(judged(&frozen(VECTORS), &registry(REGISTRY), VECTORS));
    assert_eq!(ran.summary.total.warn, 1);
    assert!(ran.unscored.is_empty(), "{:#?}", ran.unscored);
    assert_eq!(Exit::of(&ran.summary, &ran.reports, true), Exit::Failures);
}

#[test]
fn a_requirement_is_judged_by_the_level_that_it_had() {
    let later = registry(
        &REGISTRY
            .replace("SHOULD", "MUST")
            .replace("revision: first", "revision: second"),
    );
    let revision = frozen(VECTORS);
    let (judgement, cases) = judged(&revision, &later, VECTORS);
    assert_eq!(judgement.registry.revision(), "first");
    let then = judgement
        .registry
        .requirement("RL-MSG-2")
        .expect("it is frozen");
    assert_eq!(then.level, Level::Should);
    let ran = run_by((judgement, cases));
    assert_eq!((ran.summary.total.fail, ran.summary.total.warn), (0, 1));
}

#[test]
fn a_vector_that_changed_is_not_scored_and_withholds_the_claim() {
    let changed = only_right().replace("072d", "0000");
    let ran = run_by(judged(&frozen(VECTORS), &registry(REGISTRY), &changed));
    assert!(ran.reports.is_empty(), "{:#?}", ran.reports);
    assert_eq!(
        Exit::of(&ran.summary, &ran.reports, false),
        Exit::Incomplete
    );
    let (judgement, _) = judged(&frozen(VECTORS), &registry(REGISTRY), &changed);
    assert_eq!(
        judgement.withheld.as_deref(),
        Some(
            "2 cases of first changed or went since it was frozen, the first of them right; give --vectors those of its release"
        )
    );
}

#[test]
fn a_generated_case_is_scored_where_its_property_and_its_requirements_are_frozen() {
    let revision = frozen(VECTORS);
    let generated = |id: &str, req: &str| {
        let mut case = suite(VECTORS).cases.swap_remove(0);
        id.clone_into(&mut case.id);
        if let remote_log_conformance::vectors::Step::Do(asked) = &mut case.steps[0] {
            req.clone_into(&mut asked.expect[0].req);
        }
        case
    };
    let cases = [
        generated("property-message-id-7-1", "RL-MSG-2"),
        generated("property-message-id-7-2", "RL-MSG-9"),
        generated("property-later-7-1", "RL-MSG-2"),
    ];
    let judgement = judge_by(&revision, &registry(REGISTRY), &[], &cases);
    let unscored: Vec<&str> = judgement.unscored.iter().map(String::as_str).collect();
    assert_eq!(unscored, ["property-later-7-1", "property-message-id-7-2"]);
}

#[test]
fn what_is_written_reads_back_and_what_is_edited_does_not() {
    let revision = frozen(VECTORS);
    let text = revision.text();
    let read = |text: &str| Revision::read(&YamlText::new("spec/revisions/first.yaml", text));
    assert_eq!(read(&text).expect("it is as it was written"), revision);
    let edits = [
        (
            "level: SHOULD",
            "level: MAY",
            "first.yaml:3: The seal does not fit what first freezes",
        ),
        (
            "- message-id",
            "- message-ids",
            "first.yaml:3: The seal does not fit",
        ),
        (
            "  right: ",
            "  wright: ",
            "first.yaml:3: The seal does not fit",
        ),
        (
            "name: first",
            "name: second",
            "first.yaml:2: This file freezes second, and is not named for it.",
        ),
        (
            "level: SHOULD",
            "level: should",
            "first.yaml:6: The level `should` is none of MUST, SHOULD and MAY.",
        ),
    ];
    for (from, to, says) in edits {
        assert!(text.contains(from), "{text}");
        let refused = read(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(refused.contains(says), "{refused}");
    }
}
