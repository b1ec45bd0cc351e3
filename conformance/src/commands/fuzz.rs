//! `fuzz`: searches for what an adapter gets wrong.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::error::CommandError;
use super::output::{closed_is_fine, print};
use super::run::fresh_seed;
use crate::cli::FuzzArgs;
use crate::diagnostic::YamlText;
use crate::exit::Exit;
use crate::fuzz::report::progress::Progress;
use crate::fuzz::report::{jsonl, terminal};
use crate::fuzz::{Campaign, Corpus, Event, Finding, campaign};
use crate::ledger::Ledger;
use crate::registry::Registry;
use crate::report::{Outcome, replayed};
use crate::runner::{self, RunPlan};
use crate::transport::AdapterSource;
use crate::vectors::Suite;
use crate::verdict;

/// Searches, shrinks what was found, saves it and shows it.
///
/// # Errors
/// A corpus that cannot be used, an adapter that cannot be reached, a file that cannot be written.
pub async fn fuzz(args: FuzzArgs) -> Result<Exit, CommandError> {
    let registry = Arc::new(Registry::embedded());
    let suite = Suite::embedded(&registry)?;
    let corpus = Corpus::read(&args.corpus, &registry)?;
    let seed = args.seed.unwrap_or_else(fresh_seed);
    let cases = args.cases as usize;
    if args.json {
        let millis = args.time.as_millis();
        closed_is_fine(jsonl::start(&mut io::stdout(), seed, cases, millis))?;
    } else {
        print(&format!("seed {seed}\n"))?;
    }
    let again = Again {
        source: args.adapter.source(),
        deadline: args.deadline,
        strict: args.strict,
        registry: Arc::clone(&registry),
    };
    let most = format!(
        "at most {cases} in {}",
        humantime::format_duration(args.time)
    );
    let mut progress = Progress::new(most);
    let mut watch = |event: Event<'_>| progress.see(&event);
    let ran = campaign(
        Campaign {
            source: again.source.clone(),
            jobs: usize::from(args.jobs),
            deadline: args.deadline,
            seed,
            cases,
            time: args.time,
            findings: usize::from(args.findings),
            strict: args.strict,
            registry: Arc::clone(&registry),
            material: suite.cases.iter().chain(&corpus.cases).collect(),
        },
        &mut watch,
    )
    .await;
    progress.clear();
    let outcome = ran?;
    for finding in &outcome.findings {
        let saved = finding
            .save(&corpus.directory)
            .map_err(|(path, cause)| CommandError::Write { path, cause })?;
        if args.json {
            closed_is_fine(jsonl::finding(&mut io::stdout(), finding, &saved))?;
            continue;
        }
        let ran = match outcome.interrupted {
            true => None,
            false => again.run(finding, &saved).await?,
        };
        print(&terminal::finding(finding, &saved, ran.as_deref()))?;
    }
    if args.json {
        closed_is_fine(jsonl::end(&mut io::stdout(), &outcome, seed))?;
    } else {
        print(&terminal::summary(
            &outcome,
            seed,
            &again.source,
            &corpus.directory,
        ))?;
    }
    Ok(Exit::of_fuzzing(&outcome))
}

/// How a finding is asked again.
struct Again {
    source: AdapterSource,
    deadline: Duration,
    strict: bool,
    registry: Arc<Registry>,
}

impl Again {
    /// What a run says of a finding's file.
    async fn run(&self, finding: &Finding, saved: &Path) -> Result<Option<String>, CommandError> {
        let yaml = YamlText::new(saved.display().to_string(), finding.text());
        let suite = Suite::read([yaml], &self.registry)?;
        let plan = RunPlan {
            cases: suite.cases.clone(),
            registry: Arc::clone(&self.registry),
            ledger: Arc::new(Ledger::default()),
            jobs: 1,
            deadline: self.deadline,
            seed: 0,
            kills: 0,
            unscored: BTreeSet::new(),
            withheld: Some("one case was asked".to_owned()),
            beside: None,
            trace: None,
        };
        let (mut hello, mut reports) = (None, Vec::new());
        let mut events = |event: verdict::Event| match event {
            verdict::Event::Adapter(said) => hello = Some(said),
            verdict::Event::Case(report) => reports.push(report),
            _ => {}
        };
        // An adapter that does not start any more leaves nothing to show.
        let Ok(summary) = runner::run(plan, self.source.clone(), &mut events).await else {
            return Ok(None);
        };
        let directory = saved.parent().map(|path| path.display().to_string());
        Ok(Some(replayed(&Outcome {
            registry: &self.registry,
            suite: &suite,
            cases: &suite.cases,
            source: &self.source,
            vectors: directory.as_deref(),
            hello,
            reports,
            unscored: Vec::new(),
            summary,
            strict: self.strict,
        })))
    }
}
