//! What passes between an instance and the session: the instance is a task that waits here for requests and for
//! answers to its callbacks.
//!
//! A task is an `async` block that owns its reader or writer, so that a machine may borrow from it for as long as it
//! runs. There is no runtime: the session polls a task when a line for it has come in, and at no other time.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use remote_log::log::{Answer, Machine, Request, Ticket, Unsaved};
use remote_log::message::MessageId;
use remote_log_helpers::MailError;

use super::callback::{Batch, Brought, Callback, Outgoing};
use super::parts::Parts;
use crate::answer::Refusal;
use crate::hex::Hex;

/// The answer to a request: its `ok` as JSON, or why there is none.
pub(super) type Reply = Result<Vec<u8>, Refusal>;

/// A request to an instance that is open.
pub(super) struct Asked {
    pub(super) op: String,
    pub(super) input: String,
}

/// One end of what passes between an instance and the session; both hold it.
#[derive(Clone, Default)]
pub(super) struct Port(Rc<Shared>);

#[derive(Default)]
struct Shared {
    asked: Cell<Option<Asked>>,
    brought: Cell<Option<(Option<Ticket>, Brought)>>,
    outgoing: RefCell<Vec<(Option<Ticket>, Outgoing)>>,
    reply: Cell<Option<Reply>>,
    /// What the harness keeps for the instance. A save says what changes, and its callback carries the whole.
    saved: RefCell<Vec<u8>>,
}

/// The session's side.
impl Port {
    /// Leaves a request for the task.
    pub(super) fn ask(&self, asked: Asked) {
        self.0.asked.set(Some(asked));
    }

    /// Leaves the answer to a callback for the task; `ticket` came with the callback.
    pub(super) fn bring(&self, ticket: Option<Ticket>, brought: Brought) {
        self.0.brought.set(Some((ticket, brought)));
    }

    /// Takes the callbacks that the task wants to send.
    pub(super) fn take_outgoing(&self) -> Vec<(Option<Ticket>, Outgoing)> {
        self.0.outgoing.take()
    }

    /// Takes the answer to the request, once there is one.
    pub(super) fn take_reply(&self) -> Option<Reply> {
        self.0.reply.take()
    }
}

/// The task's side.
impl Port {
    /// Waits for the next request.
    pub(super) async fn asked(&self) -> Asked {
        poll_fn(|_| self.0.asked.take().map_or(Poll::Pending, Poll::Ready)).await
    }

    /// Answers the request.
    pub(super) fn reply(&self, reply: Reply) {
        self.0.reply.set(Some(reply));
    }

    /// Asks for the state as saved last.
    pub(super) async fn load(&self) -> Option<Vec<u8>> {
        self.send(None, &Callback::Load {});
        loop {
            if let (_, Brought::State(state)) = self.brought().await {
                *self.0.saved.borrow_mut() = state.clone().unwrap_or_default();
                return state;
            }
        }
    }

    /// Runs a machine to its outcome. Everything that it can ask for at once goes out at once.
    pub(super) async fn run<M: Machine>(&self, mut machine: M) -> M::Outcome {
        let mut requests = Vec::new();
        loop {
            if let Some(outcome) = machine.outcome() {
                return outcome;
            }
            machine.requests(&mut requests);
            for (ticket, request) in requests.drain(..) {
                self.request(ticket, &request);
            }
            if let (Some(ticket), Brought::Answer(answer)) = self.brought().await {
                machine.answer(ticket, answer);
            }
        }
    }

    /// Runs a machine whose state is a part of the instance's. What it saves goes into `parts`; with `through` it goes on
    /// to the harness at once, without it the caller saves later.
    pub(super) async fn run_part<M: Machine>(
        &self,
        mut machine: M,
        (parts, part): (&mut Parts, usize),
        through: bool,
    ) -> M::Outcome {
        let mut requests = Vec::new();
        loop {
            if let Some(outcome) = machine.outcome() {
                return outcome;
            }
            machine.requests(&mut requests);
            let mut kept = None;
            for (ticket, request) in requests.drain(..) {
                let Request::Save { state, .. } = &request else {
                    self.request(ticket, &request);
                    continue;
                };
                parts.apply(part, state);
                match through {
                    true => self.send_save(Some(ticket), &parts.encode(), &[]),
                    false => kept = Some(ticket),
                }
            }
            if let Some(ticket) = kept {
                machine.answer(ticket, Answer::Done);
            } else if let (Some(ticket), Brought::Answer(answer)) = self.brought().await {
                machine.answer(ticket, answer);
            }
        }
    }

    /// Saves the state of the instance and what becomes delivered with it.
    pub(super) async fn save(&self, state: &[u8], delivered: &[MessageId]) -> Result<(), Unsaved> {
        self.send_save(None, state, delivered);
        loop {
            if let (None, Brought::Answer(answer)) = self.brought().await {
                return match answer {
                    Answer::Fails(failure) => Err(Unsaved(failure)),
                    _ => Ok(()),
                };
            }
        }
    }

    /// Asks the application whether it believes a serialized message.
    pub(super) async fn believes(&self, data: &[u8]) -> bool {
        self.send(None, &Callback::Authenticate { data: data.into() });
        loop {
            if let (_, Brought::Accepted(accepted)) = self.brought().await {
                return accepted;
            }
        }
    }

    /// Puts a payload into the mailbox of a peer.
    pub(super) async fn deposit(&self, to: &[u8], bytes: &[u8]) -> Result<(), MailError> {
        let (to, bytes) = (to.into(), bytes.into());
        self.send(None, &Callback::Deposit { to, bytes });
        loop {
            if let (_, Brought::Deposited(answer)) = self.brought().await {
                return answer;
            }
        }
    }

    /// Takes away what the token stands for, and asks for what comes next in the node's mailbox.
    pub(super) async fn collect(&self, token: Option<&str>) -> Option<Batch> {
        self.send(None, &Callback::Collect { token });
        loop {
            if let (_, Brought::Collected(batch)) = self.brought().await {
                return batch;
            }
        }
    }

    fn send_save(&self, ticket: Option<Ticket>, state: &[u8], delivered: &[MessageId]) {
        let delivered = delivered.iter().map(|id| Hex::from(&id.0[..])).collect();
        let state = state.into();
        self.send(ticket, &Callback::Save { state, delivered });
    }

    fn request(&self, ticket: Ticket, request: &Request) {
        let ticket = Some(ticket);
        match request {
            Request::Fetch { name } => self.send(ticket, &Callback::Fetch { name }),
            Request::Update {
                name,
                content,
                expect,
            } => {
                let (content, expect) = (content[..].into(), expect.into());
                self.send(
                    ticket,
                    &Callback::Update {
                        name,
                        content,
                        expect,
                    },
                );
            }
            Request::Add { content } => {
                let content = content[..].into();
                self.send(ticket, &Callback::Add { content });
            }
            Request::Get { address } => {
                let address = address[..].into();
                self.send(ticket, &Callback::Get { address });
            }
            Request::Save { state, delivered } => {
                let mut saved = self.0.saved.borrow_mut();
                state.apply_to(&mut saved);
                self.send_save(ticket, &saved, delivered);
            }
        }
    }

    fn send(&self, ticket: Option<Ticket>, callback: &Callback<'_>) {
        let outgoing = Outgoing::new(callback);
        self.0.outgoing.borrow_mut().push((ticket, outgoing));
    }

    async fn brought(&self) -> (Option<Ticket>, Brought) {
        poll_fn(|_| self.0.brought.take().map_or(Poll::Pending, Poll::Ready)).await
    }
}
