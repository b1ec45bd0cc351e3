//! A reader and the log it reads, and the scenes of what it delivers.

use remote_log_mutants::address::{Kind, sha2_256};
use remote_log_mutants::bytes::{Bytes, Id};
use remote_log_mutants::faults::{BlindReaderFault, Faulty};
use remote_log_mutants::message::{Message, Metadata, Numbers};
use remote_log_mutants::page::{Page, Pair};
use remote_log_mutants::reader::{Answer, Limits, ReaderSettings, ReaderState, sync};
use remote_log_mutants::stores::Failure;

use super::memory::Memory;
use super::shows::shows;

/// A reader, what it knows, and the world around it.
pub struct Reader {
    pub settings: ReaderSettings,
    state: ReaderState,
    pub memory: Memory,
}

impl Reader {
    pub fn new(faulty: Faulty) -> Self {
        let limits = Limits {
            pages: 100,
            page_bytes: 10_000,
            pairs: 100,
            content_bytes: 1_000,
            call_bytes: 100_000,
            gets: 16,
        };
        let settings = ReaderSettings {
            name: "alice".to_owned(),
            group: None,
            authenticate: false,
            kind: Kind::Opaque,
            limits,
            faulty,
        };
        Self {
            settings,
            state: ReaderState::default(),
            memory: Memory::new(),
        }
    }

    /// A reader of messages.
    pub fn of_messages(faulty: Faulty) -> Self {
        let mut reader = Self::new(faulty);
        reader.settings.group = Some(message().group);
        reader
    }

    /// Puts a page into the content store.
    pub fn add_page(&mut self, address: &str, pairs: Vec<Pair>, tail: &str) {
        self.memory.cas.insert(bytes(address), page(pairs, tail));
    }

    /// Puts a head into the name, and catches up.
    pub fn read(&mut self, pairs: Vec<Pair>, tail: &str) -> Answer {
        self.memory.name = Ok(page(pairs, tail));
        self.sync(0)
    }

    pub fn sync(&mut self, now: u64) -> Answer {
        sync(&self.settings, &mut self.state, &mut self.memory, now).expect("nothing is dropped")
    }

    pub fn restart(&mut self) {
        let saved = std::mem::take(&mut self.state);
        self.state = saved.restarted(self.settings.faulty);
    }
}

pub fn bytes(text: &str) -> Bytes {
    text.as_bytes().into()
}

pub fn page(pairs: Vec<Pair>, tail: &str) -> Bytes {
    let tail = bytes(tail);
    Page { pairs, tail }.encode(Faulty::default())
}

fn id(letter: char) -> Id {
    vec![letter as u8; 32].into()
}

/// Pairs that embed their content, named by a letter each, the newest first.
pub fn embedded(letters: &str) -> Vec<Pair> {
    let pairs = letters.chars().map(|letter| Pair {
        local: id(letter),
        data: bytes("content"),
        ..Pair::default()
    });
    pairs.collect()
}

/// One pair that points to its content.
pub fn pointed(letter: char, address: &str) -> Vec<Pair> {
    vec![Pair {
        local: id(letter),
        remote: bytes(address),
        ..Pair::default()
    }]
}

/// The letters of what was delivered, in order.
pub fn letters(answer: &Answer) -> String {
    let delivered = answer.delivered.iter();
    delivered.map(|item| char::from(item.id[0])).collect()
}

fn message() -> Message {
    Message {
        group: vec![7; 32].into(),
        timestamp: 1,
        body: bytes("hello"),
        metadata: None,
    }
}

fn stored(message: &Message) -> Bytes {
    message.encode(Numbers::Spec, Faulty::default())
}

/// A pair that lists the message.
fn listing(remote: &str, data: Bytes) -> Pair {
    Pair {
        local: message().id(Faulty::default()),
        remote: bytes(remote),
        data,
    }
}

fn delivers(fault: BlindReaderFault, scene: impl Fn(Reader) -> Answer, sound: &str, faulty: &str) {
    let seen = |faulty| letters(&scene(Reader::new(faulty)));
    shows(fault, seen, sound.to_owned(), faulty.to_owned());
}

#[test]
fn pages() {
    let over_an_empty_page = |mut reader: Reader| {
        reader.add_page("E", Vec::new(), "P1");
        reader.add_page("P1", embedded("a"), "");
        reader.read(embedded("b"), "E")
    };
    let fault = BlindReaderFault::EmptyMiddlePageRefused;
    delivers(fault, over_an_empty_page, "ab", "b");
    let below_a_pointer = |mut reader: Reader| {
        reader.add_page("P1", embedded("a"), "");
        reader.read(Vec::new(), "P1")
    };
    let fault = BlindReaderFault::PointerNotFollowed;
    delivers(fault, below_a_pointer, "a", "");
    let two_pages = |mut reader: Reader| {
        reader.add_page("P1", embedded("ba"), "");
        reader.read(embedded("dc"), "P1")
    };
    delivers(BlindReaderFault::PageByPage, two_pages, "abcd", "cdab");
}

#[test]
fn gaps() {
    let filled_without_a_head = |mut reader: Reader| {
        reader.read(embedded("b"), "P1");
        reader.add_page("P1", embedded("a"), "");
        reader.memory.name = Err(Failure::Unavailable);
        reader.sync(10)
    };
    let fault = BlindReaderFault::GapsRestWithoutHead;
    delivers(fault, filled_without_a_head, "a", "");
    let over_a_gap = |mut reader: Reader| {
        reader.read(embedded("a"), "");
        reader.read(embedded("b"), "P1")
    };
    let fault = BlindReaderFault::UndeterminedDeliversNothing;
    delivers(fault, over_a_gap, "b", "");
    let beyond_a_bound = |mut reader: Reader| {
        reader.settings.limits.pages = 1;
        reader.add_page("P2", embedded("b"), "P1");
        reader.add_page("P1", embedded("a"), "");
        reader.read(embedded("c"), "P2");
        reader.restart();
        reader.sync(0)
    };
    let fault = BlindReaderFault::BoundGapForgotten;
    delivers(fault, beyond_a_bound, "a", "");
}

#[test]
fn items() {
    let neither = |mut reader: Reader| reader.read(pointed('a', ""), "");
    delivers(BlindReaderFault::HollowDelivered, neither, "", "a");
    let embedded_later = |mut reader: Reader| {
        reader.read(pointed('a', "gone"), "");
        reader.read(embedded("a"), "")
    };
    let fault = BlindReaderFault::LaterEmbeddingIgnored;
    delivers(fault, embedded_later, "a", "");
    let after_a_restart = |mut reader: Reader| {
        reader.read(embedded("a"), "");
        reader.restart();
        reader.read(embedded("ba"), "")
    };
    let fault = BlindReaderFault::DeliveredForgotten;
    delivers(fault, after_a_restart, "b", "ab");
    let larger_than_the_bound = |mut reader: Reader| {
        reader.settings.limits.content_bytes = 1;
        reader.read(embedded("a"), "")
    };
    let fault = BlindReaderFault::EmbeddedOfAnySize;
    delivers(fault, larger_than_the_bound, "", "a");
}

#[test]
fn messages() {
    let another_is_embedded = |faulty| {
        let mut reader = Reader::of_messages(faulty);
        reader.memory.cas.insert(bytes("m"), stored(&message()));
        let another = Message {
            timestamp: 2,
            ..message()
        };
        let answer = reader.read(vec![listing("m", stored(&another))], "");
        answer.delivered.len()
    };
    let fault = BlindReaderFault::OtherMessageIsFinal;
    shows(fault, another_is_embedded, 1, 0);
    let first_of_five = |faulty| {
        let mut reader = Reader::of_messages(faulty);
        reader.memory.cas.insert(bytes("m1"), stored(&message()));
        let addresses = ["m1", "m2", "m3", "m4", "m5"];
        let pairs = addresses.map(|address| listing(address, Bytes::default()));
        reader.read(pairs.to_vec(), "").delivered.len()
    };
    shows(BlindReaderFault::FourAddressesKept, first_of_five, 1, 0);
    let altered = |faulty| {
        let mut reader = Reader::of_messages(faulty);
        reader.settings.kind = Kind::Multihash;
        let altered = Message {
            metadata: Some(Metadata::default()),
            ..message()
        };
        let address = sha2_256(&stored(&message()));
        reader.memory.cas.insert(address.clone(), stored(&altered));
        let mut pair = listing("", Bytes::default());
        pair.remote = address;
        reader.read(vec![pair], "").delivered.len()
    };
    shows(BlindReaderFault::IdCheckEnough, altered, 0, 1);
    let in_a_core_log = |mut reader: Reader| {
        let mut pairs = embedded("a");
        pairs[0].data = stored(&message());
        reader.read(pairs, "")
    };
    let fault = BlindReaderFault::CoreMessageChecked;
    delivers(fault, in_a_core_log, "a", "");
}
