//! `rlog init`: make a directory for a log.

use std::fmt;
use std::path::{self, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use remote_log::address::{self, AddressKind};
use serde::Serialize;

use crate::error::Error;
use crate::exit::Exit;
use crate::home::{Config, Embed, HeadKind, Home};
use crate::output::{GOOD, LOOK, Output};
use crate::shared::Shared;
use crate::text::Safe;

/// Embedded messages of full length stay, with so many on a page, below what readers take for a page.
const MOST_EMBEDDED: usize = 100;

/// What is to be made.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The directory to make
    dir: PathBuf,
    /// The name under which the log is published
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// The shared store's file; it is made if it does not exist
    #[arg(long, value_name = "PATH")]
    store: PathBuf,
    /// The group that the messages belong to, 32 bytes as hex; readers need the same [default: one that every rlog has]
    #[arg(long, value_name = "HEX", value_parser = group)]
    group: Option<[u8; 32]>,
    /// The most messages on a page
    #[arg(long, value_name = "N", default_value_t = 100)]
    page_size: usize,
    /// How many of the newest messages travel within the page: a number, or `all` for every message of every page
    /// [default: 10, or the page size if that is less]
    #[arg(long, value_name = "N|all", value_parser = embed)]
    embed: Option<Embed>,
    /// What the name holds: the newest page itself, or only its address
    #[arg(long, value_enum, default_value_t = HeadKind::Inline)]
    head: HeadKind,
}

fn group(text: &str) -> Result<[u8; 32], String> {
    hex::decode_to_array(text).map_err(|error| format!("{error}; give 32 bytes as 64 hex digits"))
}

fn embed(text: &str) -> Result<Embed, String> {
    match text {
        "all" => Ok(Embed::All),
        number => number
            .parse()
            .map(Embed::Last)
            .map_err(|_| "give a number, or `all`".to_owned()),
    }
}

/// The group of those who name none.
fn common_group() -> [u8; 32] {
    let digest = address::make(AddressKind::Opaque, b"the group that every rlog has");
    digest.try_into().expect("a sha2-256 digest has 32 bytes")
}

#[derive(Serialize)]
struct Made {
    directory: PathBuf,
    #[serde(flatten)]
    config: Config,
    /// Whether the store has something under the name already.
    taken: bool,
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (directory, name) = (self.directory.display(), Safe(&self.config.name));
        writeln!(f, "{GOOD}made{GOOD:#} {directory} for the log `{name}`")?;
        write!(f, "  group {}", hex::encode(self.config.group))?;
        if self.taken {
            write!(
                f,
                "\n{LOOK}the store has a log under this name already{LOOK:#}: unless it is yours, choose another name, \
                 because publishing will be refused"
            )?;
        }
        Ok(())
    }
}

/// Makes a directory, and the shared store if it does not exist.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let embed = args.embed.unwrap_or(Embed::Last(args.page_size.min(10)));
    let embedded = match embed {
        Embed::Last(last) => last,
        Embed::All => args.page_size,
    };
    if embedded > MOST_EMBEDDED {
        return Err(Error::EmbedTooMany {
            embed: embedded,
            most: MOST_EMBEDDED,
        });
    }
    let config = Config {
        name: args.name,
        store: absolute(args.store)?,
        group: args.group.unwrap_or_else(common_group),
        page_size: args.page_size,
        embed,
        head: args.head,
    };
    config.writer()?;
    let taken = Shared::create(&config.store)?.has(&config.name)?;
    Home::create(&args.dir, config.clone())?;
    out.print(&Made {
        directory: args.dir,
        config,
        taken,
    })?;
    Ok(Exit::Well)
}

/// A path that means the same from every working directory, and that the settings can hold.
pub fn absolute(path: PathBuf) -> Result<PathBuf, Error> {
    match path::absolute(&path) {
        Ok(absolute) if absolute.to_str().is_some() => Ok(absolute),
        _ => Err(Error::Path { path }),
    }
}
