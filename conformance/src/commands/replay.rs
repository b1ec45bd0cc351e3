//! `replay`: asks one case and shows everything.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::error::CommandError;
use super::inputs::{Inputs, load};
use super::output::print;
use super::trace::trace;
use crate::cli::ReplayArgs;
use crate::exit::Exit;
use crate::ledger::Ledger;
use crate::report::{Outcome, replayed};
use crate::runner::{self, RunPlan};
use crate::transport::AdapterSource;
use crate::verdict::Event;

/// Asks the case, shows each line that goes either way, and then what came of it.
///
/// # Errors
/// No such case, inputs that cannot be used, an adapter that cannot be reached.
pub async fn replay(args: ReplayArgs) -> Result<Exit, CommandError> {
    let inputs = load(&args.suite)?;
    let case = inputs.case(&args.case);
    let cases = vec![case.ok_or(CommandError::Unknown(args.case))?];
    let Inputs {
        registry,
        suite,
        vectors,
    } = inputs;
    let source = args.adapter.source();
    let plan = RunPlan {
        cases: cases.clone(),
        registry: Arc::clone(&registry),
        ledger: Arc::new(Ledger::default()),
        jobs: 1,
        deadline: args.deadline,
        seed: 0,
        kills: 0,
        unscored: BTreeSet::new(),
        withheld: Some("one case was replayed".to_owned()),
        beside: Some(AdapterSource::reference()),
        trace: Some(trace()),
    };
    let (mut hello, mut reports) = (None, Vec::new());
    let mut events = |event: Event| match event {
        Event::Adapter(said) => hello = Some(said),
        Event::Case(report) => reports.push(report),
        Event::Start { .. }
        | Event::Kills(_)
        | Event::Unscored(_)
        | Event::Progress
        | Event::End(_) => {}
    };
    let summary = runner::run(plan, source.clone(), &mut events).await?;
    let outcome = Outcome {
        registry: &registry,
        suite: &suite,
        cases: &cases,
        source: &source,
        vectors: vectors.as_deref(),
        hello,
        reports,
        unscored: Vec::new(),
        summary,
        strict: false,
    };
    print(&replayed(&outcome))?;
    Ok(Exit::of(&outcome.summary, &outcome.reports, false))
}
