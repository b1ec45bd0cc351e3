//! Talks to one adapter line by line, without an opinion.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout_at};

use crate::protocol::{Hello, Line, hello_request};
use crate::transport::{LaunchError, Launcher, LineBuffer, Link, StderrMark};

/// An adapter that was started to be tried.
pub(super) struct Probe {
    link: Link,
    lines: LineBuffer,
    deadline: Duration,
}

/// What is heard of an adapter.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A line, without its end.
    Line(Vec<u8>),
    /// Nothing in time.
    Silence,
    /// Its output ended; how, completes "the adapter …".
    End(String),
    /// A line that is longer than any may be.
    TooLong,
}

impl Probe {
    /// Starts an adapter.
    pub async fn start(
        launcher: &Launcher,
        deadline: Duration,
        max_line: usize,
    ) -> Result<Self, LaunchError> {
        Ok(Self {
            link: launcher.start().await?,
            lines: LineBuffer::new(max_line),
            deadline,
        })
    }

    /// Starts an adapter that is known to greet well, and greets it.
    pub async fn greeted(
        launcher: &Launcher,
        deadline: Duration,
        max_line: usize,
    ) -> Result<Self, String> {
        let mut probe = Self::start(launcher, deadline, max_line)
            .await
            .map_err(|error| error.to_string())?;
        match probe.ask(&hello_request()).await {
            Heard::Line(line) => Hello::from_line(&line).map(|_| probe),
            other => Err(other.instead()),
        }
    }

    /// Writes lines, and listens for one.
    pub async fn ask(&mut self, lines: &[u8]) -> Heard {
        self.write(lines).await;
        self.hear().await
    }

    /// Writes lines while it keeps what comes back from stopping the adapter.
    pub async fn write(&mut self, lines: &[u8]) {
        let Some(writer) = &mut self.link.writer else {
            return;
        };
        let mut left = lines;
        let by = Instant::now() + self.deadline;
        while !left.is_empty() {
            let step = async {
                tokio::select! {
                    count = writer.write(left) => count.map(|count| left = &left[count..]),
                    count = self.link.reader.read(self.lines.room()) => count.map(|count| self.lines.filled(count)),
                }
            };
            // What is wrong shows when the adapter is listened to.
            if !matches!(timeout_at(by, step).await, Ok(Ok(()))) {
                return;
            }
        }
    }

    /// Listens for a line until the deadline.
    pub async fn hear(&mut self) -> Heard {
        self.hear_for(self.deadline).await
    }

    /// Listens for a line for a while.
    pub async fn hear_for(&mut self, time: Duration) -> Heard {
        let by = Instant::now() + time;
        loop {
            match self.lines.next_line() {
                Ok(Some(line)) => return Heard::Line(line.to_vec()),
                Ok(None) => {}
                Err(_) => return Heard::TooLong,
            }
            match timeout_at(by, self.link.reader.read(self.lines.room())).await {
                Ok(Ok(count @ 1..)) => self.lines.filled(count),
                Ok(_) => return Heard::End(self.link.how_it_ended().await),
                Err(_) => return Heard::Silence,
            }
        }
    }

    /// Listens to what else it says, for a moment and to some length, as text.
    pub async fn hear_rest(&mut self) -> String {
        const MOMENT: Duration = Duration::from_millis(300);
        const LINES: usize = 200;
        let mut text = String::new();
        for _ in 0..LINES {
            let Heard::Line(line) = self.hear_for(MOMENT).await else {
                break;
            };
            text += &String::from_utf8_lossy(&line);
            text.push('\n');
        }
        text
    }

    /// Ends the adapter's input.
    pub fn end_input(&mut self) {
        self.link.writer = None;
    }

    /// Everything that it wrote to standard error.
    pub fn stderr(&self) -> String {
        self.link.stderr.since(StderrMark::default())
    }

    /// Ends the adapter.
    pub async fn stop(self) {
        self.link.stop(Duration::ZERO).await;
    }
}

impl Heard {
    /// What was heard where an answer should have come, a sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::Line(line) => match Line::parse(line) {
                Ok(Line::Answer(id, answer)) => format!(
                    "the adapter answered request `{}` with {}",
                    id.escape_debug(),
                    answer.shown()
                ),
                Ok(Line::Call(call)) => format!("the adapter called back for `{}`", call.op),
                Err(error) => format!("the adapter {error}"),
            },
            Self::Silence => "the adapter answered nothing in time".to_owned(),
            Self::End(how) => format!("the adapter {how}"),
            Self::TooLong => "the adapter wrote a line that has no end".to_owned(),
        }
    }

    /// What to do about what was heard where an answer to the request `id` should have come; `None` if that depends on the
    /// request.
    pub fn cure(&self, id: &str) -> Option<&'static str> {
        match self {
            Self::Line(line) => match Line::parse(line) {
                Ok(Line::Answer(answered, _)) if answered == id => None,
                Ok(Line::Answer(..)) => {
                    Some("Answer each request once, under its own id, which is a string")
                }
                Ok(Line::Call(_)) => Some("Call back only for a request of an open instance"),
                Err(_) => Some(
                    "Write nothing but the protocol to standard output; other text belongs on standard error",
                ),
            },
            Self::Silence => {
                Some("Answer every request, and flush standard output after each answer")
            }
            Self::End(_) => Some(
                "Go on with the next line after an answer; catch errors around each request, and answer `fault` where nothing else fits",
            ),
            Self::TooLong => Some("End each answer with a line end"),
        }
    }
}
