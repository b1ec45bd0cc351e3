//! Appending items, as a machine.

use std::collections::HashSet;

use bytes::Bytes;

use super::fact::Fact;
use super::state::State;
use super::{Appended, Writer};
use crate::log::{Answer, Check, Machine, Request, Ticket, Unsaved};
use crate::message::{self, CheckError, Message, MessageId, Numbering};

/// An item to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Its id. A log of MVDS messages computes it from the content, and refuses another.
    pub id: Option<MessageId>,
    /// Its content: under the profile `mvds` a serialized message, under `core` anything.
    pub data: Bytes,
}

/// Why nothing was appended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Outside the profile `mvds` a writer cannot compute ids.
    #[error("item {index} has no id, and only a log of MVDS messages can compute it; give the id")]
    NoId {
        /// Which item, counted from 0.
        index: usize,
    },
    /// The content is not a message of the log's group, or not the one with the given id.
    #[error(
        "item {index} cannot be listed ({source}); leave it out or correct it, and append again"
    )]
    Refused {
        /// Which item, counted from 0.
        index: usize,
        /// What is wrong with it.
        source: CheckError,
    },
}

/// What an append comes to.
#[derive(Debug)]
pub(super) struct Plan {
    statuses: Vec<(MessageId, Appended)>,
    facts: Vec<Fact>,
}

impl Plan {
    /// Checks every item before any is appended.
    pub(super) fn new(
        items: Vec<NewItem>,
        check: &Check,
        state: &State,
    ) -> Result<Self, AppendError> {
        let mut listed = HashSet::new();
        let mut plan = Plan {
            statuses: Vec::with_capacity(items.len()),
            facts: Vec::new(),
        };
        for (index, NewItem { id, data }) in items.into_iter().enumerate() {
            let (id, ephemeral) = match check {
                Check::Core => (id.ok_or(AppendError::NoId { index })?, false),
                Check::Mvds { group } => identify(&data, id, group)
                    .map_err(|source| AppendError::Refused { index, source })?,
            };
            let status = if ephemeral {
                Appended::Ephemeral
            } else if state.ids.contains(&id) || !listed.insert(id) {
                Appended::Duplicate
            } else {
                plan.facts.push(Fact::Item { id, data });
                Appended::Appended
            };
            plan.statuses.push((id, status));
        }
        Ok(plan)
    }
}

/// The id of a message, and whether it is ephemeral.
fn identify(
    data: &[u8],
    id: Option<MessageId>,
    group: &[u8; 32],
) -> Result<(MessageId, bool), CheckError> {
    let id = match id {
        Some(id) => id,
        None if data.is_empty() => return Err(CheckError::Empty),
        None => Message::decode(data, Numbering::Spec)?.id(),
    };
    let message = message::check(data, &id, Some(group))?;
    let ephemeral = message.metadata.is_some_and(|metadata| metadata.ephemeral);
    Ok((id, ephemeral))
}

/// An append under way. Its outcome has one status for each item, in their order, after they were saved (RL-WRITE-15).
#[derive(Debug)]
pub struct Append<'w> {
    writer: &'w mut Writer,
    plan: Option<Plan>,
    ready: Option<Request>,
    outcome: Option<Result<Vec<(MessageId, Appended)>, Unsaved>>,
}

/// An append makes one request.
const SAVE: Ticket = Ticket(0);

impl<'w> Append<'w> {
    pub(super) fn new(writer: &'w mut Writer, plan: Plan) -> Self {
        if plan.facts.is_empty() {
            return Append {
                writer,
                plan: None,
                ready: None,
                outcome: Some(Ok(plan.statuses)),
            };
        }
        let save = Request::Save {
            state: writer.save(&plan.facts),
            delivered: Vec::new(),
        };
        Append {
            writer,
            plan: Some(plan),
            ready: Some(save),
            outcome: None,
        }
    }
}

impl Machine for Append<'_> {
    type Outcome = Result<Vec<(MessageId, Appended)>, Unsaved>;

    fn requests(&mut self, out: &mut Vec<(Ticket, Request)>) {
        out.extend(self.ready.take().map(|request| (SAVE, request)));
    }

    fn answer(&mut self, ticket: Ticket, answer: Answer) {
        if ticket != SAVE {
            return;
        }
        let Some(plan) = self.plan.take() else {
            return;
        };
        self.outcome = Some(match answer.done() {
            Ok(()) => {
                self.writer.journal.saved();
                for fact in plan.facts {
                    self.writer.state.apply(fact);
                }
                Ok(plan.statuses)
            }
            Err(failure) => Err(Unsaved(failure)),
        });
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        self.outcome.take()
    }
}
