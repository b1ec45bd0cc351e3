//! What stands for the model's messages and pages: ids, contents, bytes and addresses.

use std::collections::BTreeMap;
use std::rc::Rc;

use remote_log::address::{AddressKind, make};
use remote_log::page::{self, encode};
use remote_log_model::{Address, Blob, Message, Offer, Page};

/// The name of the log.
pub(super) const NAME: &str = "alice";

/// Bytes that are no page: a pair that is longer than they are.
pub(super) const GARBAGE: [u8; 2] = [0x0a, 0x05];

/// A field that no reader knows, a number: what makes two pages that list the same differ in bytes.
const UNKNOWN_FIELD: u8 = 15 << 3;

/// The id of a message: its letter, 32 times.
pub(super) fn id(message: Message) -> [u8; 32] {
    [b'a'.wrapping_add(message.0); 32]
}

/// The content of a message: short, and nobody else's.
pub(super) fn content(message: Message) -> Vec<u8> {
    format!("content of {message}").into_bytes()
}

/// The address of a message's content.
pub(super) fn content_address(message: Message) -> Vec<u8> {
    make(AddressKind::Multihash, &content(message))
}

/// The pages that were made so far: their bytes depend on the addresses of the pages beneath.
#[derive(Default)]
pub(super) struct Pages {
    made: BTreeMap<Address, Rc<Made>>,
}

/// A page in the store.
struct Made {
    address: Vec<u8>,
    bytes: Vec<u8>,
}

impl Pages {
    /// The bytes of a page, or of a head. The empty log is zero bytes.
    pub fn bytes(&mut self, page: &Page) -> Vec<u8> {
        let tail = page.tail.as_ref().map(|tail| self.make(tail));
        let parts: Vec<_> = page
            .pairs
            .iter()
            .map(|pair| {
                let (remote, data) = match pair.offer {
                    Offer::Embedded => (Vec::new(), content(pair.message)),
                    Offer::Stored => (content_address(pair.message), Vec::new()),
                    Offer::Nothing => (Vec::new(), Vec::new()),
                };
                (id(pair.message), remote, data)
            })
            .collect();
        let pairs = parts.iter().map(|(local, remote, data)| page::Pair {
            local,
            remote,
            data,
        });
        let mut bytes = encode(pairs, tail.as_ref().map_or(&[], |tail| &tail.address));
        if page.form > 0 {
            // A number of one byte; two forms are all that there are.
            bytes.extend([UNKNOWN_FIELD, page.form & 0x7f]);
        }
        bytes
    }

    /// The address of a page.
    pub fn address(&mut self, page: &Address) -> Vec<u8> {
        self.make(page).address.clone()
    }

    /// Where something is in the store, and what is there.
    pub fn blob(&mut self, blob: &Blob) -> (Vec<u8>, Vec<u8>) {
        match blob {
            Blob::Content(message) => (content_address(*message), content(*message)),
            Blob::Page(page) => {
                let made = self.make(page);
                (made.address.clone(), made.bytes.clone())
            }
        }
    }

    fn make(&mut self, page: &Address) -> Rc<Made> {
        if let Some(made) = self.made.get(page) {
            return made.clone();
        }
        let bytes = self.bytes(page);
        let address = make(AddressKind::Multihash, &bytes);
        let made = Rc::new(Made { address, bytes });
        self.made.insert(page.clone(), made.clone());
        made
    }
}
