//! The page says what the committed results say, and cannot be made of less than it speaks of.

use std::path::PathBuf;

use remote_log_simulation::page::{self, PageError, RESULTS};
use remote_log_simulation::results::Results;

fn spec() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec")
}

fn committed() -> Results {
    let json = std::fs::read(spec().join(RESULTS)).expect("the results are there");
    serde_json::from_slice(&json).expect("the results can be read")
}

#[test]
fn the_page_and_its_plots_are_made_of_the_committed_results() {
    let files = page::files(&committed()).expect("the page can be made");
    assert_eq!(files.len(), 8);
    for file in files {
        let there = std::fs::read_to_string(spec().join(&file.path)).unwrap_or_default();
        assert!(
            there == file.content,
            "{} is not made of {RESULTS}; run `cargo simulation draw`",
            file.path
        );
    }
}

#[test]
fn nothing_of_the_page_is_left_open() {
    let files = page::files(&committed()).expect("the page can be made");
    let page = files
        .iter()
        .find(|file| file.path.ends_with(".md"))
        .expect("a page");
    assert!(!page.content.contains('@'), "a name without a figure");
    let plots = files.iter().filter(|file| file.path.ends_with(".svg"));
    for plot in plots {
        assert!(
            page.content.contains(&plot.path),
            "{} is not shown",
            plot.path
        );
    }
}

#[test]
fn all_runs_of_the_page_ended() {
    let Results {
        published,
        uptimes,
        conversation,
        nodes,
        messages,
        ..
    } = committed();
    let all = [published, uptimes, conversation, nodes, messages].concat();
    let given_up: Vec<_> = all.iter().filter(|it| it.unfinished > 0).collect();
    assert!(
        given_up.is_empty(),
        "their figures are too low: {given_up:#?}"
    );
}

#[test]
fn a_page_needs_its_results() {
    let mut results = committed();
    results.conversation.clear();
    assert!(matches!(page::files(&results), Err(PageError::Lacks(_))));
}
