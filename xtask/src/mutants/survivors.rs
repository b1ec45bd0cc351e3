//! The survivors that are explained, one line each (`conformance/survivors.yaml`).

use std::collections::BTreeMap;

use remote_log_conformance::diagnostic::{Diagnostic, Diagnostics, YamlText};
use remote_log_conformance::yaml::{Node, Yaml, document, fault};

/// How an explanation begins.
const BEGINNINGS: [&str; 2] = ["equivalent: ", "to be killed by: "];

/// One explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// How many mutants of this name it explains.
    pub count: usize,
    /// The line it begins at.
    pub line: u32,
}

/// The explanations, by the mutants' name without its position, which changes with every line above it.
pub type Survivors = BTreeMap<String, Explained>;

/// The name of a mutant without its position: `file.rs: replace + with - in sum`.
pub fn without_position(name: &str) -> String {
    let mut parts = name.splitn(4, ':');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(_line), Some(_column), Some(what)) => format!("{file}:{what}"),
        _ => name.to_owned(),
    }
}

/// Reads the explanations.
///
/// # Errors
/// All that is wrong with the file, each with its line.
pub fn read(yaml: &YamlText) -> Result<Survivors, Diagnostics> {
    let root = document(yaml)?;
    let Some(Node {
        value: Yaml::List(entries),
        ..
    }) = root.value.get("survivors")
    else {
        let message = "A list `survivors` is expected here; it may be `[]`.";
        return Err(fault(yaml, root.referenced, message).into());
    };
    let (mut survivors, mut faults) = (Survivors::new(), Vec::new());
    for entry in entries {
        match explained(yaml, entry) {
            Ok((name, explained)) => {
                if survivors.insert(name, explained).is_some() {
                    let message = "This mutant is explained twice. Count both in one entry.";
                    faults.push(fault(yaml, entry.referenced, message));
                }
            }
            Err(diagnostic) => faults.push(diagnostic),
        }
    }
    match faults.is_empty() {
        true => Ok(survivors),
        false => Err(Diagnostics(faults)),
    }
}

fn explained(yaml: &YamlText, entry: &Node) -> Result<(String, Explained), Diagnostic> {
    let refuse = |node: &Node, message: &str| Err(fault(yaml, node.referenced, message));
    let Yaml::Map(fields) = &entry.value else {
        return refuse(entry, "An entry has `mutant`, `why` and perhaps `count`.");
    };
    if let Some((name, node)) =
        (fields.iter()).find(|(name, _)| !["mutant", "why", "count"].contains(&name.value.as_str()))
    {
        let message = format!("There is no field `{}` in an entry.", name.value);
        return refuse(node, &message);
    }
    let text = |field: &str| match entry.value.get(field).map(|node| &node.value) {
        Some(Yaml::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let Some(mutant) = text("mutant") else {
        return refuse(entry, "Name the `mutant` as this command prints it.");
    };
    if text("why")
        .and_then(reason)
        .is_none_or(|reason| reason.trim().is_empty())
    {
        let message =
            "Say `why` in one line that begins with `equivalent: ` or `to be killed by: `.";
        return refuse(entry, message);
    }
    let count = match entry.value.get("count") {
        None => Some(1),
        Some(_) => text("count")
            .and_then(|count| count.parse().ok())
            .filter(|count| *count > 1),
    };
    let Some(count) = count else {
        return refuse(entry, "`count` is a decimal string from \"2\" on.");
    };
    let line = u32::try_from(entry.referenced.line()).unwrap_or(u32::MAX);
    Ok((mutant.to_owned(), Explained { count, line }))
}

/// What an explanation says behind its beginning.
fn reason(why: &str) -> Option<&str> {
    (BEGINNINGS.iter()).find_map(|begins| why.strip_prefix(begins))
}
