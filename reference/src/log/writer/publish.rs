//! Publishing a log, as a machine.

use std::collections::VecDeque;

use bytes::Bytes;

use super::fact::{Digest, Fact, digest};
use super::pages::Pages;
use super::remote::{Finding, Remote};
use super::{Head, Published, Writer};
use crate::log::calls::Calls;
use crate::log::{Answer, Expect, Failure, Machine, Request, Ticket, Unsaved};

/// The most adds under way at once.
const ADDS: usize = 16;

/// A publish under way.
///
/// It fetches the name and sees that the log there is its own (RL-WRITE-10); adds what the new head points to and the
/// content store lacks, the contents first and then the pages, the oldest first; saves; and only then updates the name
/// (RL-WRITE-1). Where the name system cannot compare, it looks once more at what the name holds then (RL-WRITE-17).
#[derive(Debug)]
pub struct Publish<'w> {
    writer: &'w mut Writer,
    calls: Calls<Purpose>,
    ready: Vec<(Ticket, Request)>,
    remote: Remote,
    /// What the name held when it was fetched.
    fetched: Option<Bytes>,
    /// The items to add, by their places.
    to_add: VecDeque<usize>,
    /// Whether something could not be added.
    failed: bool,
    /// The head that the name system took without comparing, while what the name holds is looked at again.
    taken: Option<Digest>,
    outcome: Option<Result<Published, Unsaved>>,
}

/// What a request is for.
#[derive(Debug)]
enum Purpose {
    Fetch,
    RemotePage,
    Item(usize),
    SealedPage(usize),
    NewestPage(Bytes),
    SaveBefore { head: Bytes },
    Update { head: Bytes, expect: Expect },
    ReadBack,
    SaveAfter(Published),
}

impl<'w> Publish<'w> {
    pub(super) fn new(writer: &'w mut Writer) -> Self {
        let empty = writer.state.ids.is_empty();
        let mut publish = Publish {
            writer,
            calls: Calls::new(),
            ready: Vec::new(),
            remote: Remote::default(),
            fetched: None,
            to_add: VecDeque::new(),
            failed: false,
            taken: None,
            outcome: empty.then_some(Ok(Published::Empty)),
        };
        if !empty {
            let name = publish.writer.settings.name.clone();
            publish.ask(Purpose::Fetch, Request::Fetch { name });
        }
        publish
    }

    fn ask(&mut self, purpose: Purpose, request: Request) {
        let ticket = self.calls.open(purpose);
        self.ready.push((ticket, request));
    }

    fn pages(&self) -> Pages<'_> {
        Pages {
            layout: self.writer.settings.layout,
            state: &self.writer.state,
        }
    }

    fn take_fetched(&mut self, answer: Answer) {
        match answer.content() {
            Ok(head) => {
                let finding = self.remote.head(&head, &self.writer.state);
                self.fetched = Some(head);
                self.act_on(finding);
            }
            Err(Failure::NotFound) => self.act_on(Finding::Own),
            Err(_) => self.end(Published::Unavailable),
        }
    }

    /// What cannot be fetched says nothing against an update that was acknowledged.
    fn take_read_back(&mut self, answer: Answer) {
        match answer.content() {
            Ok(head) => {
                let finding = self.remote.head(&head, &self.writer.state);
                self.act_on(finding);
            }
            Err(_) => self.act_on(Finding::Own),
        }
    }

    fn take_remote_page(&mut self, answer: Answer) {
        match answer.content() {
            Ok(page) => {
                let finding = self.remote.page(&page, &self.writer.state);
                self.act_on(finding);
            }
            Err(Failure::NotFound) => self.act_on(Finding::Foreign),
            Err(_) if self.taken.is_some() => self.act_on(Finding::Own),
            Err(_) => self.end(Published::Unavailable),
        }
    }

    fn act_on(&mut self, finding: Finding) {
        match (finding, self.taken) {
            (Finding::Unknown(address), _) => {
                self.ask(Purpose::RemotePage, Request::Get { address });
            }
            (Finding::Own, None) => {
                self.to_add = self.pages().to_add().collect();
                self.add();
            }
            (Finding::Foreign, None) => self.end(Published::Refused),
            (Finding::Own, Some(head)) => {
                self.writer.record(Fact::Published(head));
                self.end(Published::Published);
            }
            (Finding::Foreign, Some(_)) => self.end(Published::Conflict),
        }
    }

    /// Adds the next of what the head is to point to; once there is nothing left, goes on to the update.
    fn add(&mut self) {
        if self.failed {
            self.to_add.clear();
        }
        while self.calls.len() < ADDS
            && let Some(index) = self.to_add.pop_front()
        {
            let content = self.writer.state.open[index].data.clone();
            self.ask(Purpose::Item(index), Request::Add { content });
        }
        if !self.calls.is_empty() {
            return;
        }
        if self.failed {
            return self.end(Published::Unavailable);
        }
        if let Some(items) = self.pages().to_seal() {
            let count = items.len();
            let content = self.pages().page(items);
            // What was added as the newest page is not added again.
            match self.added_newest(&content) {
                Some(address) => {
                    self.writer.record(Fact::Sealed { count, address });
                    self.add();
                }
                None => self.ask(Purpose::SealedPage(count), Request::Add { content }),
            }
            return;
        }
        let newest = self.pages().newest();
        match self.writer.settings.layout.head() {
            Head::Inline => self.compare(newest),
            Head::Pointer => match self.added_newest(&newest) {
                Some(address) => self.compare(Pages::pointer(&address)),
                None => {
                    let content = newest.clone();
                    self.ask(Purpose::NewestPage(newest), Request::Add { content });
                }
            },
        }
    }

    fn added_newest(&self, page: &Bytes) -> Option<Bytes> {
        let (added, address) = self.writer.state.newest.as_ref()?;
        (*added == digest(page)).then(|| address.clone())
    }

    /// An add was answered. What was added stays so, whatever becomes of the rest (RL-WRITE-13).
    fn take_added(&mut self, answer: Answer, fact: impl FnOnce(Bytes) -> Fact) {
        match answer.address() {
            Ok(address) => self.writer.record(fact(address)),
            Err(_) => self.failed = true,
        }
        self.add();
    }

    /// Everything that this head points to is in the store. If the name does not hold it yet, it is saved, so that a
    /// writer that is started again knows it for its own.
    fn compare(&mut self, head: Bytes) {
        let digest = digest(&head);
        if self.fetched.as_ref() == Some(&head) {
            if self.writer.state.published != Some(digest) {
                self.writer.record(Fact::Published(digest));
            }
            return self.end(Published::Unchanged);
        }
        if self.writer.state.pending != Some(digest) {
            self.writer.record(Fact::Pending(digest));
        }
        if self.writer.is_unsaved() {
            self.save(Purpose::SaveBefore { head });
        } else {
            self.update_fetched(head);
        }
    }

    fn save(&mut self, purpose: Purpose) {
        let save = Request::Save {
            state: self.writer.save(&[]),
            delivered: Vec::new(),
        };
        self.ask(purpose, save);
    }

    /// Updates the name from what was fetched (RL-WRITE-11).
    fn update_fetched(&mut self, head: Bytes) {
        let expect = self.fetched.clone().map_or(Expect::Absent, Expect::Exact);
        self.update(head, expect);
    }

    fn update(&mut self, head: Bytes, expect: Expect) {
        let update = Request::Update {
            name: self.writer.settings.name.clone(),
            content: head.clone(),
            expect: expect.clone(),
        };
        self.ask(Purpose::Update { head, expect }, update);
    }

    fn take_updated(&mut self, answer: Answer, head: Bytes, expect: &Expect) {
        match answer.done() {
            // The other of two devices that raced may have been the last to write.
            Ok(()) if *expect == Expect::Any => {
                self.taken = Some(digest(&head));
                let name = self.writer.settings.name.clone();
                self.ask(Purpose::ReadBack, Request::Fetch { name });
            }
            Ok(()) => {
                self.writer.record(Fact::Published(digest(&head)));
                self.end(Published::Published);
            }
            // A name system without compare-and-set (RL-WRITE-12).
            Err(Failure::Unsupported) if *expect != Expect::Any => self.update(head, Expect::Any),
            Err(Failure::Conflict) => self.end(Published::Conflict),
            Err(Failure::TooLarge) => self.end(Published::TooLarge),
            Err(_) => self.end(Published::Unavailable),
        }
    }

    /// Ends with this, once everything that became so is saved.
    fn end(&mut self, published: Published) {
        if self.writer.is_unsaved() {
            self.save(Purpose::SaveAfter(published));
        } else {
            self.outcome = Some(Ok(published));
        }
    }

    fn take_saved(&mut self, answer: Answer, then: impl FnOnce(&mut Self)) {
        match answer.done() {
            Ok(()) => {
                self.writer.journal.saved();
                then(self);
            }
            Err(failure) => self.outcome = Some(Err(Unsaved(failure))),
        }
    }
}

impl Machine for Publish<'_> {
    type Outcome = Result<Published, Unsaved>;

    fn requests(&mut self, out: &mut Vec<(Ticket, Request)>) {
        out.append(&mut self.ready);
    }

    fn answer(&mut self, ticket: Ticket, answer: Answer) {
        let Some(purpose) = self.calls.close(ticket) else {
            return;
        };
        match purpose {
            Purpose::Fetch => self.take_fetched(answer),
            Purpose::RemotePage => self.take_remote_page(answer),
            Purpose::Item(index) => {
                self.take_added(answer, |address| Fact::Added { index, address });
            }
            Purpose::SealedPage(count) => {
                self.take_added(answer, |address| Fact::Sealed { count, address });
            }
            Purpose::NewestPage(page) => {
                let digest = digest(&page);
                self.take_added(answer, |address| Fact::Newest { digest, address });
            }
            Purpose::SaveBefore { head } => {
                self.take_saved(answer, |publish| publish.update_fetched(head));
            }
            Purpose::Update { head, expect } => self.take_updated(answer, head, &expect),
            Purpose::ReadBack => self.take_read_back(answer),
            Purpose::SaveAfter(published) => {
                self.take_saved(answer, |publish| publish.outcome = Some(Ok(published)));
            }
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        self.outcome.take()
    }
}
