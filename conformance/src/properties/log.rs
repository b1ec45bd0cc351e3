//! A log made from a list of items, as the pages that a writer would have published.

use proptest::collection::vec;
use proptest::prelude::*;
use remote_log::address::{AddressKind, make};
use remote_log::page::{Pair, encode};
use serde_json::{Value, json};

use super::draft::{self, ask, hex};
use crate::vectors::{Assertion, Holds, NameChange, Step, WorldChange};

/// The name under which generated logs are published.
pub(super) const NAME: &str = "alice";

/// One item of a log.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub id: [u8; 32],
    /// Never empty, because empty `data` in a pair means that there is none.
    pub content: Vec<u8>,
    /// Whether its pair carries the content.
    pub embedded: bool,
}

impl Item {
    pub fn address(&self) -> Vec<u8> {
        make(AddressKind::Multihash, &self.content)
    }
}

/// Items with distinct ids and contents, oldest first.
pub(super) fn items(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Item>> {
    vec(
        (any::<[u8; 31]>(), vec(any::<u8>(), 0..40), any::<bool>()),
        count,
    )
    .prop_map(|parts| {
        let numbered = (0u8..).zip(parts);
        numbered
            .map(|(n, (rest, mut content, embedded))| {
                let mut id = [n; 32];
                id[1..].copy_from_slice(&rest);
                content.push(n);
                Item {
                    id,
                    content,
                    embedded,
                }
            })
            .collect()
    })
}

/// The pages of a log, the oldest sealed first, and its head.
pub(super) struct Published {
    pub head: Vec<u8>,
    /// Address and bytes of each sealed page, the newest first.
    pub pages: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Seals every `page_size` items, and leaves the newest, one at least, in the head.
pub(super) fn publish(items: &[Item], page_size: usize) -> Published {
    publish_as(items, page_size, page)
}

/// The same, with pages written by `page` from items, oldest first, and a tail.
pub(super) fn publish_as(
    items: &[Item],
    page_size: usize,
    page: impl Fn(&[Item], &[u8]) -> Vec<u8>,
) -> Published {
    let mut pages = Vec::new();
    let mut chunks = items.chunks(page_size).peekable();
    let mut tail = Vec::new();
    let mut head = Vec::new();
    while let Some(chunk) = chunks.next() {
        let bytes = page(chunk, &tail);
        if chunks.peek().is_none() {
            head = bytes;
        } else {
            tail = make(AddressKind::Multihash, &bytes);
            pages.insert(0, (tail.clone(), bytes));
        }
    }
    Published { head, pages }
}

/// A page of these items and a tail as any encoder writes it.
pub(super) fn page(oldest_first: &[Item], tail: &[u8]) -> Vec<u8> {
    let addresses: Vec<_> = oldest_first.iter().map(Item::address).collect();
    let pairs = oldest_first.iter().zip(&addresses).rev();
    encode(
        pairs.map(|(item, address)| Pair {
            local: &item.id,
            remote: if item.embedded { &[] } else { address },
            data: if item.embedded { &item.content } else { &[] },
        }),
        tail,
    )
}

/// The world after these items were published: the name, the pages, and the contents that are not embedded.
pub(super) fn world(items: &[Item], page_size: usize) -> WorldChange {
    holding(items, publish(items, page_size))
}

/// The same, after they were published so.
pub(super) fn holding(items: &[Item], published: Published) -> WorldChange {
    let contents = items
        .iter()
        .filter(|item| !item.embedded)
        .map(|item| (item.address(), Holds::Content(item.content.clone())));
    let pages = published
        .pages
        .into_iter()
        .map(|(address, bytes)| (address, Holds::Content(bytes)));
    WorldChange {
        cas: contents.chain(pages).collect(),
        names: vec![(
            NAME.to_owned(),
            NameChange::Holds(Holds::Content(published.head)),
        )],
        ..WorldChange::default()
    }
}

/// Ids as an answer has them.
pub(super) fn ids<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<Value> {
    items.into_iter().map(|item| hex(item.id)).collect()
}

/// Opens the reader `bob` of the generated log, with at most so many pages in a call.
pub(super) fn open_reader(pages: usize) -> Step {
    draft::open_reader("bob", NAME, pages)
}

/// Lets `bob` catch up.
pub(super) fn sync(now: u64, expect: Vec<Assertion>) -> Step {
    ask(
        "reader.sync",
        json!({"instance": "bob", "now": now.to_string()}),
        expect,
    )
}
