//! Scenes of a writer.

use remote_log_mutants::bytes::Bytes;
use remote_log_mutants::faults::{BlindWriterFault, Faulty};
use remote_log_mutants::page::Page;
use remote_log_mutants::stores::Failure;
use remote_log_mutants::writer::{
    AppendItem, Embed, HeadForm, PublishStatus, WriterSettings, WriterState, append, publish,
};

use super::memory::Memory;
use super::shows::shows;

/// A writer, what it knows, and the world around it.
struct Writer {
    settings: WriterSettings,
    state: WriterState,
    memory: Memory,
}

impl Writer {
    fn new(faulty: Faulty) -> Self {
        let settings = WriterSettings {
            name: "alice".to_owned(),
            group: None,
            page_size: 4,
            embed: Embed::Last(0),
            head: HeadForm::Inline,
            faulty,
        };
        Self {
            settings,
            state: WriterState::default(),
            memory: Memory::new(),
        }
    }

    /// Appends items, the oldest first, and publishes.
    fn publish(&mut self, letters: &str) -> PublishStatus {
        let items = letters.chars().map(|letter| AppendItem {
            id: vec![letter as u8; 32].into(),
            data: b"content".as_slice().into(),
            ephemeral: false,
        });
        let items = items.collect();
        append(&self.settings, &mut self.state, &mut self.memory, items)
            .expect("nothing is dropped");
        publish(&self.settings, &mut self.state, &mut self.memory).expect("nothing is dropped")
    }

    fn held(&self) -> Bytes {
        self.memory.name.clone().expect("it was published")
    }

    fn head(&self) -> Page {
        Page::decode(&self.held(), Faulty::default()).expect("it is a page")
    }

    /// The letters of the pairs of the head, the newest first.
    fn letters(&self) -> String {
        let pairs = self.head().pairs;
        pairs.iter().map(|pair| char::from(pair.local[0])).collect()
    }
}

#[test]
fn pairs() {
    let length_of_an_address = |faulty| {
        let mut writer = Writer::new(faulty);
        // 34 bytes of hash, and 66 more.
        writer.memory.suffix = vec![1; 66];
        writer.publish("a");
        writer.head().pairs[0].remote.len()
    };
    shows(BlindWriterFault::AddressCut, length_of_an_address, 100, 64);
    let embeds = |faulty| {
        let mut writer = Writer::new(faulty);
        writer.settings.embed = Embed::Last(2);
        writer.publish("a");
        !writer.head().pairs[0].data.is_empty()
    };
    let fault = BlindWriterFault::WideWindowEmbedsNone;
    shows(fault, embeds, true, false);
    let listed = |appended: &'static str| {
        move |faulty| {
            let mut writer = Writer::new(faulty);
            writer.publish(appended);
            writer.letters()
        }
    };
    let (sound, faulty) = ("ba".to_owned(), "ab".to_owned());
    shows(BlindWriterFault::BatchReversed, listed("ab"), sound, faulty);
    let (sound, faulty) = ("a".to_owned(), "aa".to_owned());
    let fault = BlindWriterFault::TwinInBatchListed;
    shows(fault, listed("aa"), sound, faulty);
}

#[test]
fn publishing() {
    let adds = |faulty| {
        let mut writer = Writer::new(faulty);
        writer.settings.embed = Embed::All;
        writer.settings.head = HeadForm::Pointer;
        writer.publish("a");
        writer.publish("");
        writer.memory.adds
    };
    shows(BlindWriterFault::PointerPageAddedAgain, adds, 1, 2);
    let status = |fault, scene: fn(Writer) -> PublishStatus, sound, faulty| {
        shows(fault, |faulty| scene(Writer::new(faulty)), sound, faulty);
    };
    status(
        BlindWriterFault::ZeroBytesForeign,
        |mut writer| {
            writer.memory.name = Ok(Bytes::default());
            writer.publish("a")
        },
        PublishStatus::Published,
        PublishStatus::Refused,
    );
    status(
        BlindWriterFault::ExpectsOwnHead,
        |mut writer| {
            writer.publish("a");
            let older = writer.held();
            writer.publish("b");
            writer.memory.name = Ok(older);
            writer.publish("c")
        },
        PublishStatus::Published,
        PublishStatus::Conflict,
    );
    status(
        BlindWriterFault::TriedTakenForPublished,
        |mut writer| {
            writer.memory.update_fails = Some(Failure::Timeout);
            writer.publish("a");
            writer.publish("")
        },
        PublishStatus::Published,
        PublishStatus::Unchanged,
    );
}
