//! Starts an adapter and says hello.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::plan::{Direction, Trace};
use crate::protocol::{Hello, MAX_LINE, hello_request};
use crate::transport::{LaunchError, Launcher, LineBuffer, Link, StderrMark, join};

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

/// An adapter that has answered the hello.
pub(super) struct Greeted {
    pub link: Link,
    pub lines: LineBuffer,
    pub hello: Hello,
    /// What the adapter beside it says of itself, if one is there.
    pub beside: Option<Hello>,
}

/// Starts an adapter, or reaches one, and exchanges hellos; and the same with the one beside it.
pub(super) async fn open(launcher: &Launcher, manner: &Manner) -> Result<Greeted, Unstarted> {
    let (link, lines, hello) = meet(launcher.start().await, manner).await?;
    let Some(started) = launcher.start_beside(&link.stderr).await else {
        return Ok(Greeted {
            link,
            lines,
            hello,
            beside: None,
        });
    };
    let (second, more, beside) = match meet(started, manner).await {
        Ok(met) => met,
        Err(unstarted) => {
            link.stop(Duration::ZERO).await;
            return Err(unstarted);
        }
    };
    if !more.rest().is_empty() {
        link.stop(Duration::ZERO).await;
        return Err(Unstarted {
            reason: "the adapter beside it wrote more than the answer to the hello".to_owned(),
            stderr: second.stderr.since(StderrMark::default()),
        });
    }
    let link = join(link, second).map_err(|error| Unstarted {
        reason: format!("two adapters cannot be put side by side: {error}"),
        stderr: String::new(),
    })?;
    Ok(Greeted {
        link,
        lines,
        hello,
        beside: Some(beside),
    })
}

/// Exchanges hellos with an adapter, if it was started.
async fn meet(
    started: Result<Link, LaunchError>,
    manner: &Manner,
) -> Result<(Link, LineBuffer, Hello), Unstarted> {
    let mut link = started.map_err(|error| Unstarted {
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
