//! Writers and readers called directly, as a search over states calls them: a crash at every callback in turn.

use std::collections::BTreeMap;

use remote_log_mutants::address::{Kind, sha2_256};
use remote_log_mutants::bytes::{Bytes, Id};
use remote_log_mutants::faults::{Fault, Faulty, ReadFault, WriteFault};
use remote_log_mutants::node::NodeState;
use remote_log_mutants::reader::{self, HeadClass, Limits, ReaderSettings, ReaderState};
use remote_log_mutants::stores::{Answered, Dropped, Expect, Failure, Stores};
use remote_log_mutants::writer::{
    self, AppendItem, Embed, HeadForm, PublishStatus, WriterSettings, WriterState,
};

/// Stores and disks in memory.
#[derive(Default)]
struct Memory {
    cas: BTreeMap<Bytes, Bytes>,
    name: Option<Bytes>,
    writer: WriterState,
    reader: ReaderState,
    /// The ids in saves, in order.
    delivered: Vec<Id>,
    /// Callbacks so far.
    calls: usize,
    /// The callback at which the device dies.
    dies_at: Option<usize>,
    adds_fail: bool,
}

impl Memory {
    fn live(&mut self) -> Result<(), Dropped> {
        self.calls += 1;
        match Some(self.calls) == self.dies_at {
            true => Err(Dropped),
            false => Ok(()),
        }
    }
}

impl Stores for Memory {
    fn get(&mut self, address: &Bytes) -> Answered<Bytes> {
        self.live()?;
        Ok(self.cas.get(address).cloned().ok_or(Failure::NotFound))
    }

    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        self.live()?;
        if self.adds_fail {
            return Ok(Err(Failure::Unavailable));
        }
        self.cas.insert(sha2_256(content), content.clone());
        Ok(Ok(sha2_256(content)))
    }

    fn fetch(&mut self, _: &str) -> Answered<Bytes> {
        self.live()?;
        Ok(self.name.clone().ok_or(Failure::NotFound))
    }

    fn update(&mut self, _: &str, content: &Bytes, expect: &Expect) -> Answered<()> {
        self.live()?;
        let held = self.name.clone().map_or(Expect::Absent, Expect::Exact);
        if *expect != Expect::Any && *expect != held {
            return Ok(Err(Failure::Conflict));
        }
        self.name = Some(content.clone());
        Ok(Ok(()))
    }

    fn authenticate(&mut self, _: &Bytes) -> Result<bool, Dropped> {
        self.live()?;
        Ok(true)
    }

    fn save_reader(&mut self, state: &ReaderState, delivered: &[Id]) -> Result<(), Dropped> {
        self.live()?;
        self.reader = state.clone();
        self.delivered.extend_from_slice(delivered);
        Ok(())
    }

    fn save_writer(&mut self, state: &WriterState) -> Result<(), Dropped> {
        self.live()?;
        self.writer = state.clone();
        Ok(())
    }

    fn save_node(&mut self, _: &NodeState, _: &[Id]) -> Result<(), Dropped> {
        unreachable!("there is no node here")
    }
}

fn id(n: u8) -> Id {
    vec![n; 32].into()
}

fn writer_settings(faulty: Faulty) -> WriterSettings {
    WriterSettings {
        name: "alice".to_owned(),
        group: None,
        page_size: 2,
        embed: Embed::Last(1),
        head: HeadForm::Inline,
        faulty,
    }
}

fn reader_settings(faulty: Faulty) -> ReaderSettings {
    ReaderSettings {
        name: "alice".to_owned(),
        group: None,
        authenticate: false,
        kind: Kind::Multihash,
        limits: Limits {
            pages: 100,
            page_bytes: 1 << 16,
            pairs: 100,
            content_bytes: 1 << 16,
            call_bytes: 1 << 20,
            gets: 16,
        },
        faulty,
    }
}

fn append(memory: &mut Memory, ids: &[u8]) -> Result<(), Dropped> {
    let mut state = memory.writer.clone();
    let items = ids.iter().map(|n| AppendItem {
        id: id(*n),
        data: vec![*n].into(),
        ephemeral: false,
    });
    let settings = writer_settings(Faulty::default());
    writer::append(&settings, &mut state, memory, items.collect()).map(|_| ())
}

fn publish(memory: &mut Memory, faulty: Faulty) -> Result<PublishStatus, Dropped> {
    let mut state = memory.writer.clone();
    writer::publish(&writer_settings(faulty), &mut state, memory)
}

fn sync(memory: &mut Memory, faulty: Faulty) -> Result<reader::Answer, Dropped> {
    let mut state = memory.reader.clone().restarted(faulty);
    reader::sync(&reader_settings(faulty), &mut state, memory, 0)
}

/// Takes a step, and takes it again if the device dies in it, which it does once in a history.
fn until_it_lives<T>(mut step: impl FnMut() -> Result<T, Dropped>) -> T {
    step()
        .or_else(|Dropped| step())
        .expect("the device dies once")
}

/// Five messages in two goes, each read; every step goes on from what was saved.
fn history(dies_at: Option<usize>, faulty: Faulty) -> Memory {
    let mut memory = Memory {
        dies_at,
        ..Memory::default()
    };
    for ids in [&[1, 2, 3], &[3, 4, 5]] {
        until_it_lives(|| append(&mut memory, ids));
        let published = until_it_lives(|| publish(&mut memory, faulty));
        assert!(
            [PublishStatus::Published, PublishStatus::Unchanged].contains(&published),
            "{published:?}"
        );
        until_it_lives(|| sync(&mut memory, faulty));
    }
    memory
}

#[test]
fn a_crash_at_any_callback_loses_nothing_and_repeats_nothing() {
    let calls = history(None, Faulty::default()).calls;
    assert!(calls > 15, "{calls} callbacks are too few to try");
    for dies_at in 1..=calls {
        let memory = history(Some(dies_at), Faulty::default());
        let expected: Vec<Id> = (1..=5).map(id).collect();
        assert_eq!(memory.delivered, expected, "the crash was at {dies_at}");
    }
}

#[test]
fn the_same_history_shows_a_duplicate() {
    let fault = Fault::from(ReadFault::DuplicateDelivery);
    let memory = history(None, Faulty(Some(fault)));
    let expected: Vec<Id> = [1, 2, 3, 3, 4, 5].into_iter().map(id).collect();
    assert_eq!(memory.delivered, expected);
}

#[test]
fn a_restarted_reader_knows_its_floor_unless_it_forgot_it() {
    let head_after = |faulty| {
        let mut memory = history(None, Faulty::default());
        sync(&mut memory, faulty).expect("no crash").head
    };
    assert_eq!(head_after(Faulty::default()), HeadClass::Same);
    let fault = Fault::from(ReadFault::FloorForgotten);
    assert_eq!(head_after(Faulty(Some(fault))), HeadClass::Advanced);
}

#[test]
fn a_failed_add_keeps_the_name_unless_the_head_may_dangle() {
    let published = |faulty| {
        let mut memory = Memory {
            adds_fail: true,
            ..Memory::default()
        };
        append(&mut memory, &[1, 2]).expect("no crash");
        let status = publish(&mut memory, faulty).expect("no crash");
        (status, memory.name.is_some())
    };
    assert_eq!(
        published(Faulty::default()),
        (PublishStatus::Unavailable, false)
    );
    let fault = Fault::from(WriteFault::DanglingHead);
    assert_eq!(
        published(Faulty(Some(fault))),
        (PublishStatus::Published, true)
    );
}
