//! `rlog verify`: fetch everything that is published again, and check every hash.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::audit::{self, Problem};
use crate::count::Count;
use crate::error::Error;
use crate::exit::Exit;
use crate::home::{Home, LogKey};
use crate::output::{GOOD, LOOK, Output};
use crate::progress::Counted;
use crate::shared::Shared;
use crate::text::Safe;

/// What is to be verified.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The directory
    dir: PathBuf,
    /// The name of a log that the directory follows [default: its own log]
    name: Option<String>,
}

/// What was found.
#[derive(Serialize)]
struct Report {
    name: String,
    #[serde(skip)]
    own: bool,
    pages: usize,
    messages: usize,
    unpublished: usize,
    problems: Vec<Problem>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, style) = match self.problems.len() {
            0 => ("is sound".to_owned(), GOOD),
            count => (format!("has {}", Count(count, "problem")), LOOK),
        };
        let (name, pages) = (Safe(&self.name), Count(self.pages, "page"));
        let messages = Count(self.messages, "message");
        write!(
            f,
            "`{name}` {style}{word}{style:#}: {pages} and {messages} fetched and hashed again"
        )?;
        for problem in &self.problems {
            write!(f, "\n  {problem}")?;
        }
        if self.own && self.problems.iter().any(Problem::is_loss) {
            write!(
                f,
                "\nWhat the store has lost comes back with `rlog publish --again`."
            )?;
        }
        if self.unpublished > 0 {
            let count = Count(self.unpublished, "more message");
            write!(
                f,
                "\nThe directory keeps {count}, which you have not published yet."
            )?;
        }
        Ok(())
    }
}

/// Walks a published log, and compares it with what the directory keeps.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let home = Home::open(&args.dir)?;
    let name = args.name.as_deref();
    let Some(known) = home.known(name)? else {
        return Err(Error::not_followed(name));
    };
    let mut shared = Shared::open(&known.store)?;
    let head = shared.head(known.name)?;
    let audit = audit::walk(
        &head,
        &home.config().group,
        &mut Counted::new(&mut shared.cas),
    );
    shared.check()?;
    let kept = home.messages(known.key)?;
    let absent: Vec<_> = kept
        .iter()
        .map(|kept| kept.id)
        .filter(|id| !audit.sound.contains(id))
        .collect();
    let mut problems = audit.problems;
    // While something is wrong, a message may be absent because of that.
    let mut unpublished = 0;
    match known.key {
        _ if !problems.is_empty() => {}
        LogKey::Own => unpublished = absent.len(),
        LogKey::Followed(_) => problems.extend(absent.into_iter().map(|id| Problem::Gone { id })),
    }
    let well = problems.is_empty();
    out.print(&Report {
        name: known.name.to_owned(),
        own: known.key == LogKey::Own,
        pages: audit.pages,
        messages: audit.sound.len(),
        unpublished,
        problems,
    })?;
    Ok(Exit::well_if(well))
}
