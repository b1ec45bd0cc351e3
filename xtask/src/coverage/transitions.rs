//! The transitions of the pointer's state machine, and the vector that shows each.

use std::collections::BTreeMap;

use remote_log_conformance::vectors::Suite;
use remote_log_model::cover;

/// A line with the figure, and a table with a line for each transition that histories of a few steps can show.
pub fn table(suite: &Suite) -> String {
    let mut shown: BTreeMap<String, Option<String>> = BTreeMap::new();
    for covering in cover() {
        let id = format!("model-{}", covering.name);
        for transition in covering.shows {
            let by = shown.entry(transition.to_string()).or_default();
            if by.is_none() && suite.case(&id).is_some() {
                *by = Some(id.clone());
            }
        }
    }
    let covered = shown.values().flatten().count();
    let mut table = format!(
        "Vectors show {covered} of {} transitions.\n\n| transition | first shown by |\n|---|---|\n",
        shown.len()
    );
    for (transition, by) in shown {
        let by = by.unwrap_or_else(|| "**nothing**".to_owned());
        table.push_str(&format!("| {transition} | {by} |\n"));
    }
    table
}
