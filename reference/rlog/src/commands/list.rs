//! `rlog list`: the messages that the directory keeps.

use std::path::PathBuf;

use crate::error::Error;
use crate::exit::Exit;
use crate::home::Home;
use crate::output::Output;
use crate::shown::Shown;

/// What is to be listed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The directory
    dir: PathBuf,
    /// The name of a log that the directory follows [default: its own log]
    name: Option<String>,
}

/// Lists the messages of a log, the oldest first. Damaged ones don't keep the others from being listed.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let home = Home::open(&args.dir)?;
    let name = args.name.as_deref();
    let Some(known) = home.known(name)? else {
        return Err(Error::not_followed(name));
    };
    let mut damage = None;
    for entry in home.entries(known.key)? {
        match entry {
            Ok(kept) => out.print(&Shown::new(&kept.id, &kept.data))?,
            Err(error) => damage = damage.or(Some(error)),
        }
    }
    damage.map_or(Ok(Exit::Well), |error| Err(error.into()))
}
