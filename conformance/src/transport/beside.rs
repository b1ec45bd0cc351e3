//! One adapter beside another: one connection, whose lines go to the one or the other by the instance they name.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader as Lines,
    DuplexStream, duplex,
};
use tokio::task::JoinSet;

use super::lines::LineBuffer;
use super::link::{Beside, Link};
use crate::protocol::MAX_LINE;

/// What the name of an instance begins with that the adapter beside plays.
pub const BESIDE: &str = "beside.";

/// A request for such an instance. Inside of a JSON string the quotes would be escaped.
const REQUEST: &[u8] = b"\"instance\":\"beside.";

/// A reply to a callback of the adapter beside, whose ids get the prefix on their way to the harness. An adapter whose own
/// ids begin so waits for its replies in vain.
const REPLY: &[u8] = b"{\"call\":\"beside.";

/// How much may be on its way inside of the connection, in bytes.
const ROOM: usize = 256 * 1024;

/// How much of what the adapter says is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

type Reader = Box<dyn AsyncRead + Send + Unpin>;
type Writer = Box<dyn AsyncWrite + Send + Unpin>;

/// Puts the second adapter beside the first; both have answered the hello.
pub(crate) fn join(mut link: Link, second: Link) -> io::Result<Link> {
    let (to_harness, harness_reader) = duplex(ROOM);
    let (harness_writer, from_harness) = duplex(ROOM);
    let reader = std::mem::replace(&mut link.reader, Box::new(harness_reader));
    let writer = link.writer.replace(Box::new(harness_writer));
    let (Some(to_first), Some(to_second)) = (writer, second.writer) else {
        return Err(io::Error::other("a link that was just made has no writer"));
    };
    let ended = Arc::new(AtomicBool::new(false));
    let mut carried = JoinSet::new();
    carried.spawn(out(from_harness, to_first, to_second));
    carried.spawn(back(to_harness, reader, second.reader, ended.clone()));
    link.beside = Some(Beside {
        end: second.end,
        ended,
        carried,
    });
    Ok(link)
}

/// Carries the lines of the harness, until they end.
async fn out(from: DuplexStream, mut first: Writer, mut second: Writer) {
    let mut from = Lines::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = from.read_until(b'\n', &mut line).await {
        let written = if let Some(rest) = line.strip_prefix(REPLY) {
            let reply = [b"{\"call\":\"", rest].concat();
            second.write_all(&reply).await
        } else if memmem::find(&line, REQUEST).is_some() {
            second.write_all(&line).await
        } else {
            first.write_all(&line).await
        };
        if written.is_err() {
            // Who reads no more has ended, and the harness learns why from the other direction.
            return;
        }
        line.clear();
    }
}

/// Carries what both say, until one of them ends. What the first says is passed on as it comes, however long its lines
/// are; a line of the second goes between two of them.
async fn back(mut to: DuplexStream, mut first: Reader, mut second: Reader, ended: Arc<AtomicBool>) {
    let mut lines = LineBuffer::new(MAX_LINE);
    let mut chunk = vec![0; CHUNK];
    let mut amid = false;
    loop {
        let written = tokio::select! {
            read = first.read(&mut chunk) => match read {
                Ok(count @ 1..) => {
                    amid = chunk[count - 1] != b'\n';
                    to.write_all(&chunk[..count]).await
                }
                _ => return,
            },
            read = second.read(lines.room()), if !amid => match read {
                Ok(count @ 1..) => {
                    lines.filled(count);
                    pass_on(&mut lines, &mut to).await
                }
                _ => {
                    ended.store(true, Ordering::Relaxed);
                    return;
                }
            },
        };
        if written.is_err() {
            return;
        }
    }
}

/// Passes on the whole lines of the second adapter.
async fn pass_on(lines: &mut LineBuffer, to: &mut DuplexStream) -> io::Result<()> {
    loop {
        match lines.next_line() {
            Ok(Some(line)) => {
                to.write_all(&prefixed(line)).await?;
                to.write_all(b"\n").await?;
            }
            Ok(None) => return Ok(()),
            // So long a line is for the harness to refuse, which needs no more of it.
            Err(_) => return to.write_all(&vec![b'x'; MAX_LINE + 1]).await,
        }
    }
}

/// A line of the second adapter, with the prefix before the id of a callback. What is no callback stays as it is.
fn prefixed(line: &[u8]) -> Vec<u8> {
    #[derive(Deserialize)]
    struct Callback<'a> {
        #[serde(borrow)]
        call: &'a RawValue,
    }
    let read: Option<Callback> = serde_json::from_slice(line).ok();
    // The text of the id is a part of the line.
    let id = read.map(|callback| callback.call.get());
    let at = id.filter(|id| id.starts_with('"')).and_then(|id| {
        let from = id.as_ptr().addr().checked_sub(line.as_ptr().addr())?;
        line.split_at_checked(from + 1)
    });
    match at {
        Some((before, after)) => [before, BESIDE.as_bytes(), after].concat(),
        None => line.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::prefixed;

    #[test]
    fn only_the_id_of_a_callback_gets_the_prefix() {
        for (line, expected) in [
            (
                r#"{"call":"1","for":"1"}"#,
                r#"{"call":"beside.1","for":"1"}"#,
            ),
            (
                r#"{ "for": "1", "call": "1" }"#,
                r#"{ "for": "1", "call": "beside.1" }"#,
            ),
            (
                r#"{"id":"1","ok":{"call":"1"}}"#,
                r#"{"id":"1","ok":{"call":"1"}}"#,
            ),
            (r#"{"call":1}"#, r#"{"call":1}"#),
            ("no JSON", "no JSON"),
        ] {
            let got = prefixed(line.as_bytes());
            assert_eq!(String::from_utf8_lossy(&got), expected);
        }
    }
}
