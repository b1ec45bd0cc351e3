//! What a filter selects, and what it refuses.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::filter::{Filter, FilterError};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;

fn select(filter: Filter) -> Result<Vec<String>, FilterError> {
    let registry = Registry::embedded();
    let text = include_str!("data/good.yaml");
    let suite = Suite::read([YamlText::new("some/where/good.yaml", text)], &registry).unwrap();
    let cases = filter.select(suite.cases, &registry)?;
    Ok(cases.into_iter().map(|case| case.id).collect())
}

fn list(patterns: &[&str]) -> Vec<String> {
    patterns.iter().map(ToString::to_string).collect()
}

#[test]
fn each_option_selects_by_its_own() {
    let table: [(Filter, &[&str]); 8] = [
        (
            Filter::default(),
            &[
                "id-plain",
                "page-good",
                "page-cut",
                "read-story",
                "page-verified",
            ],
        ),
        (
            Filter {
                cases: list(&["page-*"]),
                ..Filter::default()
            },
            &["page-good", "page-cut", "page-verified"],
        ),
        (
            Filter {
                cases: list(&["page-cut", "id-*"]),
                ..Filter::default()
            },
            &["id-plain", "page-cut"],
        ),
        (
            Filter {
                families: list(&["WRITE"]),
                ..Filter::default()
            },
            &["read-story"],
        ),
        (
            Filter {
                profiles: list(&["mvds"]),
                ..Filter::default()
            },
            &["id-plain"],
        ),
        (
            Filter {
                requirements: list(&["RL-WIRE-1"]),
                ..Filter::default()
            },
            &["page-good"],
        ),
        (
            Filter {
                files: list(&["good.yaml"]),
                profiles: list(&["mvds"]),
                ..Filter::default()
            },
            &["id-plain"],
        ),
        (
            Filter {
                families: list(&["WIRE"]),
                cases: list(&["*-cut"]),
                ..Filter::default()
            },
            &["page-cut"],
        ),
    ];
    for (filter, expected) in table {
        let shown = format!("{filter:?}");
        assert_eq!(select(filter).unwrap(), expected, "{shown}");
    }
}

#[test]
fn a_pattern_that_matches_nothing_is_told_by_its_option() {
    let filter = Filter {
        requirements: list(&["RL-WIRE-1", "RL-WIRE-8"]),
        ..Filter::default()
    };
    let expected = FilterError::Unmatched {
        option: "requirement",
        pattern: "RL-WIRE-8".into(),
    };
    assert_eq!(select(filter), Err(expected));
}

#[test]
fn a_pattern_that_is_none_is_told() {
    let filter = Filter {
        cases: list(&["page-["]),
        ..Filter::default()
    };
    assert!(
        matches!(select(filter), Err(FilterError::Pattern { pattern, .. }) if pattern == "page-[")
    );
}

#[test]
fn patterns_that_match_nothing_together_are_told() {
    let filter = Filter {
        cases: list(&["id-plain"]),
        profiles: list(&["core"]),
        ..Filter::default()
    };
    assert_eq!(select(filter), Err(FilterError::Nothing));
}
