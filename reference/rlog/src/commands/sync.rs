//! `rlog sync`: follow somebody's log, and keep what it delivers.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use remote_log::log::drive;
use remote_log::log::reader::{Limits, Outcome, Reader, Reason, Settings};

use super::append::MOST_BYTES;
use super::init::absolute;
use crate::error::Error;
use crate::exit::Exit;
use crate::home::{Home, LogKey, Staged};
use crate::news::News;
use crate::output::Output;
use crate::progress::Counted;
use crate::shared::{KIND, Shared};
use crate::time;

/// What is to be followed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What was delivered is kept, and delivered once. If a sync is stopped before it shows what it \
                        delivered, `rlog list` does."
)]
pub struct Args {
    /// The directory that keeps what is delivered
    dir: PathBuf,
    /// The name of the log
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// The file of the store in which the log is [default: where it was last time, or the directory's own store]
    #[arg(long, value_name = "PATH")]
    store: Option<PathBuf>,
    /// Act as if it were this second of Unix time; what is missing is tried again later and later [default: now]
    #[arg(long, value_name = "UNIX")]
    at: Option<u64>,
}

/// What is believed of a store: messages as long as `rlog append` takes them, and pages that embed a hundred of those.
const LIMITS: Limits = Limits {
    pages: 10_000,
    page_bytes: 128 << 20,
    pairs: 1_000_000,
    content_bytes: MOST_BYTES as u64 + 1024,
    call_bytes: 1 << 28,
    gets: 16,
};

/// Follows a log until nothing more can be had now.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let home = Home::open(&args.dir)?;
    let store = match args.store {
        Some(store) => absolute(store)?,
        None => home
            .followed(&args.name)?
            .unwrap_or_else(|| home.config().store.clone()),
    };
    let mut shared = Shared::open(&store)?;
    let log = LogKey::Followed(&args.name);
    home.follow(&args.name, store.to_str().unwrap_or_default())?;
    let settings = Settings {
        name: args.name.clone(),
        kind: KIND,
        check: home.config().check(),
        limits: LIMITS,
    };
    let saved = home.state(log)?;
    let mut reader = Reader::open(settings, saved).map_err(|error| home.damaged(error))?;
    let now = args.at.unwrap_or_else(time::now);

    let mut news = News::new(&args.name);
    let mut left = None;
    loop {
        let outcome = call(&mut reader, now, &home, log, &mut shared)?;
        // A call that reached a bound is followed by another, as long as they get on.
        let again = bounded(&outcome) && left != Some(rest(&outcome));
        left = Some(rest(&outcome));
        news.add(outcome);
        if !again {
            break;
        }
    }
    out.print(&news)?;
    shared.check()?;
    Ok(Exit::well_if(news.is_well()))
}

/// One call of the reader. Its state is committed together with the messages that it delivered.
fn call(
    reader: &mut Reader,
    now: u64,
    home: &Home,
    log: LogKey<'_>,
    shared: &mut Shared,
) -> Result<Outcome, Error> {
    let mut staged = Staged::default();
    let mut cas = Counted::new(&mut shared.cas);
    let outcome = drive(reader.sync(now), &mut cas, &mut shared.ns, &mut staged)?;
    let messages = outcome
        .delivered
        .iter()
        .map(|item| (item.id, &item.data[..]));
    home.commit(log, &staged.saves, messages)?;
    Ok(outcome)
}

fn bounded(outcome: &Outcome) -> bool {
    let missing = outcome.missing.iter().map(|(_, reason)| reason);
    let gaps = outcome.gaps.iter().map(|(_, reason)| reason);
    missing.chain(gaps).any(|reason| *reason == Reason::Bound)
}

/// What a call left over.
fn rest(outcome: &Outcome) -> (usize, Vec<bytes::Bytes>) {
    let gaps = outcome.gaps.iter().map(|(address, _)| address.clone());
    (outcome.missing.len(), gaps.collect())
}
