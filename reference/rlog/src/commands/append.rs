//! `rlog append`: write messages into the directory's log.

use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::{Path, PathBuf};

use clap::ArgGroup;
use remote_log::log::drive;
use remote_log::log::writer::{Appended, NewItem, Writer};
use remote_log::message::{Message, MessageId, Numbering};
use remote_log::store::{MemoryCas, MemoryNs};
use serde::Serialize;

use crate::error::Error;
use crate::exit::Exit;
use crate::home::{Home, LogKey, Staged};
use crate::output::{LOOK, Output};
use crate::shown::Shown;
use crate::time;

/// The longest body. With what a message adds to it, it stays below what readers take.
pub const MOST_BYTES: usize = 1 << 20;

/// Lines that are there already are written together, so many at most, because each write waits for the disk.
const BATCH: usize = 1000;

/// What is to be written.
#[derive(Debug, clap::Args)]
#[command(override_usage = "rlog append [OPTIONS] <DIR> <TEXT>...
       rlog append [OPTIONS] <DIR> --file <PATH>
       rlog append [OPTIONS] <DIR> --stdin")]
#[command(group(ArgGroup::new("messages").args(["texts", "file", "stdin"]).required(true).multiple(true)))]
pub struct Args {
    /// The directory of the log
    dir: PathBuf,
    /// Messages
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    /// A file whose whole content is a message; may be given more than once
    #[arg(long, value_name = "PATH")]
    file: Vec<PathBuf>,
    /// Take each line of standard input as a message, empty lines left out
    #[arg(long)]
    stdin: bool,
    /// The time that the messages carry, in seconds of Unix time [default: now]
    #[arg(long, value_name = "UNIX", allow_negative_numbers = true)]
    at: Option<i64>,
}

/// What became of one message.
#[derive(Serialize)]
struct Written {
    status: &'static str,
    #[serde(flatten)]
    message: Shown,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)?;
        if self.status == Appended::Duplicate.name() {
            write!(
                f,
                "  {LOOK}(the log has it already: the same text in the same second){LOOK:#}"
            )?;
        }
        Ok(())
    }
}

/// A directory's log, open for writing.
struct Log {
    home: Home,
    writer: Writer,
    at: Option<i64>,
}

/// Writes messages. What is printed is on disk.
pub fn run(args: Args, out: &Output) -> Result<Exit, Error> {
    let bodies = args.file.iter().map(|path| read_file(path));
    let files: Vec<Vec<u8>> = bodies.collect::<Result<_, _>>()?;
    let home = Home::open(&args.dir)?;
    let saved = home.state(LogKey::Own)?;
    let writer =
        Writer::open(home.config().writer()?, saved).map_err(|error| home.damaged(error))?;
    let mut log = Log {
        home,
        writer,
        at: args.at,
    };
    let texts = args.texts.into_iter().map(String::into_bytes);
    log.append(texts.chain(files).collect(), out)?;
    if args.stdin {
        let mut input = BufReader::with_capacity(1 << 16, stdin().lock());
        while let Some(lines) = next_lines(&mut input)? {
            log.append(lines, out)?;
        }
    }
    Ok(Exit::Well)
}

impl Log {
    /// Appends bodies, the oldest first, makes them durable, and prints what became of them.
    fn append(&mut self, bodies: Vec<Vec<u8>>, out: &Output) -> Result<(), Error> {
        if let Some(body) = bodies.iter().find(|body| body.len() > MOST_BYTES) {
            let whence = format!("a message of {} bytes", body.len());
            let most = MOST_BYTES;
            return Err(Error::TooLong { whence, most });
        }
        let group = self.home.config().group;
        let timestamp = self.at.unwrap_or_else(|| time::now().cast_signed());
        let contents = bodies.iter().map(|body| {
            let mut content = Vec::new();
            let message = Message {
                group_id: &group,
                timestamp,
                body,
                metadata: None,
            };
            message.encode(Numbering::Spec, &mut content);
            content
        });
        let contents: Vec<Vec<u8>> = contents.collect();
        let statuses = self.list(&contents)?;
        for ((id, status), content) in statuses.iter().zip(&contents) {
            out.print(&Written {
                status: status.name(),
                message: Shown::new(id, content),
            })?;
        }
        Ok(())
    }

    /// Has the writer list the messages, and commits its state together with them.
    fn list(&mut self, contents: &[Vec<u8>]) -> Result<Vec<(MessageId, Appended)>, Error> {
        let items = contents.iter().map(|content| NewItem {
            id: None,
            data: content.clone().into(),
        });
        let append = self.writer.append(items.collect())?;
        let mut staged = Staged::default();
        // Appending asks for nothing but the disk.
        let (mut cas, mut ns) = (MemoryCas::default(), MemoryNs::new());
        let statuses = drive(append, &mut cas, &mut ns, &mut staged)?;
        let listed = statuses.iter().zip(contents);
        let new = listed.filter(|((_, status), _)| *status == Appended::Appended);
        let new = new.map(|((id, _), content)| (*id, &content[..]));
        self.home.commit(LogKey::Own, &staged.saves, new)?;
        Ok(statuses)
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    // One byte more than is taken tells that there is more.
    let most = MOST_BYTES as u64 + 1;
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut body))
        .map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
    if body.len() > MOST_BYTES {
        return Err(Error::TooLong {
            whence: path.display().to_string(),
            most: MOST_BYTES,
        });
    }
    Ok(body)
}

/// Waits for a line, and takes those behind it that came along; none at the end of the input.
fn next_lines(input: &mut BufReader<impl Read>) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        let most = MOST_BYTES as u64 + 2;
        let read = input.by_ref().take(most).read_until(b'\n', &mut line);
        if read.map_err(Error::Stdin)? == 0 {
            return Ok((!lines.is_empty()).then_some(lines));
        }
        if line.ends_with(b"\n") {
            line.pop();
            line.pop_if(|last| *last == b'\r');
        }
        if !line.is_empty() {
            lines.push(line);
        }
        let more = input.buffer().contains(&b'\n');
        if !lines.is_empty() && (!more || lines.len() == BATCH) {
            return Ok(Some(lines));
        }
    }
}
