//! Conducts the cases of one connection: which line goes out next, and what each line that comes in means.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::case_run::{CaseRun, Manners, Next};
use super::outcome::Outcome;
use crate::protocol::{Answer, Call, HELLO_ID, Hello, Line, Reply, write_request};
use crate::vectors::Case;
use crate::verdict::AdapterFault;
use crate::world::Called;

/// A pure state machine: lines in, lines out, no clock and no stream.
pub(super) struct Conductor {
    manners: Manners,
    max_line: usize,
    /// Every request of this connection; the id of the first is 1.
    requests: Vec<Request>,
    /// The cases that are being asked, by their index in the run.
    runs: BTreeMap<usize, CaseRun>,
    settled: Vec<(usize, Outcome)>,
    /// The case that wants the adapter killed. Nothing that the adapter says counts any more.
    killed: Option<CaseRun>,
}

/// A request that was sent.
struct Request {
    case: usize,
    op: String,
    answered: bool,
}

/// What an adapter did wrong, and in which case, where that is certain.
#[derive(Debug)]
pub(super) struct Broken {
    pub fault: AdapterFault,
    pub case: Option<usize>,
}

/// What a line did.
pub(super) struct Touched {
    /// The case that it was about.
    pub case: usize,
    /// Whether it answered a request.
    pub answered: bool,
    /// Whether replies in the case wait until the adapter is quiet.
    pub holds: bool,
}

impl Conductor {
    /// For an adapter that said this of itself.
    pub fn new(hello: &Hello) -> Self {
        Self {
            manners: Manners {
                details: hello.details,
                drops: hello.has("instance.drop"),
            },
            max_line: hello.max_line,
            requests: Vec::new(),
            runs: BTreeMap::new(),
            settled: Vec::new(),
            killed: None,
        }
    }

    /// The cases that are being asked.
    pub fn running(&self) -> impl ExactSizeIterator<Item = usize> {
        self.runs.keys().copied()
    }

    /// Whether any request is unanswered.
    pub fn waits(&self) -> bool {
        !self.runs.is_empty()
    }

    /// What has been settled since this was last asked.
    pub fn take_settled(&mut self) -> Vec<(usize, Outcome)> {
        std::mem::take(&mut self.settled)
    }

    /// Whether a case wants the adapter killed.
    pub const fn kills(&self) -> bool {
        self.killed.is_some()
    }

    /// The case that wants the adapter killed, which is to go on with another one.
    pub fn take_killed(&mut self) -> Option<CaseRun> {
        self.killed.take()
    }

    /// The operations that are unanswered, for messages.
    pub fn unanswered(&self) -> Vec<&str> {
        self.requests
            .iter()
            .filter(|request| !request.answered)
            .map(|request| request.op.as_str())
            .collect()
    }

    /// Begins a case.
    pub fn start(&mut self, index: usize, case: Arc<Case>, out: &mut Vec<u8>) {
        let prefix = format!("c{}.", self.requests.len());
        let run = CaseRun::new(case, prefix, self.manners);
        self.runs.insert(index, run);
        self.advance(index, out);
    }

    /// Goes on with a case whose last adapter was killed.
    pub fn resume(&mut self, index: usize, run: CaseRun, out: &mut Vec<u8>) {
        self.runs.insert(index, run);
        self.advance(index, out);
    }

    /// A line came in, without its end.
    pub fn receive(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<Touched, Broken> {
        match Line::parse(line) {
            Ok(Line::Answer(id, answer)) => self.answer(&id, &answer, out),
            Ok(Line::Call(call)) => self.call(&call, out),
            Err(error) => Err(garbage(None, error.to_string())),
        }
    }

    /// The adapter has been quiet in this case: what was held back goes out.
    pub fn quiet(&mut self, case: usize, out: &mut Vec<u8>) {
        if let Some(run) = self.runs.get_mut(&case) {
            let released = run.quiet();
            send(run, released, self.max_line, out);
        }
    }

    fn answer(&mut self, id: &str, answer: &Answer, out: &mut Vec<u8>) -> Result<Touched, Broken> {
        let Some(request) = request(&mut self.requests, id) else {
            let what = if id.parse() == Ok(HELLO_ID) {
                "answered the hello a second time".to_owned()
            } else {
                format!(
                    "answered a request `{}` that was never sent",
                    id.escape_debug()
                )
            };
            return Err(garbage(None, what));
        };
        let case = request.case;
        if request.answered {
            let what = format!("answered request `{id}` (`{}`) a second time", request.op);
            return Err(garbage(Some(case), what));
        }
        request.answered = true;
        let run = self
            .runs
            .get_mut(&case)
            .expect("an unanswered request's case runs");
        let released = run
            .answer(answer)
            .map_err(|what| garbage(Some(case), what))?;
        send(run, released, self.max_line, out);
        self.advance(case, out);
        Ok(Touched {
            case,
            answered: true,
            holds: false,
        })
    }

    fn call(&mut self, call: &Call, out: &mut Vec<u8>) -> Result<Touched, Broken> {
        let Some(request) = request(&mut self.requests, &call.request) else {
            let what = format!(
                "called back for `{}` in a request `{}` that was never sent",
                call.op,
                call.request.escape_debug()
            );
            return Err(garbage(None, what));
        };
        let case = request.case;
        if request.answered {
            let what = format!(
                "called back for `{}` in request `{}` (`{}`) after it had answered it",
                call.op, call.request, request.op
            );
            return Err(garbage(Some(case), what));
        }
        let run = self
            .runs
            .get_mut(&case)
            .expect("an unanswered request's case runs");
        match run.call(call).map_err(|what| garbage(Some(case), what))? {
            Called::Reply(replies) => send(run, replies, self.max_line, out),
            Called::Held => {}
            Called::Kill => {
                run.killed();
                self.killed = self.runs.remove(&case);
                return Ok(Touched {
                    case,
                    answered: false,
                    holds: false,
                });
            }
        }
        Ok(Touched {
            case,
            answered: false,
            holds: run.holds(),
        })
    }

    /// Sends the next request of a case, or settles it.
    fn advance(&mut self, index: usize, out: &mut Vec<u8>) {
        let Some(run) = self.runs.get_mut(&index) else {
            return;
        };
        loop {
            match run.next() {
                Next::Settled(outcome) => {
                    self.runs.remove(&index);
                    self.settled.push((index, outcome));
                    return;
                }
                Next::Kill => {
                    self.killed = self.runs.remove(&index);
                    return;
                }
                Next::Ask { op, input } => {
                    let (begin, id) = (out.len(), self.requests.len() as u64 + 1);
                    write_request(out, id, &op, &input);
                    let length = out.len() - begin - 1;
                    if length <= self.max_line {
                        self.requests.push(Request {
                            case: index,
                            op,
                            answered: false,
                        });
                        return;
                    }
                    out.truncate(begin);
                    run.too_long(length);
                }
            }
        }
    }
}

fn request<'a>(requests: &'a mut [Request], id: &str) -> Option<&'a mut Request> {
    let id: usize = id.parse().ok()?;
    requests.get_mut(id.checked_sub(1)?)
}

fn send(run: &mut CaseRun, replies: Vec<(String, Reply)>, max_line: usize, out: &mut Vec<u8>) {
    for (call, reply) in replies {
        let line = reply.line(&call);
        if line.len() - 1 <= max_line {
            out.extend(line);
        } else {
            for (call, reply) in run.reply_too_long(call, line.len() - 1) {
                out.extend(reply.line(&call));
            }
        }
    }
}

fn garbage(case: Option<usize>, what: String) -> Broken {
    Broken {
        fault: AdapterFault::Garbage(format!("the adapter {what}")),
        case,
    }
}
