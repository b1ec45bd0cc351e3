//! `explain`: one requirement with its cases, or one case with its YAML.

use std::fmt::Write;

use super::error::CommandError;
use super::inputs::{Inputs, load};
use super::output::print;
use crate::cli::ExplainArgs;
use crate::diagnostic::YamlText;
use crate::exit::Exit;
use crate::registry::{Requirement, Status};
use crate::vectors::Case;

/// Explains a requirement or a case.
///
/// # Errors
/// Nothing of this name, inputs that cannot be used.
pub fn explain(args: &ExplainArgs) -> Result<Exit, CommandError> {
    let inputs = load(&args.suite)?;
    let text = if let Some(requirement) = inputs.registry.requirement(&args.id) {
        explain_requirement(&inputs, requirement)
    } else if let Some(case) = inputs.case(&args.id) {
        explain_case(&inputs, &case)
    } else {
        let upper = args.id.to_uppercase();
        return Err(match inputs.registry.requirement(&upper) {
            Some(requirement) => CommandError::Miswritten {
                id: args.id.clone(),
                meant: requirement.id.clone(),
            },
            None => CommandError::Unknown(args.id.clone()),
        });
    };
    print(&text)?;
    Ok(Exit::Ok)
}

fn explain_requirement(inputs: &Inputs, requirement: &Requirement) -> String {
    let Requirement {
        id,
        level,
        profile,
        source,
        section,
        statement,
        needs,
        status,
        ..
    } = requirement;
    let mut text = format!(
        "{id} ({}, profile {profile})\n{statement}\n\n",
        level.as_str()
    );
    let _ = writeln!(text, "source   {source}\nsection  {section}");
    if let Status::Excluded(reason) = status {
        let _ = writeln!(text, "status   excluded: {reason}");
    }
    for need in needs
        .iter()
        .filter_map(|need| inputs.registry.requirement(need))
    {
        let _ = writeln!(text, "needs    {}: {}", need.id, need.statement);
    }
    let cases: Vec<&Case> = inputs
        .suite
        .cases
        .iter()
        .filter(|case| case.requirements().contains(&id.as_str()))
        .collect();
    let _ = writeln!(text, "\ncases    {}", cases.len());
    for case in cases {
        let sign = if case.twin.is_some() { '-' } else { '+' };
        let _ = writeln!(text, "  {sign} {}: {}", case.id, case.why.trim());
    }
    text
}

fn explain_case(inputs: &Inputs, case: &Case) -> String {
    let mut text = format!(
        "{} (profile {})\n{}\n\n",
        case.id,
        case.profile,
        case.why.trim()
    );
    if let Some(twin) = &case.twin {
        let _ = writeln!(text, "differs in one fault from {twin}");
    }
    for requirement in case
        .requirements()
        .into_iter()
        .filter_map(|id| inputs.registry.requirement(id))
    {
        let _ = writeln!(
            text,
            "asserts {} ({}): {}",
            requirement.id,
            requirement.level.as_str(),
            requirement.statement
        );
    }
    if let Some(yaml) = inputs.suite.text(&case.place) {
        let _ = writeln!(text, "\n{}:{}", case.place.file, case.place.line);
        for line in lines_of(yaml, case.place.line) {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

/// The lines of a list's entry: from the one that it begins at to the next that is indented no further.
fn lines_of(yaml: &YamlText, first: u32) -> Vec<&str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = yaml.text.lines().skip(first.saturating_sub(1) as usize);
    let Some(head) = lines.next() else {
        return Vec::new();
    };
    // A complaint points at the entry's first key, which may stand on the dash's own line.
    let dash = indent(head);
    let mut entry = vec![head];
    entry.extend(lines.take_while(|line| line.trim().is_empty() || indent(line) > dash));
    while entry.last().is_some_and(|line| line.trim().is_empty()) {
        entry.pop();
    }
    entry
}
