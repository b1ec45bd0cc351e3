//! One adapter from its hello to its end: moves bytes between its streams and the conductor, and keeps the time.

use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep_until, timeout};

use super::case_run::CaseRun;
use super::conductor::{Broken, Conductor};
use super::greeting::{Greeted, Manner, Unstarted, open, too_long_sentence, trace, trace_lines};
use super::outcome::Outcome;
use super::plan::Direction;
use crate::protocol::Hello;
use crate::transport::{Launcher, LineBuffer, Link, StderrMark};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// A running adapter that has said hello.
pub(super) struct Session {
    link: Link,
    lines: LineBuffer,
    conductor: Conductor,
    hello: Hello,
    /// What both take, where another adapter stands beside this one.
    common: Hello,
    out: Vec<u8>,
    pace: Pace,
    begun: HashMap<usize, (Instant, StderrMark)>,
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

/// A case that wanted its adapter killed, and is to go on with another one.
pub(super) struct Killed {
    index: usize,
    run: CaseRun,
    begun: Instant,
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
        let Greeted {
            link,
            lines,
            hello,
            beside,
        } = open(launcher, &manner).await?;
        let common = match &beside {
            Some(beside) => hello.and(beside),
            None => hello.clone(),
        };
        Ok(Self {
            conductor: Conductor::new(&common),
            link,
            lines,
            hello,
            common,
            out: Vec::new(),
            pace: Pace {
                manner,
                last_answer: Instant::now(),
                quiet: HashMap::new(),
            },
            begun: HashMap::new(),
        })
    }

    /// What the adapter says of itself.
    pub const fn hello(&self) -> &Hello {
        &self.hello
    }

    /// How many cases may be asked at once.
    pub const fn at_once(&self) -> usize {
        self.common.max_in_flight
    }

    /// The cases that are being asked.
    pub fn running(&self) -> Vec<usize> {
        self.conductor.running().collect()
    }

    /// Everything that is left of what the adapter wrote to standard error.
    pub fn stderr(&self) -> String {
        self.link.stderr.since(StderrMark::default())
    }

    /// Asks cases until the feed has no more, at most `limit` at once; or until one wants the adapter killed, which
    /// must have been asked alone ([`Session::take_killed`]).
    pub async fn drive(&mut self, limit: usize, feed: &mut impl Feed) -> Result<(), Broken> {
        let mut written = 0;
        let mut broken_pipe = false;
        loop {
            if !self.conductor.kills() {
                self.fill(limit, feed);
            }
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

    /// The case that wants the adapter killed, if the last drive ended with that.
    pub fn take_killed(&mut self) -> Option<Killed> {
        let run = self.conductor.take_killed()?;
        let (index, (begun, _)) = self.begun.drain().next()?;
        Some(Killed { index, run, begun })
    }

    /// Goes on with a case whose last adapter was killed, as the first thing that this one is asked.
    pub fn resume(&mut self, killed: Killed, feed: &mut impl Feed) {
        let Killed { index, run, begun } = killed;
        self.pace.last_answer = Instant::now();
        self.begun.insert(index, (begun, self.link.stderr.mark()));
        self.conductor.resume(index, run, &mut self.out);
        trace_lines(&self.pace.manner, &self.out);
        self.report(feed);
    }

    /// Kills the adapter.
    pub async fn kill(self) {
        self.link.kill().await;
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
        // What an adapter still says that is to be killed is not heard.
        while !self.conductor.kills()
            && let Some(line) = self.lines.next_line().map_err(|_| too_long())?
        {
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

fn too_long() -> Broken {
    Broken {
        fault: AdapterFault::Garbage(too_long_sentence()),
        case: None,
    }
}
