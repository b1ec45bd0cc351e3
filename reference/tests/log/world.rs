//! A content store, a name system and a disk that count what they are asked, and fail where a test wants it.

use std::collections::{HashMap, HashSet, VecDeque};

use bytes::Bytes;
use remote_log::address::{self, AddressKind};
use remote_log::log::reader::{self, Class, Head, Limits, Outcome, Reader};
use remote_log::log::writer::{self, Embed, Layout, NewItem, Published, Writer};
use remote_log::log::{Answer, Check, Expect, Failure, Machine, Request, Saved, Unsaved};
use remote_log::message::{Message, MessageId, Numbering};
use remote_log::page::{self, Pair};
use remote_log::store::{Cas, Disk, MemoryCas, MemoryDisk, MemoryNs, Ns};

pub const NAME: &str = "alice";
pub const GROUP: [u8; 32] = [7; 32];

/// What a machine asked for while it ran.
#[derive(Debug, Default)]
pub struct Seen {
    pub asked: Vec<Bytes>,
    pub added: Vec<Bytes>,
    pub updates: Vec<(Bytes, Expect)>,
    pub saved: Vec<MessageId>,
    pub saves: usize,
    pub saved_bytes: usize,
    pub most_gets: usize,
    /// How often answers were waited for; saves are not counted.
    pub rounds: usize,
    /// What happened, in order.
    pub order: Vec<&'static str>,
}

#[derive(Debug)]
pub struct World {
    pub cas: MemoryCas,
    pub ns: MemoryNs,
    /// Addresses whose gets fail so.
    pub fails: HashMap<Bytes, Failure>,
    pub adds_fail: Option<Failure>,
    pub fetches_fail: Option<Failure>,
    pub updates_fail: Option<Failure>,
    pub saves_fail: bool,
    /// Saves that fail are made all the same: only their answer is lost.
    pub saves_happen: bool,
    /// What somebody else sets the name to just before the next update.
    pub race: Option<Bytes>,
    /// What somebody else sets the name to just after the next update that is done, and whether the name answers then.
    pub race_after: Option<Result<Bytes, Failure>>,
    pub compare_and_set: bool,
    pub kind: AddressKind,
    /// The addresses that adds answered.
    pub addresses: Vec<Bytes>,
    /// Answers are brought in an order drawn from this.
    pub seed: u64,
    pub seen: Seen,
}

impl World {
    pub fn new() -> Self {
        World::of_kind(AddressKind::Multihash)
    }

    pub fn of_kind(kind: AddressKind) -> Self {
        World {
            cas: MemoryCas::new(kind),
            ns: MemoryNs::new(),
            fails: HashMap::new(),
            adds_fail: None,
            fetches_fail: None,
            updates_fail: None,
            saves_fail: false,
            saves_happen: false,
            race: None,
            race_after: None,
            compare_and_set: true,
            kind,
            addresses: Vec::new(),
            seed: 1,
            seen: Seen::default(),
        }
    }

    /// Adds content under its address.
    pub fn add(&mut self, content: &[u8]) -> Bytes {
        self.cas.add(content).unwrap()
    }

    /// Adds a page whose pairs point to the contents of these messages, which are added too.
    pub fn page(&mut self, items: &[&str], tail: &[u8]) -> Bytes {
        let page = self.bytes(items, tail);
        self.add(&page)
    }

    /// The bytes of such a page.
    pub fn bytes(&mut self, items: &[&str], tail: &[u8]) -> Bytes {
        let pairs: Vec<_> = items
            .iter()
            .map(|body| (id(body), self.add(&message(body))))
            .collect();
        pointing(&pairs, tail)
    }

    /// Makes the name hold such a page.
    pub fn head(&mut self, items: &[&str], tail: &[u8]) {
        let page = self.bytes(items, tail);
        self.ns.set(NAME, Some(page));
    }

    /// Takes an address away, and answers what it held.
    pub fn lose(&mut self, address: &[u8]) -> Bytes {
        let content = self.cas.get(address).unwrap();
        self.cas.set(address, None);
        content
    }

    fn next_random(&mut self, below: usize) -> usize {
        // Xorshift: any order will do, as long as it is the same in each run.
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed % below as u64) as usize
    }

    /// Runs a machine to its end, and answers what it asked for too.
    pub fn run<M: Machine>(&mut self, mut machine: M, disk: &mut MemoryDisk) -> M::Outcome {
        self.seen = Seen::default();
        let mut waiting = Vec::new();
        loop {
            machine.requests(&mut waiting);
            if let Some(outcome) = machine.outcome() {
                assert!(waiting.is_empty(), "an outcome came before an answer");
                return outcome;
            }
            assert!(!waiting.is_empty(), "the machine is stuck");
            let gets = waiting
                .iter()
                .filter(|(_, request)| matches!(request, Request::Get { .. }))
                .count();
            self.seen.most_gets = self.seen.most_gets.max(gets);
            let only_saves = waiting
                .iter()
                .all(|(_, request)| matches!(request, Request::Save { .. }));
            self.seen.rounds += usize::from(!only_saves);
            // Everything under way is answered before what follows from it is asked: one round.
            for _ in 0..waiting.len() {
                let (ticket, request) = waiting.swap_remove(self.next_random(waiting.len()));
                let answer = self.perform(request, disk).unwrap_or_else(Answer::Fails);
                machine.answer(ticket, answer);
            }
        }
    }

    /// Brings a machine so many answers, one after the other, and gives it up.
    pub fn run_some(&mut self, mut machine: impl Machine, answers: usize, disk: &mut MemoryDisk) {
        let mut waiting = VecDeque::new();
        for _ in 0..answers {
            let mut requests = Vec::new();
            machine.requests(&mut requests);
            waiting.extend(requests);
            let Some((ticket, request)) = waiting.pop_front() else {
                return;
            };
            let answer = self.perform(request, disk).unwrap_or_else(Answer::Fails);
            machine.answer(ticket, answer);
        }
    }

    fn perform(&mut self, request: Request, disk: &mut MemoryDisk) -> Result<Answer, Failure> {
        match request {
            Request::Fetch { name } => {
                self.seen.order.push("fetch");
                self.fetches_fail.map_or(Ok(()), Err)?;
                self.ns.fetch(&name).map(Answer::Content)
            }
            Request::Update {
                name,
                content,
                expect,
            } => {
                self.seen.order.push("update");
                self.seen.updates.push((content.clone(), expect.clone()));
                if let Some(other) = self.race.take() {
                    self.ns.set(&name, Some(other));
                }
                self.updates_fail.map_or(Ok(()), Err)?;
                if !self.compare_and_set && expect != Expect::Any {
                    return Err(Failure::Unsupported);
                }
                self.ns.update(&name, &content, &expect)?;
                match self.race_after.take() {
                    Some(Ok(other)) => self.ns.set(&name, Some(other)),
                    Some(Err(failure)) => self.fetches_fail = Some(failure),
                    None => {}
                }
                Ok(Answer::Done)
            }
            Request::Add { content } => {
                self.seen.order.push("add");
                self.seen.added.push(content.clone());
                self.adds_fail.map_or(Ok(()), Err)?;
                let address = self.cas.add(&content)?;
                self.addresses.push(address.clone());
                Ok(Answer::Address(address))
            }
            Request::Get { address } => {
                self.seen.order.push("get");
                self.seen.asked.push(address.clone());
                match self.fails.get(&address) {
                    Some(failure) => Err(*failure),
                    None => self.cas.get(&address).map(Answer::Content),
                }
            }
            Request::Save { state, delivered } => {
                self.seen.order.push("save");
                self.seen.saves += 1;
                if self.saves_fail {
                    if self.saves_happen {
                        disk.save(&state)?;
                    }
                    return Err(Failure::Unavailable);
                }
                self.seen.saved.extend(delivered);
                let (Saved::Append(bytes) | Saved::Replace(bytes)) = &state;
                self.seen.saved_bytes += bytes.len();
                disk.save(&state).map(|()| Answer::Done)
            }
        }
    }
}

/// A page whose pairs point to addresses.
pub fn pointing(pairs: &[(MessageId, Bytes)], tail: &[u8]) -> Bytes {
    let pairs = pairs.iter().map(|(id, address)| Pair {
        local: &id.0,
        remote: address,
        data: &[],
    });
    page::encode(pairs, tail).into()
}

/// A page with one pair.
pub fn single(id: MessageId, remote: &[u8], data: &[u8], tail: &[u8]) -> Bytes {
    let pair = Pair {
        local: &id.0,
        remote,
        data,
    };
    page::encode([pair], tail).into()
}

/// A serialized message of the log's group.
pub fn message(body: &str) -> Bytes {
    let mut out = Vec::new();
    of_group(&GROUP, body).encode(Numbering::Spec, &mut out);
    out.into()
}

pub fn of_group<'a>(group_id: &'a [u8], body: &'a str) -> Message<'a> {
    Message {
        group_id,
        timestamp: 1,
        body: body.as_bytes(),
        metadata: None,
    }
}

pub fn id(body: &str) -> MessageId {
    of_group(&GROUP, body).id()
}

pub fn ids(bodies: &[&str]) -> Vec<MessageId> {
    bodies.iter().map(|body| id(body)).collect()
}

/// A reader and its disk.
#[derive(Debug)]
pub struct Bob {
    pub settings: reader::Settings,
    pub reader: Reader,
    pub disk: MemoryDisk,
}

impl Bob {
    pub fn new(world: &World) -> Self {
        Bob::with(world, Check::Mvds { group: GROUP }, Limits::default())
    }

    pub fn with(world: &World, check: Check, limits: Limits) -> Self {
        let settings = reader::Settings {
            name: NAME.to_owned(),
            kind: world.kind,
            check,
            limits,
        };
        Bob {
            reader: Reader::open(settings.clone(), None).unwrap(),
            disk: MemoryDisk::new(),
            settings,
        }
    }

    /// Forgets what is in memory and goes on from the disk.
    pub fn restart(&mut self) {
        let saved = self.disk.load().unwrap();
        self.reader = Reader::open(self.settings.clone(), saved).unwrap();
    }

    pub fn try_sync(&mut self, world: &mut World, now: u64) -> Result<Outcome, Unsaved> {
        let outcome = world.run(self.reader.sync(now), &mut self.disk);
        if let Ok(outcome) = &outcome {
            let delivered: Vec<_> = outcome.delivered.iter().map(|item| item.id).collect();
            assert_eq!(delivered, world.seen.saved, "delivered is what was saved");
            let distinct: HashSet<_> = world.seen.asked.iter().collect();
            assert_eq!(distinct.len(), world.seen.asked.len(), "asked once");
        }
        outcome
    }

    pub fn sync(&mut self, world: &mut World, now: u64) -> Outcome {
        self.try_sync(world, now).unwrap()
    }

    /// Syncs, and expects a class and these bodies delivered, the oldest first.
    #[track_caller]
    pub fn expect(
        &mut self,
        world: &mut World,
        now: u64,
        class: Class,
        bodies: &[&str],
    ) -> Outcome {
        let outcome = self.sync(world, now);
        let delivered: Vec<_> = outcome.delivered.iter().map(|item| item.id).collect();
        assert_eq!(delivered, ids(bodies), "delivered, the oldest first");
        assert_eq!(outcome.head, Head::Classified(class));
        outcome
    }
}

/// A writer and its disk.
#[derive(Debug)]
pub struct Alice {
    pub settings: writer::Settings,
    pub writer: Writer,
    pub disk: MemoryDisk,
}

impl Alice {
    pub fn new(page_size: usize, embed: Embed, head: writer::Head) -> Self {
        Alice::with(page_size, embed, head, Check::Mvds { group: GROUP })
    }

    pub fn with(page_size: usize, embed: Embed, head: writer::Head, check: Check) -> Self {
        let settings = writer::Settings {
            name: NAME.to_owned(),
            check,
            layout: Layout::new(page_size, embed, head).unwrap(),
        };
        Alice {
            writer: Writer::open(settings.clone(), None).unwrap(),
            disk: MemoryDisk::new(),
            settings,
        }
    }

    pub fn restart(&mut self) {
        let saved = self.disk.load().unwrap();
        self.writer = Writer::open(self.settings.clone(), saved).unwrap();
    }

    /// Appends messages, and answers the names of their statuses.
    pub fn append(&mut self, world: &mut World, bodies: &[&str]) -> Vec<&'static str> {
        let items = bodies.iter().map(|body| NewItem {
            id: None,
            data: message(body),
        });
        let append = self.writer.append(items.collect()).unwrap();
        let statuses = world.run(append, &mut self.disk).unwrap();
        statuses.iter().map(|(_, status)| status.name()).collect()
    }

    pub fn publish(&mut self, world: &mut World) -> Published {
        world.run(self.writer.publish(), &mut self.disk).unwrap()
    }
}

/// The pages of the log as they stand, the head first, each with its pairs' ids and whether they are embedded, found by
/// walking from the name.
pub fn listed(world: &mut World) -> Vec<Vec<(MessageId, bool)>> {
    let mut pages = Vec::new();
    let mut bytes = world.ns.fetch(NAME).unwrap();
    loop {
        let page = page::Page::decode(&bytes).unwrap();
        let pairs = page.pairs().iter();
        pages.push(
            pairs
                .map(|pair| {
                    if pair.data.is_empty() {
                        let content = world.cas.get(pair.remote).unwrap();
                        address::check(world.kind, pair.remote, &content).unwrap();
                    }
                    (pair.id(), !pair.data.is_empty())
                })
                .collect(),
        );
        if page.tail().is_empty() {
            return pages;
        }
        bytes = world.cas.get(page.tail()).unwrap();
    }
}
