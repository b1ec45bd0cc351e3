//! `check`: tries the adapter itself, and says in words what is wrong with it.

use std::fmt::Write;
use std::time::Duration;

use super::error::CommandError;
use super::output::print;
use crate::check::{Finding, Found, check as try_adapter};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::registry::Registry;
use crate::runner::RunError;
use crate::transport::AdapterSource;

/// Tries the adapter and prints what was found, with the cure for each problem.
///
/// # Errors
/// The harness cannot listen where it should, or standard output takes nothing.
pub async fn check(source: AdapterSource, deadline: Duration) -> Result<Exit, CommandError> {
    let registry = Registry::embedded();
    let mut interrupt = Interrupt::watch();
    let tried = tokio::select! {
        tried = try_adapter(source.clone(), deadline, &registry) => tried,
        () = interrupt.received() => return Ok(Exit::Interrupted),
    };
    let findings = tried.map_err(RunError::from)?;
    print(&text(&findings, &source))?;
    let problems = findings.iter().any(Finding::is_problem);
    Ok(if problems { Exit::Adapter } else { Exit::Ok })
}

fn text(findings: &[Finding], source: &AdapterSource) -> String {
    let mut text = String::new();
    for finding in findings {
        let rule = finding.rule;
        let written = match &finding.found {
            Found::Good => writeln!(text, "      ok  {rule}"),
            Found::Untried(why) => writeln!(text, "       -  {rule}: not tried, {why}"),
            Found::Problem { what, cure } => {
                writeln!(
                    text,
                    " problem  {rule}\n          {what}.\n          {cure}."
                )
            }
        };
        written.expect("a String takes whatever is written to it");
    }
    let problems = findings
        .iter()
        .filter(|finding| finding.is_problem())
        .count();
    let end = match problems {
        0 => format!(
            "\n{source} speaks the adapter protocol. `rlog-conformance run` asks it the suite.\n"
        ),
        1 => "\n1 problem. Mend it and check again.\n".to_owned(),
        count => format!(
            "\n{count} problems. Mend the first and check again: others may follow from it.\n"
        ),
    };
    text + &end
}
