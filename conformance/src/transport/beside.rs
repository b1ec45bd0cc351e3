//! The reference beside an adapter: one connection, whose lines go to the one or the other by the instance they name.

use std::io::{self, BufReader};
use std::sync::Arc;

use memchr::memmem;
use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader as Lines,
    DuplexStream, duplex,
};
use tokio::task::JoinSet;

use super::link::Link;
use super::source::Serve;
use super::thread;

/// What the name of an instance begins with that the reference plays.
pub const BESIDE: &str = "reference.";

/// A request for such an instance. Inside of a JSON string the quotes would be escaped.
const REQUEST: &[u8] = b"\"instance\":\"reference.";

/// A reply to a callback of the reference, whose ids get the prefix on their way to the harness. An adapter whose own ids
/// begin so waits for its replies in vain.
const REPLY: &[u8] = b"{\"call\":\"reference.";

/// How much may be on its way inside of the connection, in bytes.
const ROOM: usize = 256 * 1024;

/// How much of what the adapter says is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

type Reader = Box<dyn AsyncRead + Send + Unpin>;
type Writer = Box<dyn AsyncWrite + Send + Unpin>;

/// Puts the reference beside the adapter at the other end of this link.
pub(super) fn beside(mut link: Link) -> io::Result<Link> {
    let serve: Serve = Arc::new(|input, output| {
        // It ends with an error only when the harness has gone away.
        let _ = remote_log_adapter::serve(BufReader::new(input), output);
    });
    let reference = thread::start(&serve)?;
    let (to_harness, harness_reader) = duplex(ROOM);
    let (harness_writer, from_harness) = duplex(ROOM);
    let adapter_reader = std::mem::replace(&mut link.reader, Box::new(harness_reader));
    let adapter_writer = link.writer.replace(Box::new(harness_writer));
    let (Some(to_adapter), Some(to_reference)) = (adapter_writer, reference.writer) else {
        return Err(io::Error::other("a link that was just made has no writer"));
    };
    link.carried = JoinSet::new();
    link.carried
        .spawn(out(from_harness, to_adapter, to_reference));
    link.carried
        .spawn(back(to_harness, adapter_reader, reference.reader));
    Ok(link)
}

/// Carries the lines of the harness, until they end.
async fn out(from: DuplexStream, mut adapter: Writer, mut reference: Writer) {
    let mut from = Lines::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = from.read_until(b'\n', &mut line).await {
        let written = if let Some(rest) = line.strip_prefix(REPLY) {
            let reply = [b"{\"call\":\"", rest].concat();
            reference.write_all(&reply).await
        } else if memmem::find(&line, REQUEST).is_some() {
            reference.write_all(&line).await
        } else {
            adapter.write_all(&line).await
        };
        if written.is_err() {
            // Who reads no more has ended, and the harness learns why from the other direction.
            return;
        }
        line.clear();
    }
}

/// Carries what both say, until one of them ends. What the adapter says is passed on as it comes, however long its lines
/// are; a line of the reference goes between two of them.
async fn back(mut to: DuplexStream, mut adapter: Reader, reference: Reader) {
    let mut reference = Lines::new(reference);
    let (mut line, mut chunk) = (Vec::new(), vec![0; CHUNK]);
    let mut amid = false;
    loop {
        let written = tokio::select! {
            read = adapter.read(&mut chunk) => match read {
                Ok(count @ 1..) => {
                    amid = chunk[count - 1] != b'\n';
                    to.write_all(&chunk[..count]).await
                }
                _ => return,
            },
            read = reference.read_until(b'\n', &mut line), if !amid => match read {
                Ok(1..) => {
                    let written = to.write_all(&prefixed(&line)).await;
                    line.clear();
                    written
                }
                _ => return,
            },
        };
        if written.is_err() {
            return;
        }
    }
}

/// A line of the reference, with the prefix before the id of a callback.
fn prefixed(line: &[u8]) -> Vec<u8> {
    match line.strip_prefix(b"{\"call\":\"") {
        Some(rest) => [REPLY, rest].concat(),
        None => line.to_vec(),
    }
}
