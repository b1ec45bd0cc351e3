//! What the bank must have: enough in every family, each fault about a tested requirement and in a scene; and no fault of either
//! bank that the base never asks for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use remote_log_conformance::registry::{Registry, Status};
use remote_log_mutants::faults::{Bank, Fault};

/// How many blind faults there are at least.
const FEWEST: usize = 24;

fn blind() -> impl Iterator<Item = Fault> {
    Fault::all().filter(|fault| fault.told().bank == Bank::Blind)
}

#[test]
fn the_blind_faults_are_enough_and_of_all_families() {
    assert!(blind().count() >= FEWEST);
    let family = |id: &str| id.split('-').nth(1).map(str::to_owned);
    let broken: BTreeSet<_> = blind()
        .filter_map(|fault| family(fault.told().requirement))
        .collect();
    let registry = Registry::embedded();
    let families: BTreeSet<_> = registry.families().into_iter().map(str::to_owned).collect();
    assert_eq!(broken, families);
}

#[test]
fn each_blind_fault_breaks_a_tested_requirement() {
    let registry = Registry::embedded();
    for fault in blind() {
        let requirement = registry.requirement(fault.told().requirement);
        let requirement =
            requirement.unwrap_or_else(|| panic!("{fault:?} is about no requirement"));
        assert_eq!(requirement.status, Status::Tested, "{fault:?}");
        assert_eq!(
            requirement.no_mutant, None,
            "{fault:?} breaks what no mutant can"
        );
    }
}

#[test]
fn the_base_asks_for_every_fault() {
    let asked_for = paths("src");
    for fault in Fault::all() {
        assert!(asked_for.contains(&path(fault)), "{fault:?} is nowhere");
    }
}

#[test]
fn each_blind_fault_has_a_scene() {
    let shown = paths("tests/blind");
    for fault in blind() {
        assert!(shown.contains(&path(fault)), "{fault:?} is in no scene");
    }
}

/// How the base writes a fault: `ReadFault::NoDelay`.
fn path(fault: Fault) -> String {
    format!("{fault:?}")
        .replace('(', "Fault::")
        .replace(')', "")
}

/// All paths in the source files below a directory of this crate, those that list the faults left out.
fn paths(directory: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut left = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(directory)];
    while let Some(directory) = left.pop() {
        for entry in fs::read_dir(directory).expect("the sources are there") {
            let at = entry.expect("it can be read").path();
            if at.is_dir() {
                left.extend((!at.ends_with("faults")).then_some(at));
                continue;
            }
            let text = fs::read_to_string(&at).expect("it is text");
            let is_of_path = |c: char| c.is_alphanumeric() || c == ':' || c == '_';
            let words = text.split(|c| !is_of_path(c));
            found.extend(words.map(str::to_owned));
        }
    }
    found
}
