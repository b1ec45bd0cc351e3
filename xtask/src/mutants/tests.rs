//! Outcomes, explanations and the figure, each wrong in one way at a time. None of these tests needs cargo-mutants.

use std::fs;

use remote_log_conformance::diagnostic::YamlText;

use super::figure::with_figure;
use super::outcomes::{Outcome, Outcomes};
use super::survivors::{Survivors, read, without_position};
use super::verdict::{Tally, compare};

const ADD: &str = "reference/src/sum.rs:3:5: replace + with - in sum";
const ADD_AGAIN: &str = "reference/src/sum.rs:9:7: replace + with - in sum";
const ARM: &str = "reference/src/sum.rs:20:1: delete match arm A::<b> in Sum::of";
const BARE_ADD: &str = "reference/src/sum.rs: replace + with - in sum";

fn outcomes(of: &[(&str, Outcome)]) -> Outcomes {
    Outcomes(
        of.iter()
            .map(|(name, outcome)| ((*name).to_owned(), *outcome))
            .collect(),
    )
}

fn mutants() -> Vec<String> {
    [ADD, ADD_AGAIN, ARM].map(str::to_owned).to_vec()
}

fn explained(entries: &str) -> Survivors {
    let text = format!("survivors:\n{entries}");
    read(&YamlText::new("survivors.yaml", text)).expect("good explanations")
}

/// The one complaint about these explanations.
fn refused(text: &str) -> String {
    let faults = read(&YamlText::new("survivors.yaml", text)).expect_err("it is wrong");
    assert_eq!(faults.0.len(), 1, "{faults}");
    faults.to_string()
}

fn entry(count: &str) -> String {
    format!("  - mutant: \"{BARE_ADD}\"\n    why: \"equivalent: both are 0.\"\n{count}")
}

#[test]
fn a_position_goes_and_colons_of_the_code_stay() {
    assert_eq!(without_position(ADD), BARE_ADD);
    let arm = "reference/src/sum.rs: delete match arm A::<b> in Sum::of";
    assert_eq!(without_position(ARM), arm);
}

#[test]
fn what_a_stopped_run_listed_is_known_and_noted_outcomes_outlive_it() {
    let place = tempfile::tempdir().expect("a directory");
    let (lists, notes) = (
        place.path().join("mutants.out"),
        place.path().join("outcomes.json"),
    );
    fs::create_dir(&lists).expect("a directory");
    let list = |name: &str, text: String| fs::write(lists.join(name), text).expect("a list");
    list("caught.txt", format!("{ADD}\n"));
    list("unviable.txt", format!("{ARM}\n"));
    let mut known = Outcomes::noted(&notes).expect("no notes yet");
    known.add(&lists).expect("lists");
    known.note(&notes).expect("room");

    // The next run lists what was caught or did not build before under one name.
    list("caught.txt", String::new());
    list("unviable.txt", String::new());
    list("previously_caught.txt", format!("{ADD}\n{ARM}\n"));
    list("missed.txt", format!("{ADD_AGAIN}\n"));
    let mut known = Outcomes::noted(&notes).expect("notes");
    known.add(&lists).expect("lists");
    let all = [
        (ADD, Outcome::Killed),
        (ADD_AGAIN, Outcome::Survived),
        (ARM, Outcome::Unbuilt),
    ];
    assert_eq!(known, outcomes(&all));
}

#[test]
fn notes_that_are_none_are_refused() {
    let place = tempfile::tempdir().expect("a directory");
    let notes = place.path().join("outcomes.json");
    for text in ["[]", "{\"a\": \"dead\"}", "{"] {
        fs::write(&notes, text).expect("room");
        let error = Outcomes::noted(&notes)
            .expect_err("they are none")
            .to_string();
        assert!(
            error.ends_with("take target/mutants away, and try all mutants again"),
            "{error}"
        );
    }
}

#[test]
fn a_tally_leaves_out_what_does_not_build_and_what_is_gone() {
    let known = outcomes(&[
        (ADD, Outcome::Killed),
        (ARM, Outcome::Unbuilt),
        (
            "reference/src/gone.rs:1:1: replace a with b",
            Outcome::Killed,
        ),
    ]);
    let tally = Tally {
        all: 2,
        tried: 1,
        killed: 1,
    };
    assert_eq!(Tally::of(&mutants(), &known), tally);
}

#[test]
fn a_survivor_wants_an_explanation_and_an_explanation_a_survivor() {
    let alive = outcomes(&[(ADD, Outcome::Survived), (ADD_AGAIN, Outcome::Killed)]);
    let wrong = |survivors: &Survivors| compare(&mutants(), &alive, survivors, "s.yaml");
    let unexplained = wrong(&Survivors::new());
    assert_eq!(unexplained.len(), 1, "{unexplained:?}");
    assert!(unexplained[0].starts_with(&format!("{ADD}: the suite passes with this fault.")));
    assert!(wrong(&explained(&entry(""))).is_empty());

    let two = wrong(&explained(&entry("    count: \"2\"\n")));
    assert_eq!(two.len(), 1, "{two:?}");
    assert!(
        two[0].starts_with("s.yaml:2: 2 mutants") && two[0].contains("and 1 survive"),
        "{two:?}"
    );
}

#[test]
fn each_of_two_alike_wants_an_explanation() {
    let alive = outcomes(&[(ADD, Outcome::Survived), (ADD_AGAIN, Outcome::Survived)]);
    let wrong = compare(&mutants(), &alive, &explained(&entry("")), "s.yaml");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(
        wrong[0].contains("explains 1 of the 2 survivors"),
        "{wrong:?}"
    );
}

#[test]
fn what_was_not_tried_may_survive() {
    let none = outcomes(&[]);
    assert!(compare(&mutants(), &none, &explained(&entry("")), "s.yaml").is_empty());
    let killed = outcomes(&[(ADD, Outcome::Killed), (ADD_AGAIN, Outcome::Killed)]);
    assert_eq!(
        compare(&mutants(), &killed, &explained(&entry("")), "s.yaml").len(),
        1
    );
}

#[test]
fn explanations_that_are_none_are_refused_with_their_line() {
    let unexplained = refused("survivors:\n  - mutant: m\n    why: \"because\"\n");
    assert!(
        unexplained.starts_with("survivors.yaml:2: Say `why` in one line"),
        "{unexplained}"
    );
    let empty = refused("survivors:\n  - mutant: m\n    why: \"equivalent:  \"\n");
    assert!(empty.contains("Say `why`"), "{empty}");
    let nameless = refused("survivors:\n  - why: \"equivalent: so.\"\n");
    assert!(nameless.contains("Name the `mutant`"), "{nameless}");
    let unknown =
        refused("survivors:\n  - mutant: m\n    because: x\n    why: \"equivalent: so.\"\n");
    assert!(
        unknown.starts_with("survivors.yaml:3: There is no field `because`"),
        "{unknown}"
    );
    let one = refused(&format!("survivors:\n{}", entry("    count: \"1\"\n")));
    assert!(one.contains("from \"2\" on"), "{one}");
    let twice = refused(&format!("survivors:\n{}{}", entry(""), entry("")));
    assert!(
        twice.starts_with("survivors.yaml:4: This mutant is explained twice."),
        "{twice}"
    );
    let none = refused("others: []\n");
    assert!(none.contains("A list `survivors` is expected"), "{none}");
}

/// The committed file, whatever mutants there are.
#[test]
fn the_explanations_of_this_project_can_be_read() {
    let text = include_str!("../../../conformance/survivors.yaml");
    read(&YamlText::new("conformance/survivors.yaml", text)).expect("good explanations");
}

#[test]
fn the_figure_takes_the_place_of_the_last_one() {
    let readme = "# Log\n\n<!-- `cargo xtask mutants` writes the next line -->\nOld.\n\nText.\n";
    let tally = Tally {
        all: 9,
        tried: 7,
        killed: 6,
    };
    let new = with_figure(readme, tally).expect("a place");
    assert!(
        new.contains(
            "-->\n**Mutants of the reference that the suite alone kills: 6 of 7** (7 of 9 tried;"
        ),
        "{new}"
    );
    assert!(
        new.ends_with("\n\nText.\n") && !new.contains("Old."),
        "{new}"
    );
    let all = with_figure(&new, Tally { all: 7, ..tally }).expect("a place");
    assert!(all.contains("6 of 7** (all tried;"), "{all}");
    assert!(with_figure("# Log\n", tally).is_err());
}
