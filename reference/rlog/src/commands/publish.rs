//! `rlog publish`: put the directory's log into the shared store, and its head under its name.

use std::fmt;
use std::path::PathBuf;

use remote_log::log::drive;
use remote_log::log::writer::{NewItem, Published, Writer};
use remote_log::store::{MemoryDisk, MemoryNs};
use serde::Serialize;

use crate::count::Count;
use crate::error::Error;
use crate::exit::Exit;
use crate::home::{Home, HomeDisk, Kept, LogKey};
use crate::output::{GOOD, LOOK, Output};
use crate::shared::Shared;
use crate::text::Safe;

/// What is to be published.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The directory of the log
    dir: PathBuf,
    /// Add every message and page again first, for a store that has lost something
    #[arg(long)]
    again: bool,
}

/// What became of it.
#[derive(Serialize)]
struct Report {
    name: String,
    status: &'static str,
    messages: usize,
    /// Whether everything was added again.
    again: bool,
    #[serde(skip)]
    published: Published,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, count) = (Safe(&self.name), Count(self.messages, "message"));
        let again = if self.again {
            ", all of them added again"
        } else {
            ""
        };
        match self.published {
            Published::Published => write!(f, "{GOOD}published{GOOD:#} `{name}`: {count}{again}"),
            Published::Unchanged => write!(f, "`{name}` is published already: {count}{again}"),
            Published::Empty => write!(f, "`{name}` is empty; append a message, then publish"),
            Published::Conflict => write!(
                f,
                "{LOOK}not published{LOOK:#}: somebody else updated `{name}` at the same time; publish again"
            ),
            Published::Refused => write!(
                f,
                "{LOOK}not published{LOOK:#}: the name `{name}` holds messages that this directory lacks. Either \
                 somebody else publishes under it, or this directory is an old copy. Nothing was changed; look at \
                 what is there with `rlog sync`, and publish from the newest copy or under another name"
            ),
            Published::TooLarge => write!(
                f,
                "{LOOK}not published{LOOK:#}: the store does not take a head of this size under `{name}`; make the \
                 log with --head pointer"
            ),
            Published::Unavailable => write!(
                f,
                "{LOOK}not published{LOOK:#}: the store failed under way; nothing is lost, publish again later"
            ),
        }
    }
}

/// Publishes the log.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let home = Home::open(&args.dir)?;
    // A damaged message is said before anything of it reaches others.
    let messages = home.messages(LogKey::Own)?;
    let count = messages.len();
    let mut shared = Shared::open(&home.config().store)?;
    if args.again {
        add_again(&home, messages, &mut shared)?;
    }
    let saved = home.state(LogKey::Own)?;
    let settings = home.config().writer()?;
    let mut writer = Writer::open(settings, saved).map_err(|error| home.damaged(error))?;
    let mut disk = HomeDisk::new(&home, LogKey::Own);
    let published = drive(writer.publish(), &mut shared.cas, &mut shared.ns, &mut disk);
    if let Some(error) = disk.error.take() {
        return Err(error.into());
    }
    shared.check()?;
    let published = published?;
    out.print(&Report {
        name: home.config().name.clone(),
        status: published.name(),
        messages: count,
        again: args.again,
        published,
    })?;
    let well = matches!(
        published,
        Published::Published | Published::Unchanged | Published::Empty
    );
    Ok(Exit::well_if(well))
}

/// Has a writer that knows of nothing published write the whole log once more, under a name that nobody sees. A log's
/// pages depend on nothing but its messages and its layout, so that each gets the address that it had.
fn add_again(home: &Home, messages: Vec<Kept>, shared: &mut Shared) -> Result<(), Error> {
    let mut writer =
        Writer::open(home.config().writer()?, None).map_err(|error| home.damaged(error))?;
    let items = messages.into_iter().map(|kept| NewItem {
        id: Some(kept.id),
        data: kept.data.into(),
    });
    let (mut ns, mut disk) = (MemoryNs::new(), MemoryDisk::new());
    let append = writer.append(items.collect())?;
    drive(append, &mut shared.cas, &mut ns, &mut disk)?;
    drive(writer.publish(), &mut shared.cas, &mut ns, &mut disk)?;
    Ok(())
}
