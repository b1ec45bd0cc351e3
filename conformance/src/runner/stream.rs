//! Asks very many stateless questions of one adapter, in flat memory: for generated batches and for measuring.

use std::collections::VecDeque;
use std::future::pending;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant as Deadline, sleep_until};

use super::greeting::{Greeted, Manner, open, too_long_sentence};
use super::pool::RunError;
use crate::judge::equal;
use crate::protocol::{Answer, Hello, Line, write_request};
use crate::transport::{AdapterSource, Launcher, LineBuffer, Link};
use crate::verdict::AdapterFault;

/// A question to fill in: its buffers are used again and again, so that asking a million takes no more memory than a few.
#[derive(Debug, Default)]
pub struct Question {
    /// The operation; [`Hello::operations`] must have it.
    pub op: &'static str,
    /// The JSON of `in`, on one line.
    pub input: Vec<u8>,
    /// The JSON of the `ok` that must be answered. An answer with the same text is the fastest to judge.
    pub expected: Vec<u8>,
    /// The reason of the rejection that must be answered instead, if one must.
    pub rejects: Option<&'static str>,
}

/// What came of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Streamed {
    /// How many questions were asked and answered.
    pub asked: u64,
    /// How many of them were not answered as expected.
    pub diverged: u64,
    /// From the first question to the last answer.
    pub took: Duration,
}

/// An answer that is not the expected one.
#[derive(Debug)]
pub struct Diverged<'a> {
    /// Which question, counted from 0.
    pub nth: u64,
    /// The operation.
    pub op: &'static str,
    /// The JSON of the expected `ok`, or the reason of the expected rejection.
    pub expected: &'a [u8],
    /// The line that was answered.
    pub line: &'a [u8],
}

/// Why a stream ended early.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// There was no adapter to ask.
    #[error(transparent)]
    Start(#[from] RunError),
    /// The adapter did what no adapter may do.
    #[error("after {asked} answers: {}", .fault.text())]
    Broken {
        /// How many questions had been answered.
        asked: u64,
        /// What it did.
        fault: AdapterFault,
    },
}

/// The most requests that are unanswered at once, whatever an adapter allows.
const MOST_AT_ONCE: usize = 4096;

/// How far answers may run ahead of an older one before it is waited for.
const MOST_AHEAD: usize = 1 << 16;

/// Requests are not written ahead beyond this many bytes.
const AHEAD: usize = 256 * 1024;

/// Starts an adapter and asks it everything that `next` fills in, until it answers `false`. `diverged` hears of every
/// answer that is not the expected one.
pub async fn stream(
    source: AdapterSource,
    deadline: Duration,
    next: &mut dyn FnMut(&mut Question) -> bool,
    diverged: &mut dyn FnMut(&Diverged),
) -> Result<Streamed, StreamError> {
    let manner = Manner {
        deadline,
        trace: None,
    };
    let launcher = Launcher::new(source, deadline)
        .await
        .map_err(RunError::from)?;
    let Greeted {
        mut link,
        mut lines,
        hello,
        ..
    } = open(&launcher, &manner)
        .await
        .map_err(|unstarted| RunError::Hello {
            reason: unstarted.reason,
            stderr: unstarted.stderr,
        })?;
    let mut window = Window::new(&hello);
    let begun = Instant::now();
    let ended = window
        .work(&mut link, &mut lines, deadline, next, diverged)
        .await;
    let took = begun.elapsed();
    link.stop(Duration::from_secs(1)).await;
    match ended {
        Ok(()) => Ok(Streamed {
            asked: window.answered,
            diverged: window.diverged,
            took,
        }),
        Err(fault) => Err(StreamError::Broken {
            asked: window.answered,
            fault,
        }),
    }
}

/// The questions that are unanswered, and those answered out of turn.
struct Window {
    /// The oldest is the request with the id `base`.
    slots: VecDeque<Slot>,
    base: u64,
    unanswered: usize,
    most: usize,
    max_line: usize,
    /// Slots to be used again, for their buffers.
    spare: Vec<Slot>,
    question: Question,
    answered: u64,
    diverged: u64,
}

#[derive(Default)]
struct Slot {
    op: &'static str,
    expected: Vec<u8>,
    rejects: Option<&'static str>,
    answered: bool,
}

impl Window {
    fn new(hello: &Hello) -> Self {
        Self {
            slots: VecDeque::new(),
            base: 1,
            unanswered: 0,
            most: hello.max_in_flight.min(MOST_AT_ONCE),
            max_line: hello.max_line,
            spare: Vec::new(),
            question: Question::default(),
            answered: 0,
            diverged: 0,
        }
    }

    async fn work(
        &mut self,
        link: &mut Link,
        lines: &mut LineBuffer,
        deadline: Duration,
        next: &mut dyn FnMut(&mut Question) -> bool,
        diverged: &mut dyn FnMut(&Diverged),
    ) -> Result<(), AdapterFault> {
        let mut out = Vec::with_capacity(AHEAD);
        let (mut written, mut more, mut broken_pipe) = (0, true, false);
        let mut due = Deadline::now() + deadline;
        loop {
            if written == out.len() {
                out.clear();
                written = 0;
            }
            while more && self.has_room() && out.len() < AHEAD {
                more = self.ask(next, &mut out)?;
            }
            if self.unanswered == 0 && !more {
                return Ok(());
            }
            let writer = link.writer.as_mut().filter(|_| !broken_pipe);
            let unwritten = &out[written..];
            let write = async {
                match writer {
                    Some(writer) if !unwritten.is_empty() => writer.write(unwritten).await,
                    _ => pending().await,
                }
            };
            tokio::select! {
                biased;
                count = link.reader.read(lines.room()) => match count {
                    Ok(count @ 1..) => {
                        lines.filled(count);
                        due = Deadline::now() + deadline;
                        let too_long = |_| AdapterFault::Garbage(too_long_sentence());
                        while let Some(line) = lines.next_line().map_err(too_long)? {
                            self.take(line, diverged).map_err(AdapterFault::Garbage)?;
                        }
                    }
                    Ok(0) | Err(_) => {
                        let how = link.how_it_ended().await;
                        return Err(AdapterFault::Crash(format!(
                            "the adapter {how} while {} requests were unanswered",
                            self.unanswered
                        )));
                    }
                },
                count = write => match count {
                    Ok(count) => written += count,
                    Err(_) => broken_pipe = true,
                },
                () = sleep_until(due) => {
                    return Err(AdapterFault::Hang(format!(
                        "the adapter answered nothing for {deadline:?} while {} requests were unanswered",
                        self.unanswered
                    )));
                }
            }
        }
    }

    fn has_room(&self) -> bool {
        self.unanswered < self.most && self.slots.len() < MOST_AHEAD
    }

    /// Writes the next question, if there is one.
    fn ask(
        &mut self,
        next: &mut dyn FnMut(&mut Question) -> bool,
        out: &mut Vec<u8>,
    ) -> Result<bool, AdapterFault> {
        let question = &mut self.question;
        question.input.clear();
        question.expected.clear();
        question.rejects = None;
        if !next(question) {
            return Ok(false);
        }
        let mut slot = self.spare.pop().unwrap_or_default();
        slot.op = question.op;
        slot.rejects = question.rejects;
        slot.answered = false;
        std::mem::swap(&mut slot.expected, &mut question.expected);
        let (begin, id) = (out.len(), self.base + self.slots.len() as u64);
        write_request(out, id, question.op, &question.input);
        let length = out.len() - begin - 1;
        if length > self.max_line {
            return Err(AdapterFault::Start(format!(
                "a question of {length} bytes is longer than the {} that the adapter takes",
                self.max_line
            )));
        }
        self.slots.push_back(slot);
        self.unanswered += 1;
        Ok(true)
    }

    /// A line came in; an error is a sentence.
    fn take(&mut self, line: &[u8], diverged: &mut dyn FnMut(&Diverged)) -> Result<(), String> {
        if let Some((at, ok)) = plain_ok(line).and_then(|(id, ok)| Some((self.at(id)?, ok))) {
            let slot = &self.slots[at];
            if !slot.answered && slot.rejects.is_none() && slot.expected == ok {
                self.settle(at);
                return Ok(());
            }
        }
        let (id, answer) = match Line::parse(line)
            .map_err(|error| format!("the adapter {error}"))?
        {
            Line::Answer(id, answer) => (id, answer),
            Line::Call(call) => {
                return Err(format!(
                    "the adapter called back for `{}` while only stateless operations were asked",
                    call.op
                ));
            }
        };
        let at = id.parse().ok().and_then(|id| self.at(id));
        let Some(at) = at.filter(|&at| !self.slots[at].answered) else {
            return Err(format!(
                "the adapter answered a request `{}` that was never sent, or answered it a second time",
                id.escape_debug()
            ));
        };
        let slot = &self.slots[at];
        if !slot.agrees(&answer) {
            self.diverged += 1;
            diverged(&Diverged {
                nth: self.base + at as u64 - 1,
                op: slot.op,
                expected: slot.rejects.map_or(&slot.expected, str::as_bytes),
                line,
            });
        }
        self.settle(at);
        Ok(())
    }

    /// Where the request with this id stands.
    fn at(&self, id: u64) -> Option<usize> {
        let at = usize::try_from(id.checked_sub(self.base)?).ok()?;
        (at < self.slots.len()).then_some(at)
    }

    fn settle(&mut self, at: usize) {
        self.slots[at].answered = true;
        self.unanswered -= 1;
        self.answered += 1;
        while self.slots.front().is_some_and(|slot| slot.answered) {
            self.spare.extend(self.slots.pop_front());
            self.base += 1;
        }
    }
}

impl Slot {
    fn agrees(&self, answer: &Answer) -> bool {
        match (self.rejects, answer) {
            (Some(reason), Answer::Reject(refusal)) => refusal.reason == reason,
            (None, Answer::Ok(ok)) => {
                let expected: Option<Value> = serde_json::from_slice(&self.expected).ok();
                let got: Option<Value> = serde_json::from_str(ok.get()).ok();
                expected
                    .zip(got)
                    .is_some_and(|(expected, got)| equal(&expected, &got))
            }
            _ => false,
        }
    }
}

/// The id and the text of `ok` of an answer that is written in the plainest way: `{"id":"7","ok":…}`. If that text is a
/// JSON value, the line is one answer; no other line needs to be understood as fast.
fn plain_ok(line: &[u8]) -> Option<(u64, &[u8])> {
    let rest = line.strip_prefix(br#"{"id":""#)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let id = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
    let ok = rest[digits..]
        .strip_prefix(br#"","ok":"#)?
        .strip_suffix(b"}")?;
    Some((id, ok))
}
