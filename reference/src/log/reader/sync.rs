//! One call of a reader, as a machine.

use std::collections::VecDeque;

use bytes::Bytes;

use super::budget::Budget;
use super::change::Change;
use super::classify::{Compared, classify};
use super::content::{read_head, read_page};
use super::due::{Due, due};
use super::graph::Graph;
use super::head::HeadPage;
use super::instance::Reader;
use super::items::Items;
use super::state::Recorded;
use super::walk::Walk;
use super::{Class, Evidence, Head, Outcome, Reason, cycles, order, saved};
use crate::log::calls::Calls;
use crate::log::{Answer, Failure, Machine, Request, Ticket, Unsaved};
use crate::message::MessageId;
use crate::wire;

/// One call of a reader. What it finds becomes part of what the reader knows once it is saved (RL-READ-15).
#[derive(Debug)]
pub struct Sync<'r> {
    reader: &'r mut Reader,
    now: u64,
    calls: Calls<Purpose>,
    ready: Vec<(Ticket, Request)>,
    budget: Budget,
    /// What earlier calls could not have, and this one has yet to try.
    due: VecDeque<Due>,
    walk: Walk,
    items: Items,
    /// What the name held, or why there is no head.
    head: Result<HeadPage, Head>,
    change: Change,
    stage: Stage,
}

/// What a request is for.
#[derive(Debug)]
enum Purpose {
    Head,
    Page(Bytes),
    Item(MessageId, Bytes),
    Save,
}

#[derive(Debug)]
enum Stage {
    Getting,
    Saving(Box<Outcome>),
    Over(Option<Result<Outcome, Unsaved>>),
}

impl<'r> Sync<'r> {
    pub(super) fn new(reader: &'r mut Reader, now: u64) -> Self {
        let mut sync = Sync {
            now,
            calls: Calls::new(),
            ready: Vec::new(),
            budget: Budget::new(&reader.settings.limits),
            due: due(&reader.state, now),
            walk: Walk::default(),
            items: Items::due(&reader.state, now),
            head: Err(Head::Unavailable),
            change: Change::default(),
            stage: Stage::Getting,
            reader,
        };
        let name = sync.reader.settings.name.clone();
        sync.ask(Purpose::Head, Request::Fetch { name });
        sync.get();
        sync
    }

    fn ask(&mut self, purpose: Purpose, request: Request) {
        let ticket = self.calls.open(purpose);
        self.ready.push((ticket, request));
    }

    /// Starts as many gets as may be under way (RL-READ-17). What is due comes first, so that what is new cannot keep it
    /// waiting for ever. Then come pages: the longest chain of them is what takes time.
    fn get(&mut self) {
        while self.budget.allows_get() {
            if let Some(due) = self.due.pop_front() {
                match due {
                    // A bound on pages leaves the gap as it is.
                    Due::Page(address) if self.budget.allows_page() => self.get_page(address),
                    Due::Page(_) => {}
                    Due::Item(id) => self.get_item(id),
                }
            } else if self.budget.allows_page()
                && let Some(address) = self.walk.next()
            {
                self.get_page(address);
            } else if let Some(id) = self.items.next() {
                self.get_item(id);
            } else {
                break;
            }
        }
    }

    fn get_page(&mut self, address: Bytes) {
        self.budget.start_page();
        self.ask(Purpose::Page(address.clone()), Request::Get { address });
    }

    /// Gets the next candidate of an item, unless a page has embedded it in the meantime.
    fn get_item(&mut self, id: MessageId) {
        if let Some(address) = self.items.start(&id) {
            self.budget.start_item();
            self.ask(Purpose::Item(id, address.clone()), Request::Get { address });
        }
    }

    fn take_head(&mut self, answer: Answer) {
        let Reader {
            settings, state, ..
        } = &*self.reader;
        self.head = match answer.content() {
            Ok(bytes) => {
                self.budget.receive(bytes.len());
                read_head(&bytes, &settings.limits)
                    .map_err(Head::Refused)
                    .map(|page| {
                        self.items.meet(page.pairs(), &bytes, settings, state);
                        let head = HeadPage::new(&bytes, &page);
                        self.walk.follow(head.tail.clone(), state);
                        head
                    })
            }
            // No name is no log yet, unless there was one (RL-NAME-3).
            Err(Failure::NotFound) if state.floor.is_none() => Err(Head::None),
            Err(Failure::Timeout) => Err(Head::Timeout),
            Err(_) => Err(Head::Unavailable),
        };
    }

    fn take_page(&mut self, address: Bytes, answer: Answer) {
        let got = answer.content().map_err(Reason::from);
        if let Ok(bytes) = &got {
            self.budget.receive(bytes.len());
        }
        let recorded = got.and_then(|bytes| self.read(&address, &bytes).map_err(Reason::Refused));
        if let Err(reason) = recorded {
            self.walk.fail(
                address,
                reason,
                self.now,
                &self.reader.state,
                &mut self.change,
            );
        }
    }

    /// Reads a page from the bytes as fetched (RL-PAGE-7), and takes up what it lists and where it leads.
    fn read(&mut self, address: &[u8], bytes: &Bytes) -> Result<(), wire::Reason> {
        let Reader {
            settings, state, ..
        } = &*self.reader;
        let page = read_page(bytes, address, settings)?;
        let ids = page.pairs().iter().map(|pair| pair.id()).collect();
        self.items.meet(page.pairs(), bytes, settings, state);
        // Copied, so that the record does not keep the whole page in memory.
        let tail = Bytes::copy_from_slice(page.tail());
        self.walk.follow(tail.clone(), state);
        self.walk
            .record(address, Recorded { ids, tail }, state, &mut self.change);
        Ok(())
    }

    fn take_item(&mut self, id: MessageId, address: &[u8], answer: Answer) {
        let got = answer.content();
        if let Ok(bytes) = &got {
            self.budget.receive(bytes.len());
        }
        self.items.take(id, address, got, &self.reader.settings);
    }

    /// Nothing is under way and nothing more may be: settles what was found, and saves it if it changes anything.
    fn settle(&mut self) {
        let Reader { state, journal, .. } = &mut *self.reader;
        self.walk.leave(self.now, &mut self.change);
        self.items.leave(state, &mut self.change);
        let graph = Graph {
            state,
            change: &self.change,
        };
        let (read, healed) = (self.walk.read(), self.walk.healed());
        let floor = state.floor.as_ref();
        let head = self.head.as_ref().ok();
        let (class, compared) = match &self.head {
            Ok(head) => {
                let known = |id: &MessageId| {
                    healed || state.delivered.contains(id) || state.missing.contains_key(id)
                };
                let compared = classify(head, floor, |address| graph.page(address), known);
                (Head::Classified(compared.class), compared)
            }
            Err(why) => (*why, Compared::plain(Class::Same)),
        };
        let evidence = match (class, floor, head) {
            (Head::Classified(Class::Fork), Some(floor), Some(head)) => Some(Evidence {
                floor: floor.bytes.clone(),
                head: head.bytes.clone(),
            }),
            _ => None,
        };
        let delivered = order::oldest_first(&mut self.items, head, floor, read, graph);
        let cycles = cycles::find(head, read, healed, graph);
        // Only an advanced head becomes the floor (RL-NAME-11).
        self.change.floor = head
            .filter(|_| class == Head::Classified(Class::Advanced))
            .cloned();
        self.change.delivered = delivered.iter().map(|item| item.id).collect();
        let outcome = Outcome {
            head: class,
            missing: state.missing_after(&self.change),
            gaps: state.gaps_after(&self.change),
            delivered,
            cycles,
            inserted: compared.inserted,
            reordered: compared.reordered,
            evidence,
        };
        if self.change.is_empty() {
            self.stage = Stage::Over(Some(Ok(outcome)));
            return;
        }
        let saved = journal.save(saved::encode_change(&self.change), |change| {
            let mut whole = saved::encode(state);
            whole.extend_from_slice(change);
            whole
        });
        self.stage = Stage::Saving(Box::new(outcome));
        self.ask(
            Purpose::Save,
            Request::Save {
                state: saved,
                delivered: self.change.delivered.clone(),
            },
        );
    }

    fn take_save(&mut self, answer: Answer) {
        let stage = std::mem::replace(&mut self.stage, Stage::Over(None));
        let Stage::Saving(outcome) = stage else {
            unreachable!("only a settled call saves");
        };
        self.stage = Stage::Over(Some(match answer.done() {
            Ok(()) => {
                self.reader.journal.saved();
                self.reader.state.apply(std::mem::take(&mut self.change));
                Ok(*outcome)
            }
            Err(failure) => Err(Unsaved(failure)),
        }));
    }
}

impl Machine for Sync<'_> {
    type Outcome = Result<Outcome, Unsaved>;

    fn requests(&mut self, out: &mut Vec<(Ticket, Request)>) {
        out.append(&mut self.ready);
    }

    fn answer(&mut self, ticket: Ticket, answer: Answer) {
        match self.calls.close(ticket) {
            None => return,
            Some(Purpose::Head) => self.take_head(answer),
            Some(Purpose::Page(address)) => {
                self.budget.end_get();
                self.take_page(address, answer);
            }
            Some(Purpose::Item(id, address)) => {
                self.budget.end_get();
                self.take_item(id, &address, answer);
            }
            Some(Purpose::Save) => return self.take_save(answer),
        }
        self.get();
        if self.calls.is_empty() {
            self.settle();
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        match &mut self.stage {
            Stage::Over(outcome) => outcome.take(),
            Stage::Getting | Stage::Saving(_) => None,
        }
    }
}
