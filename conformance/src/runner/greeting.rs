//! Starts an adapter and says hello.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::plan::{Direction, Trace};
use crate::protocol::{Hello, MAX_LINE, hello_request};
use crate::transport::{Launcher, LineBuffer, Link, StderrMark};

/// What a session is told about time and watching.
#[derive(Clone)]
pub(super) struct Manner {
    /// How long the hello may take, and how long all unanswered requests may stay so.
    pub deadline: Duration,
    /// Sees every line.
    pub trace: Option<Trace>,
}

/// Why there is no adapter to ask.
#[derive(Debug, Clone)]
pub(super) struct Unstarted {
    /// A sentence.
    pub reason: String,
    pub stderr: String,
}

/// Starts an adapter, or reaches one, and exchanges hellos.
pub(super) async fn open(
    launcher: &Launcher,
    manner: &Manner,
) -> Result<(Link, LineBuffer, Hello), Unstarted> {
    let mut link = launcher.start().await.map_err(|error| Unstarted {
        reason: error.to_string(),
        stderr: String::new(),
    })?;
    let mut lines = LineBuffer::new(MAX_LINE);
    let greeting = greet(&mut link, &mut lines, manner);
    let said = match timeout(manner.deadline, greeting).await {
        Ok(said) => said,
        Err(_) => Err(format!(
            "the adapter did not answer the hello within {:?}. It must answer each line as it comes; perhaps it does not flush its output",
            manner.deadline
        )),
    };
    match said {
        Ok(hello) => Ok((link, lines, hello)),
        Err(reason) => {
            let stderr = link.stderr.clone();
            link.stop(Duration::ZERO).await;
            Err(Unstarted {
                reason,
                stderr: stderr.since(StderrMark::default()),
            })
        }
    }
}

/// Says hello and reads the answer; an error is a sentence.
async fn greet(link: &mut Link, lines: &mut LineBuffer, manner: &Manner) -> Result<Hello, String> {
    let request = hello_request();
    trace_lines(manner, &request);
    if let Some(writer) = &mut link.writer {
        // If it does not read, it has ended or will not answer; both show below.
        let _ = writer.write_all(&request).await;
    }
    loop {
        match lines.next_line() {
            Err(_) => return Err(too_long_sentence()),
            Ok(Some(line)) => {
                trace(manner, Direction::FromAdapter, line);
                return Hello::from_line(line);
            }
            Ok(None) => match link.reader.read(lines.room()).await {
                Ok(count @ 1..) => lines.filled(count),
                Ok(0) | Err(_) => {
                    let how = link.how_it_ended().await;
                    return Err(format!(
                        "the adapter {how} before it had answered the hello"
                    ));
                }
            },
        }
    }
}

/// What to say of a line without an end.
pub(super) fn too_long_sentence() -> String {
    format!(
        "the adapter wrote a line of more than {MAX_LINE} bytes, which is the longest that the harness takes"
    )
}

/// Shows a line to whoever watches.
pub(super) fn trace(manner: &Manner, direction: Direction, line: &[u8]) {
    if let Some(trace) = &manner.trace {
        trace(direction, line);
    }
}

/// Shows lines that are going out.
pub(super) fn trace_lines(manner: &Manner, lines: &[u8]) {
    if manner.trace.is_some() {
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            trace(manner, Direction::ToAdapter, line.trim_ascii_end());
        }
    }
}
