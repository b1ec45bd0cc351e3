//! `rlog inspect`: show a page or a message field by field.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::exit::Exit;
use crate::home::Home;
use crate::inspect::dissect;
use crate::output::Output;
use crate::shared::Shared;

/// The longest file that is taken apart: as long as the longest page that `rlog sync` takes.
const MOST_BYTES: usize = 128 << 20;

/// What is to be shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The directory, whose store has what is to be shown
    #[arg(required_unless_present = "file")]
    dir: Option<PathBuf>,
    /// The name of a log: its head is shown
    #[arg(required_unless_present_any = ["address", "file"])]
    name: Option<String>,
    /// The address of a page or message, in hex
    #[arg(long, value_name = "HEX", value_parser = hex, conflicts_with_all = ["name", "file"])]
    address: Option<Hex>,
    /// A file that holds a page or message
    #[arg(long, value_name = "PATH", conflicts_with_all = ["dir", "name"])]
    file: Option<PathBuf>,
}

/// Bytes of the command line.
#[derive(Debug, Clone)]
struct Hex(Vec<u8>);

fn hex(text: &str) -> Result<Hex, String> {
    hex::decode(text)
        .map(Hex)
        .map_err(|error| format!("{error}; give the address in hex"))
}

/// Shows a page or message.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let bytes = match (&args.file, &args.dir) {
        (Some(file), _) => read_file(file)?,
        (None, Some(dir)) => fetch(dir, args.name.as_deref(), args.address.as_ref())?,
        (None, None) => unreachable!("clap asks for a directory where there is no file"),
    };
    let dissection = dissect(&bytes);
    out.print(&dissection)?;
    Ok(Exit::well_if(dissection.error.is_none()))
}

fn fetch(dir: &Path, name: Option<&str>, address: Option<&Hex>) -> Result<Vec<u8>, Error> {
    let home = Home::open(dir)?;
    let Some(Hex(address)) = address else {
        let known = home.known(name)?.ok_or_else(|| Error::not_followed(name))?;
        return Ok(Shared::open(&known.store)?.head(known.name)?.to_vec());
    };
    let mut shared = Shared::open(&home.config().store)?;
    Ok(shared.content(address)?.to_vec())
}

fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLong {
            whence: path.display().to_string(),
            most: MOST_BYTES,
        });
    }
    Ok(bytes)
}
