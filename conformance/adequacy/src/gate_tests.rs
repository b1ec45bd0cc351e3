//! Each rule of the gate is seen red once, for one reason.

use super::*;
use crate::bank::Bank;
use crate::made_up::{MadeUp, control, matrix, row, sound, trial};
use crate::trial::Red;

const MUST: &str = "RL-PAGE-1";
const OTHER: &str = "RL-ADDR-1";

fn killed(name: &str) -> MadeUp {
    row(name, MUST).fails("one", MUST).fails("two", MUST)
}

fn refused(matrix: &Matrix) -> Vec<String> {
    let breaches = of_implementations(matrix, &Registry::embedded());
    breaches.iter().map(ToString::to_string).collect()
}

/// The gate has exactly this to say about a row, up to where the sentence goes on.
fn refuses(row: MadeUp, beginning: &str) {
    let refused = refused(&matrix(vec![row.done()]));
    assert!(
        refused.len() == 1 && refused[0].starts_with(beginning),
        "{refused:#?}"
    );
}

fn should() -> String {
    let registry = Registry::embedded();
    let entries = registry.requirements().iter();
    let mut should = entries.filter(|one| one.level == Level::Should && is_broken_by_mutants(one));
    should.next().expect("there is one").id.clone()
}

#[test]
fn a_mutant_that_two_vectors_by_hand_kill_passes() {
    assert_eq!(refused(&matrix(vec![killed("late").done()])), [""; 0]);
    let by_property = row("late", MUST)
        .fails_made("story", MUST, "vectors/s.yaml")
        .fails_made("law", MUST, "law");
    assert_eq!(refused(&matrix(vec![by_property.done()])), [""; 0]);
    let id = should();
    let warned = row("rude", &id).warns("one", &id).warns("two", &id);
    assert_eq!(refused(&matrix(vec![warned.done()])), [""; 0]);
}

#[test]
fn a_survivor() {
    refuses(
        row("late", MUST),
        "faults/a.rs:3: late survives: no case fails. Write a vector from the text of RL-PAGE-1",
    );
    let mut crashing = row("late", MUST);
    crashing.faults.push("one: it crashed".to_owned());
    let said = refused(&matrix(vec![crashing.done()]));
    assert!(
        said[0]
            .ends_with("(The adapter is at fault instead, which blames no rule: one: it crashed.)"),
        "{said:?}"
    );
}

#[test]
fn one_check_alone() {
    refuses(
        row("late", MUST).fails("one", MUST),
        "faults/a.rs:3: late is killed by one check alone: one, all of it asked by one.",
    );
    let story = |row: MadeUp, case: &str| row.fails_made(case, MUST, "vectors/s.yaml");
    refuses(
        story(story(row("late", MUST), "one"), "two"),
        "faults/a.rs:3: late is killed by one check alone: one, two, all of it made by vectors/s.yaml.",
    );
    refuses(
        killed("late").same_input(),
        "faults/a.rs:3: late is killed by one check alone: one, two, all of it asked by one.",
    );
}

#[test]
fn another_rule_is_blamed_more_often() {
    refuses(
        killed("late")
            .fails("three", OTHER)
            .fails("four", OTHER)
            .fails("five", OTHER),
        "faults/a.rs:3: late breaks RL-PAGE-1, which 2 of its cases blame, and 3 blame RL-ADDR-1.",
    );
}

#[test]
fn another_rule_is_blamed_first() {
    refuses(
        row("late", MUST)
            .fails("zero", OTHER)
            .fails("one", MUST)
            .fails("two", MUST),
        "faults/a.rs:3: late breaks RL-PAGE-1, and the first case that tells, zero at vectors/a.yaml:7, blames RL-ADDR-1.",
    );
}

#[test]
fn too_many_rules_are_blamed() {
    let blamed = killed("late")
        .fails("three", OTHER)
        .fails("four", "RL-WIRE-1")
        .warns("five", &should());
    refuses(
        blamed,
        "faults/a.rs:3: late is blamed on 4 requirements, and 3 are the most: RL-PAGE-1, ",
    );
}

/// What a search blames is no part of what a run says.
#[test]
fn a_search_kills_and_does_not_blame() {
    let searched = row("late", MUST)
        .fails("one", OTHER)
        .fails("two", "RL-WIRE-1")
        .searched();
    assert_eq!(refused(&matrix(vec![searched.done()])), [""; 0]);
}

#[test]
fn a_recommendation_that_ends_in_failures() {
    let id = should();
    refuses(
        row("rude", &id)
            .warns("one", &id)
            .warns("two", &id)
            .fails("three", MUST),
        &format!(
            "faults/a.rs:3: rude breaks the recommendation {id} and must end in warnings, and three fails by RL-PAGE-1."
        ),
    );
    let failing = row("rude", &id).fails("three", MUST);
    let said = refused(&matrix(vec![failing.done()]));
    assert!(
        said.iter()
            .any(|said| said.contains("rude survives: no case warns.")),
        "{said:?}"
    );
}

#[test]
fn a_rule_that_there_is_not() {
    refuses(
        row("late", "RL-PAGE-99"),
        "faults/a.rs:3: late breaks RL-PAGE-99, which the registry does not have.",
    );
}

#[test]
fn a_mutant_that_does_not_start() {
    let mut late = killed("late").done();
    late.tried = Err("the command `x` cannot be started: no such file".to_owned());
    let said = refused(&matrix(vec![late]));
    let begins = "faults/a.rs:3: late could not be asked: the command `x` cannot be started: no such file. Run";
    assert!(said.len() == 1 && said[0].starts_with(begins), "{said:?}");
}

#[test]
fn controls_that_pass_or_that_vectors_alone_catch() {
    let red = control("echo")
        .fails("one", MUST)
        .fails_made("law", MUST, "law");
    assert_eq!(refused(&matrix(vec![red.done()])), [""; 0]);
    refuses(
        control("echo"),
        "faults/a.rs:3: The control echo is not red",
    );
    refuses(
        control("table").fails("one", MUST).fails("two", MUST),
        "faults/a.rs:3: The control table fails at vectors alone",
    );
}

#[test]
fn a_sound_one_that_is_not_clean() {
    let red = Red {
        case: "one".to_owned(),
        requirement: should(),
        warns: true,
        place: Place {
            file: "vectors/a.yaml".to_owned(),
            line: 7,
        },
    };
    let said = |tried| {
        let mut matrix = matrix(Vec::new());
        matrix.sound.push(sound("the base", tried));
        refused(&matrix)
    };
    let warned = said(Ok(trial(vec![red], Vec::new())));
    let begins = "vectors/a.yaml:7: the base is not clean: one warns by ";
    assert!(
        warned.len() == 1 && warned[0].starts_with(begins),
        "{warned:?}"
    );
    let crashed = said(Ok(trial(Vec::new(), vec!["one: it crashed".to_owned()])));
    assert!(
        crashed.len() == 1 && crashed[0].contains("is not clean: one: it crashed"),
        "{crashed:?}"
    );
    let unstarted = said(Err("no such file".to_owned()));
    assert!(
        unstarted.len() == 1 && unstarted[0].contains("could not be asked: no such file"),
        "{unstarted:?}"
    );
}

#[test]
fn blind_mutants_are_no_part_of_the_gate() {
    let mut blind = row("late", MUST);
    blind.mutant.bank = Bank::Blind;
    assert_eq!(refused(&matrix(vec![blind.done()])), [""; 0]);
}

/// A registry of two rules, the first with or without a reason why no mutant breaks it.
fn registry(reason: &str) -> YamlText {
    let text = format!(
        "revision: test\nprofiles:\n  core: For the test.\nrequirements:\n  - id: RL-PAGE-1\n    level: MUST\n    \
         profile: core\n    source: extension\n    section: One\n    statement: A rule.\n    status: tested\n{reason}  \
         - id: RL-PAGE-2\n    level: MAY\n    profile: core\n    source: extension\n    section: Two\n    \
         statement: A liberty.\n    status: tested\n"
    );
    YamlText::new("reg.yaml", text)
}

fn refused_of_registry(yaml: &YamlText, rows: Vec<Row>) -> Vec<String> {
    let registry = Registry::read(yaml).unwrap_or_else(|error| panic!("{error}"));
    let breaches = of_registry(&matrix(rows), &registry, yaml);
    breaches.iter().map(ToString::to_string).collect()
}

#[test]
fn a_rule_that_no_mutant_deletes() {
    let plain = registry("");
    assert_eq!(
        refused_of_registry(&plain, vec![killed("late").done()]),
        [""; 0]
    );
    let begins = "reg.yaml:5: RL-PAGE-1 has no mutant that ignores it.";
    let mut weakened = killed("late");
    weakened.mutant.kind = Kind::Weakened;
    let mut blind = killed("late");
    blind.mutant.bank = Bank::Blind;
    for rows in [Vec::new(), vec![weakened.done()], vec![blind.done()]] {
        let said = refused_of_registry(&plain, rows);
        assert!(said.len() == 1 && said[0].starts_with(begins), "{said:?}");
    }
}

#[test]
fn a_reason_for_no_mutant_where_there_is_one() {
    let excused = registry("    mutant: \"none: nobody can\"\n");
    assert_eq!(refused_of_registry(&excused, Vec::new()), [""; 0]);
    let said = refused_of_registry(&excused, vec![killed("late").done()]);
    let begins = "reg.yaml:5: RL-PAGE-1 says that no mutant breaks it, and late does.";
    assert!(said.len() == 1 && said[0].starts_with(begins), "{said:?}");
}
