//! One adapter from its hello to its end: moves bytes between its streams and the conductor, and keeps the time.

use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep_until, timeout};

use super::conductor::{Broken, Conductor};
use super::outcome::Outcome;
use super::plan::{Direction, Trace};
use crate::protocol::{Answer, HELLO_ID, Hello, Line, MAX_LINE, hello_request};
use crate::transport::{Launcher, LineBuffer, Link, StderrMark};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// A running adapter that has said hello.
pub(super) struct Session {
    link: Link,
    lines: LineBuffer,
    conductor: Conductor,
    hello: Hello,
    out: Vec<u8>,
    pace: Pace,
    begun: HashMap<usize, (Instant, StderrMark)>,
}

/// What a session is told about time and watching.
#[derive(Clone)]
pub(super) struct Manner {
    /// How long the hello may take, and how long all unanswered requests may stay so.
    pub deadline: Duration,
    /// Sees every line.
    pub trace: Option<Trace>,
}

/// Where the cases of a session come from, and where what came of them goes.
pub(super) trait Feed: Send {
    /// The next case, with its index in the run.
    fn next(&mut self) -> Option<(usize, Arc<Case>)>;
    /// A case is settled for now.
    fn settled(&mut self, result: Settled);
}

/// A case that has been asked.
pub(super) struct Settled {
    pub index: usize,
    pub outcome: Outcome,
    pub micros: u64,
    pub stderr: String,
}

/// Why there is no session.
#[derive(Debug, Clone)]
pub(super) struct Unstarted {
    /// A sentence.
    pub reason: String,
    pub stderr: String,
}

/// When something is due.
struct Pace {
    manner: Manner,
    /// When a request was last answered, or sent while nothing else was unanswered.
    last_answer: Instant,
    /// When the adapter counts as quiet in a case that holds replies back.
    quiet: HashMap<usize, Instant>,
}

/// How long an adapter that holds unanswered callbacks may be silent before it counts as waiting. Long enough that a
/// busy machine does not make one round look like two.
const QUIET: Duration = Duration::from_millis(40);

/// How long an adapter may take to end by itself once its input has ended.
const PATIENCE: Duration = Duration::from_secs(1);

/// Requests are not written ahead beyond this many bytes.
const AHEAD: usize = 256 * 1024;

impl Session {
    /// Starts an adapter and says hello.
    pub async fn open(launcher: &Launcher, manner: Manner) -> Result<Self, Unstarted> {
        let mut link = launcher.start().await.map_err(|error| Unstarted {
            reason: error.to_string(),
            stderr: String::new(),
        })?;
        let mut lines = LineBuffer::new(MAX_LINE);
        let greeting = greet(&mut link, &mut lines, &manner);
        let said = match timeout(manner.deadline, greeting).await {
            Ok(said) => said,
            Err(_) => Err(format!(
                "the adapter did not answer the hello within {:?}. It must answer each line as it comes: does it flush its output?",
                manner.deadline
            )),
        };
        match said {
            Ok(hello) => Ok(Self {
                conductor: Conductor::new(&hello),
                link,
                lines,
                hello,
                out: Vec::new(),
                pace: Pace {
                    manner,
                    last_answer: Instant::now(),
                    quiet: HashMap::new(),
                },
                begun: HashMap::new(),
            }),
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

    /// What the adapter says of itself.
    pub const fn hello(&self) -> &Hello {
        &self.hello
    }

    /// The cases that are being asked.
    pub fn running(&self) -> Vec<usize> {
        self.conductor.running().collect()
    }

    /// Everything that is left of what the adapter wrote to standard error.
    pub fn stderr(&self) -> String {
        self.link.stderr.since(StderrMark::default())
    }

    /// Asks cases until the feed has no more, at most `limit` at once.
    pub async fn drive(&mut self, limit: usize, feed: &mut impl Feed) -> Result<(), Broken> {
        let mut written = 0;
        let mut broken_pipe = false;
        loop {
            self.fill(limit, feed);
            if !self.conductor.waits() {
                return Ok(());
            }
            let due = self.pace.due();
            let room = self.lines.room();
            let writer = self.link.writer.as_mut().filter(|_| !broken_pipe);
            let unwritten = &self.out[written..];
            let write = async {
                match writer {
                    Some(writer) if !unwritten.is_empty() => writer.write(unwritten).await,
                    _ => pending().await,
                }
            };
            // Reading comes first: an adapter is never quiet or hung while there is something of it to read.
            tokio::select! {
                biased;
                count = self.link.reader.read(room) => match count {
                    Ok(count @ 1..) => {
                        self.lines.filled(count);
                        self.receive(feed)?;
                    }
                    Ok(0) | Err(_) => return Err(self.ended().await),
                },
                count = write => match count {
                    Ok(count) => {
                        written += count;
                        if written == self.out.len() {
                            self.out.clear();
                            written = 0;
                        }
                    }
                    // It reads no more; what it still writes, and how it ends, tells why.
                    Err(_) => broken_pipe = true,
                },
                () = sleep_until(due) => self.tick()?,
            }
        }
    }

    /// Ends the adapter's input and listens to the end: it has nothing left to say.
    pub async fn finish(mut self) -> Result<(), Broken> {
        self.link.writer = None;
        let listening = async {
            while let Ok(count @ 1..) = self.link.reader.read(self.lines.room()).await {
                self.lines.filled(count);
                while let Some(line) = self.lines.next_line().map_err(|_| too_long())? {
                    trace(&self.pace.manner, Direction::FromAdapter, line);
                    self.conductor.receive(line, &mut self.out)?;
                }
            }
            Ok(())
        };
        let heard = timeout(PATIENCE, listening).await.unwrap_or(Ok(()));
        self.link.stop(PATIENCE).await;
        heard
    }

    /// Ends an adapter that cannot be talked to any more.
    pub async fn abandon(self) {
        self.link.stop(Duration::ZERO).await;
    }

    fn fill(&mut self, limit: usize, feed: &mut impl Feed) {
        while self.conductor.running().len() < limit && self.out.len() < AHEAD {
            let Some((index, case)) = feed.next() else {
                return;
            };
            if !self.conductor.waits() {
                self.pace.last_answer = Instant::now();
            }
            let now = (Instant::now(), self.link.stderr.mark());
            self.begun.insert(index, now);
            let from = self.out.len();
            self.conductor.start(index, case, &mut self.out);
            trace_lines(&self.pace.manner, &self.out[from..]);
            self.report(feed);
        }
    }

    fn receive(&mut self, feed: &mut impl Feed) -> Result<(), Broken> {
        while let Some(line) = self.lines.next_line().map_err(|_| too_long())? {
            trace(&self.pace.manner, Direction::FromAdapter, line);
            let from = self.out.len();
            let touched = self.conductor.receive(line, &mut self.out)?;
            trace_lines(&self.pace.manner, &self.out[from..]);
            self.pace
                .touch(touched.case, touched.holds, touched.answered);
            self.report(feed);
        }
        Ok(())
    }

    fn report(&mut self, feed: &mut impl Feed) {
        for (index, outcome) in self.conductor.take_settled() {
            let (begun, mark) = self.begun.remove(&index).expect("a settled case was begun");
            let stderr = match outcome {
                Outcome::Passed | Outcome::Skipped(_) => String::new(),
                _ => self.link.stderr.since(mark),
            };
            feed.settled(Settled {
                index,
                outcome,
                micros: u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
                stderr,
            });
        }
    }

    /// Time has passed: an adapter is quiet, or hangs.
    fn tick(&mut self) -> Result<(), Broken> {
        let now = Instant::now();
        for case in self.pace.take_quiet(now) {
            let from = self.out.len();
            self.conductor.quiet(case, &mut self.out);
            trace_lines(&self.pace.manner, &self.out[from..]);
        }
        if now < self.pace.hang_at() {
            return Ok(());
        }
        Err(Broken {
            fault: AdapterFault::Hang(format!(
                "the adapter answered nothing for {:?} while {} unanswered",
                self.pace.manner.deadline,
                self.unanswered()
            )),
            case: None,
        })
    }

    /// The adapter's output has ended although requests are unanswered.
    async fn ended(&mut self) -> Broken {
        let how = self.link.how_it_ended().await;
        let amid = if self.lines.rest().is_empty() {
            ""
        } else {
            " in the middle of a line,"
        };
        Broken {
            fault: AdapterFault::Crash(format!(
                "the adapter {how}{amid} while {} unanswered",
                self.unanswered()
            )),
            case: None,
        }
    }

    /// "`reader.sync` was", "3 requests were".
    fn unanswered(&self) -> String {
        match self.conductor.unanswered()[..] {
            [op] => format!("`{op}` was"),
            ref ops => format!("{} requests were", ops.len()),
        }
    }
}

impl Pace {
    fn touch(&mut self, case: usize, holds: bool, answered: bool) {
        let now = Instant::now();
        if answered {
            self.last_answer = now;
        }
        if holds {
            self.quiet.insert(case, now + QUIET);
        } else {
            self.quiet.remove(&case);
        }
    }

    fn take_quiet(&mut self, now: Instant) -> Vec<usize> {
        let mut cases: Vec<usize> = self
            .quiet
            .extract_if(|_, at| *at <= now)
            .map(|(case, _)| case)
            .collect();
        cases.sort_unstable();
        cases
    }

    fn hang_at(&self) -> Instant {
        self.last_answer + self.manner.deadline
    }

    fn due(&self) -> Instant {
        let quiet = self.quiet.values().min().copied();
        quiet.map_or(self.hang_at(), |quiet| quiet.min(self.hang_at()))
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
                return read_hello(line);
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

fn read_hello(line: &[u8]) -> Result<Hello, String> {
    match Line::parse(line) {
        Ok(Line::Answer(id, Answer::Ok(ok))) if id.parse() == Ok(HELLO_ID) => {
            Hello::parse(ok).map_err(|error| format!("the adapter {error}"))
        }
        Ok(Line::Answer(id, answer)) => Err(format!(
            "the adapter's first line answers request `{}` with {}, and the hello is request `{HELLO_ID}` and wants an `ok`",
            id.escape_debug(),
            answer.shown()
        )),
        Ok(Line::Call(call)) => Err(format!(
            "the adapter called back for `{}` before it had answered the hello",
            call.op
        )),
        Err(error) => Err(format!(
            "the adapter {error}. Its standard output is for the protocol alone; other text belongs on standard error"
        )),
    }
}

fn too_long() -> Broken {
    Broken {
        fault: AdapterFault::Garbage(too_long_sentence()),
        case: None,
    }
}

fn too_long_sentence() -> String {
    format!(
        "the adapter wrote a line of more than {MAX_LINE} bytes, which is the longest that the harness takes"
    )
}

fn trace(manner: &Manner, direction: Direction, line: &[u8]) {
    if let Some(trace) = &manner.trace {
        trace(direction, line);
    }
}

fn trace_lines(manner: &Manner, lines: &[u8]) {
    if manner.trace.is_some() {
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            trace(manner, Direction::ToAdapter, line.trim_ascii_end());
        }
    }
}
