//! A log of messages of 200 bytes, that a benchmark writes and reads.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::reader::{self, Limits, Reader};
use remote_log::log::writer::{self, Embed, Head, Layout, NewItem, Published, Writer};
use remote_log::log::{Check, drive};
use remote_log::message::{Message, Numbering};
use remote_log::store::{Cas, Disk, Ns};

/// The bytes of a message's body.
pub const BODY: usize = 200;
/// The most pairs on a page.
pub const PAGE_SIZE: usize = 100;

const NAME: &str = "alice";
const GROUP: [u8; 32] = [7; 32];

/// Where the content of the messages stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In the pairs of all pages.
    Embedded,
    /// In the content store, each under an address of its own.
    PointedTo,
}

impl Mode {
    /// As the tables call it.
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Embedded => "embedded",
            Mode::PointedTo => "pointed to",
        }
    }

    const fn embed(self) -> Embed {
        match self {
            Mode::Embedded => Embed::All,
            Mode::PointedTo => Embed::Last(0),
        }
    }
}

/// A writer of such a log, with an inline head.
pub fn writer(mode: Mode) -> Writer {
    let layout = Layout::new(PAGE_SIZE, mode.embed(), Head::Inline)
        .expect("a page has room, and no more is embedded than it has");
    let settings = writer::Settings {
        name: NAME.to_owned(),
        check: Check::Mvds { group: GROUP },
        layout,
    };
    Writer::open(settings, None).expect("there is no saved state to be wrong")
}

/// A reader of such a log that knows nothing yet, and checks everything that it can: addresses and message ids.
pub fn reader() -> Reader {
    let settings = reader::Settings {
        name: NAME.to_owned(),
        kind: AddressKind::Multihash,
        check: Check::Mvds { group: GROUP },
        limits: Limits {
            // Enough for the contents of a page, and the next page, to be under way together.
            gets: PAGE_SIZE as u64 + 1,
            ..Limits::default()
        },
    };
    Reader::open(settings, None).expect("there is no saved state to be wrong")
}

/// Appends the messages of these numbers and publishes them together.
pub fn publish(
    writer: &mut Writer,
    numbers: std::ops::Range<u64>,
    cas: &mut impl Cas,
    ns: &mut impl Ns,
    disk: &mut impl Disk,
) {
    let items = numbers.map(|number| NewItem {
        id: None,
        data: message(number),
    });
    let append = writer
        .append(items.collect())
        .expect("every message is one of the group");
    drive(append, cas, ns, disk).expect("the disk saves");
    let published = drive(writer.publish(), cas, ns, disk).expect("the disk saves");
    assert_eq!(published, Published::Published);
}

/// The message of this number; no two are alike.
fn message(number: u64) -> Bytes {
    let body = number.to_le_bytes().repeat(BODY / size_of::<u64>());
    let mut bytes = Vec::new();
    Message {
        group_id: &GROUP,
        timestamp: number.cast_signed(),
        body: &body,
        metadata: None,
    }
    .encode(Numbering::Spec, &mut bytes);
    bytes.into()
}
