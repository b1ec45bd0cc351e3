//! Pages: encoding and decoding, and what a decoder forgives and refuses.

use proptest::collection::vec;
use proptest::prelude::*;
use remote_log::page::{self, Pair};
use serde_json::{Value, json};

use super::batch::Property;
use super::draft::{Draft, decodes, hex, is, rejects};
use crate::vectors::Form;

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "page-decode",
        cases: decode,
    },
    Property {
        name: "page-encode",
        cases: encode,
    },
    Property {
        name: "page-truncated",
        cases: truncated,
    },
    Property {
        name: "page-unknown-field",
        cases: unknown_field,
    },
    Property {
        name: "page-tail-first",
        cases: tail_first,
    },
];

#[derive(Debug, Clone)]
struct Entry {
    local: [u8; 32],
    remote: Vec<u8>,
    data: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Page {
    entries: Vec<Entry>,
    tail: Vec<u8>,
}

impl Page {
    fn encoded_pairs(&self) -> Vec<u8> {
        let pairs = self.entries.iter().map(|entry| Pair {
            local: &entry.local,
            remote: &entry.remote,
            data: &entry.data,
        });
        page::encode(pairs, &[])
    }

    fn encoded_tail(&self) -> Vec<u8> {
        page::encode([], &self.tail)
    }

    fn encoded(&self) -> Vec<u8> {
        [self.encoded_pairs(), self.encoded_tail()].concat()
    }

    fn value(&self) -> Value {
        let pairs: Vec<_> = self
            .entries
            .iter()
            .map(|entry| {
                json!({"local": hex(entry.local), "remote": hex(&entry.remote), "data": hex(&entry.data)})
            })
            .collect();
        json!({"pairs": pairs, "tail": hex(&self.tail)})
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    (
        any::<[u8; 32]>(),
        vec(any::<u8>(), 0..40),
        vec(any::<u8>(), 0..60),
    )
        .prop_map(|(local, remote, data)| Entry {
            local,
            remote,
            data,
        })
}

fn any_page() -> impl Strategy<Value = Page> {
    page_of(0)
}

/// A page with so many pairs at least.
fn page_of(least: usize) -> impl Strategy<Value = Page> {
    (vec(entry(), least..6), vec(any::<u8>(), 0..40))
        .prop_map(|(entries, tail)| Page { entries, tail })
}

fn decode() -> BoxedStrategy<Draft> {
    any_page()
        .prop_map(|page| {
            let mut expect = Vec::new();
            if let Some(entry) = page.entries.first() {
                expect.push(is("RL-PAGE-1", "/pairs/0/local", hex(entry.local)));
            }
            // A page with a tail alone, and one with nothing, have rules of their own.
            let requirement = match (page.entries.is_empty(), page.tail.is_empty()) {
                (true, true) => "RL-PAGE-5",
                (true, false) => "RL-PAGE-6",
                (false, _) => "RL-WIRE-1",
            };
            expect.push(is(requirement, "", page.value()));
            Draft::stateless(
                "Any page reads back as the pairs and the tail it was made from.",
                "core",
                "page.decode",
                json!({"bytes": hex(page.encoded())}),
                expect,
            )
        })
        .boxed()
}

fn encode() -> BoxedStrategy<Draft> {
    any_page()
        .prop_map(|page| {
            Draft::stateless(
                "Any page is written so that a decoder of the schema reads it back.",
                "core",
                "page.encode",
                page.value(),
                vec![
                    decodes("RL-WIRE-2", "/bytes", Form::Page, page.value()),
                    is("RL-WIRE-7", "/bytes", hex(page.encoded())),
                ],
            )
        })
        .boxed()
}

/// The pairs are cut inside the last one, so that whatever is read before it, something is missing.
fn truncated() -> BoxedStrategy<Draft> {
    (vec(entry(), 1..4), any::<prop::sample::Index>())
        .prop_map(|(entries, cut)| {
            let page = Page {
                entries,
                tail: Vec::new(),
            };
            let whole = page.encoded_pairs();
            let last = Page {
                entries: page.entries[page.entries.len() - 1..].to_vec(),
                tail: Vec::new(),
            }
            .encoded_pairs()
            .len();
            let kept = whole.len() - last + 1 + cut.index(last - 1);
            Draft::stateless(
                "A page that ends inside a pair is malformed.",
                "core",
                "page.decode",
                json!({"bytes": hex(&whole[..kept])}),
                vec![rejects("RL-WIRE-3", "malformed", "truncated")],
            )
        })
        .boxed()
}

/// A field that no message of the format has: its tag, then a value of one of the four plain wire types.
pub(super) fn foreign_field() -> impl Strategy<Value = Vec<u8>> {
    (16u32..2048, 0u8..4, any::<[u8; 8]>()).prop_map(|(number, form, value)| {
        let (wire_type, value) = match form {
            0 => (0, vec![value[0] & 0x7f]),
            1 => (1, value.to_vec()),
            2 => (2, [&[8], value.as_slice()].concat()),
            _ => (5, value[..4].to_vec()),
        };
        let tag = number << 3 | wire_type;
        // 16 << 3 is the least tag and 2047 << 3 | 7 the greatest, so every tag here takes two bytes.
        let tag = [(tag & 0x7f) as u8 | 0x80, (tag >> 7) as u8];
        [tag.as_slice(), &value].concat()
    })
}

fn unknown_field() -> BoxedStrategy<Draft> {
    (page_of(1), foreign_field())
        .prop_map(|(page, foreign)| {
            let bytes = [page.encoded_pairs(), foreign, page.encoded_tail()].concat();
            Draft::stateless(
                "A field that the schema does not have changes nothing.",
                "core",
                "page.decode",
                json!({"bytes": hex(bytes)}),
                vec![is("RL-WIRE-4", "", page.value())],
            )
        })
        .boxed()
}

fn tail_first() -> BoxedStrategy<Draft> {
    page_of(1)
        .prop_map(|page| {
            let bytes = [page.encoded_tail(), page.encoded_pairs()].concat();
            Draft::stateless(
                "A page whose tail stands before its pairs is the same page.",
                "core",
                "page.decode",
                json!({"bytes": hex(bytes)}),
                vec![is("RL-WIRE-5", "", page.value())],
            )
        })
        .boxed()
}
