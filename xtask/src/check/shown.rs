//! The README shows two files in full, and shows them as they are.

use remote_log_conformance::diagnostic::YamlText;

use crate::finding::Finding;

/// The files that the README shows.
pub const SHOWN: [&str; 2] = [
    "conformance/adapters/python/adapter.py",
    "reference/rlog/tests/transcripts/story.console",
];

/// Compares each file with the code block that follows its comment in the README.
pub fn compare(readme: &YamlText, files: &[YamlText]) -> Vec<Finding> {
    files
        .iter()
        .filter_map(|file| {
            let (line, message) = complaint(&readme.text, file)?;
            Some(Finding {
                file: readme.name.clone(),
                line,
                message,
            })
        })
        .collect()
}

/// The first line of the README that is not as it should be, counted from 1, and what to do about it.
fn complaint(readme: &str, file: &YamlText) -> Option<(u32, String)> {
    let comment = format!("<!-- {}; `cargo xtask check` compares -->", file.name);
    let mut lines = (1..)
        .zip(readme.lines())
        .skip_while(|(_, line)| *line != comment);
    let Some((commented, _)) = lines.next() else {
        let message = format!(
            "{} is not shown. Write the line `{comment}`, and copy the file into a code block below it.",
            file.name
        );
        return Some((1, message));
    };
    let opened = lines.find(|(_, line)| !line.is_empty());
    if !opened.is_some_and(|(_, line)| line.starts_with(FENCE)) {
        let message = format!(
            "No code block follows this comment. Copy {} into one.",
            file.name
        );
        return Some((commented, message));
    }
    let mut shown = lines.take_while(|(_, line)| *line != FENCE);
    let mut last = commented;
    for expected in file.text.lines() {
        let Some((line, content)) = shown.next() else {
            return Some((last, differs(file)));
        };
        if content != expected {
            return Some((line, differs(file)));
        }
        last = line;
    }
    shown.next().map(|(line, _)| (line, differs(file)))
}

/// What begins a code block, and ends it when it stands alone.
const FENCE: &str = "```";

fn differs(file: &YamlText) -> String {
    format!(
        "What is shown differs here from {}. Copy the file into this code block.",
        file.name
    )
}
