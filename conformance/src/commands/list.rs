//! `list`: what there is.

use std::fmt::Write;

use serde_json::json;

use super::error::CommandError;
use super::inputs::{Inputs, load};
use super::output::print;
use crate::cli::{ListArgs, Listed};
use crate::exit::Exit;
use crate::registry::{Requirement, Status};
use crate::vectors::Case;

/// Lists the cases or the requirements, one a line.
///
/// # Errors
/// Inputs that cannot be used.
pub fn list(args: &ListArgs) -> Result<Exit, CommandError> {
    let Inputs {
        registry, suite, ..
    } = load(&args.suite)?;
    let mut text = String::new();
    let mut line = |line: String| {
        let _ = writeln!(text, "{line}");
    };
    match args.what {
        Listed::Cases => {
            let widest = suite
                .cases
                .iter()
                .map(|case| case.id.len())
                .max()
                .unwrap_or_default();
            for case in &suite.cases {
                line(if args.json {
                    case_json(case)
                } else {
                    case_line(case, widest)
                });
            }
        }
        Listed::Requirements => {
            for requirement in registry.requirements() {
                line(if args.json {
                    requirement_json(requirement)
                } else {
                    requirement_line(requirement)
                });
            }
        }
    }
    print(&text)?;
    Ok(Exit::Ok)
}

fn case_line(case: &Case, widest: usize) -> String {
    format!(
        "{:<widest$}  {:<11}  {}",
        case.id,
        case.profile,
        case.requirements().join(" ")
    )
}

fn case_json(case: &Case) -> String {
    json!({
        "case": case.id,
        "profile": case.profile,
        "requirements": case.requirements(),
        "twin": case.twin,
        "why": case.why.trim(),
        "file": case.place.file,
        "line": case.place.line,
    })
    .to_string()
}

fn requirement_line(requirement: &Requirement) -> String {
    let Requirement {
        id,
        level,
        profile,
        statement,
        ..
    } = requirement;
    format!(
        "{id:<11}  {:<6}  {profile:<11}  {statement}",
        level.as_str()
    )
}

fn requirement_json(requirement: &Requirement) -> String {
    json!({
        "requirement": requirement.id,
        "level": requirement.level.as_str(),
        "profile": requirement.profile,
        "source": requirement.source,
        "section": requirement.section,
        "statement": requirement.statement,
        "needs": requirement.needs,
        "tested": requirement.status == Status::Tested,
        "line": requirement.line,
    })
    .to_string()
}
