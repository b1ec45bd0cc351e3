//! The page's text: prose from a file, and figures from the results.

use super::figure::{mode, percent};
use super::{PageError, findings, plots, tables};
use crate::experiments::{CONVERSATION, NEIGHBOURS, PUBLISHED_UPTIME};
use crate::measured::Measured;
use crate::results::Results;
use crate::scenario::{Form, Mode, Model, Pace, Scenario};

/// The prose, with names between `@` where figures go.
const PROSE: &str = include_str!("text.md");

/// The page.
pub(super) fn text(results: &Results) -> Result<String, PageError> {
    let runs = |all: &[Measured]| all.first().map_or(0, |it| it.runs).to_string();
    let alone: Vec<&Measured> = results
        .published
        .iter()
        .filter(|it| (it.scenario.helper, it.scenario.mode) == (Form::None, Mode::Batch))
        .collect();
    let mut page = PROSE.to_owned();
    for (name, value) in [
        ("COMMAND", results.command.clone()),
        ("VERSION", results.version.clone()),
        ("SEED", results.seed.to_string()),
        ("FINDINGS", findings::findings(results)?),
        ("PUBLISHED_RUNS", runs(&results.published)),
        ("UPTIME_RUNS", runs(&results.uptimes)),
        ("UPTIME", percent(PUBLISHED_UPTIME)),
        ("PUBLISHED", tables::published(results)),
        ("PUBLISHED_TIMES", tables::published_times(results)),
        ("THEORY", tables::theory(&alone)),
        ("UPTIMES", uptimes(results)),
        ("CONVERSATION", CONVERSATION.to_string()),
        (
            "CONVERSATION_LOSS",
            tables::conversation(results, Model::Loss),
        ),
        (
            "CONVERSATION_WINDOWS",
            tables::conversation(results, Model::Windows),
        ),
        ("NEIGHBOURS", NEIGHBOURS.to_string()),
        ("NODES", tables::groups(&results.nodes)),
        ("MESSAGES", tables::groups(&results.messages)),
    ] {
        page = page.replace(&format!("@{name}@"), value.trim_end());
    }
    Ok(page)
}

/// A plot for each model and mode, and its figures folded away beneath it.
fn uptimes(results: &Results) -> String {
    let mut out = String::new();
    for (model, title) in [
        (Model::Loss, "Independent loss"),
        (Model::Windows, "Connection windows"),
    ] {
        for how in [Mode::Batch, Mode::Interactive] {
            let fits =
                |it: &Scenario| (it.model, it.mode, it.pace) == (model, how, Pace::Exponential);
            out += &format!(
                "### {title}, {how} mode\n\n![{title}, {how} mode: sends, bytes and times by uptime](simulation/{plot})\n\n<details><summary>figures</summary>\n\n{figures}\n</details>\n\n",
                how = mode(how),
                plot = plots::name(model, how),
                figures = tables::uptimes(results, &fits),
            );
        }
    }
    out
}
