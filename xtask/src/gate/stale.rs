//! Records that are not of this suite: nothing can be told from them.

use std::collections::BTreeSet;

use remote_log_conformance::record::{Record, SuiteVersion};

use super::state::State;
use crate::finding::Finding;

/// The first thing in each record that does not fit the state that it is of.
pub fn stale(state: &State) -> Vec<Finding> {
    let suite = SuiteVersion::here(state.registry.revision());
    let wrong = |(path, record): (&String, &Record)| {
        let (line, what) =
            of_another_suite(record, &suite).or_else(|| of_another_case(state, record))?;
        let message = format!("{what}. Record it anew with `cargo xtask results`.");
        Some(Finding::new(path, line, message))
    };
    state.records.iter().filter_map(wrong).collect()
}

fn of_another_suite(record: &Record, suite: &SuiteVersion) -> Option<(u32, String)> {
    let told = |suite: &SuiteVersion| {
        format!("version {} with revision {}", suite.version, suite.revision)
    };
    (record.suite != *suite).then(|| {
        let what = format!(
            "This is of another suite, {}; the suite here is {}",
            told(&record.suite),
            told(suite)
        );
        (Record::SUITE_LINE, what)
    })
}

fn of_another_case(state: &State, record: &Record) -> Option<(u32, String)> {
    let meanings = state.meanings();
    let recorded: BTreeSet<&str> = record.cases.keys().map(|id| Record::vector(id)).collect();
    let outdated = record.cases.iter().find_map(|(id, came)| {
        let what = match meanings.get(Record::vector(id)) {
            None => format!("There is no vector {} any more", Record::vector(id)),
            Some(meaning) if meaning.hash != came.means => {
                format!("The vector {} means something else now", meaning.id)
            }
            Some(_) => return None,
        };
        Some((record.line(id), what))
    });
    outdated.or_else(|| {
        let mut all = meanings.keys();
        let missing = all.find(|id| !recorded.contains(**id))?;
        Some((
            record.line(missing),
            format!("The vector {missing} is not recorded here"),
        ))
    })
}
