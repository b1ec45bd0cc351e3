//! Addresses: content that matches, content that does not, and addresses that cannot tell.

use proptest::collection::vec;
use proptest::prelude::*;
use remote_log::address::{AddressKind, make};
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, hex, is, rejects};

pub(super) const PROPERTIES: &[Property] = &[
    Property {
        name: "address-verified",
        cases: verified,
    },
    Property {
        name: "address-other-content",
        cases: other_content,
    },
    Property {
        name: "address-opaque",
        cases: opaque,
    },
];

fn checkable() -> impl Strategy<Value = (AddressKind, &'static str)> {
    prop_oneof![
        Just((AddressKind::Multihash, "RL-ADDR-3")),
        Just((AddressKind::Cid, "RL-ADDR-4")),
    ]
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..100)
}

fn verified() -> BoxedStrategy<Draft> {
    (checkable(), content())
        .prop_map(|((kind, req), content)| {
            Draft::stateless(
                "Content that hashes to its address is verified.",
                "verify",
                "address.check",
                json!({"kind": kind.to_string(), "address": hex(make(kind, &content)), "content": hex(content)}),
                vec![is(req, "/checked", "verified")],
            )
        })
        .boxed()
}

fn other_content() -> BoxedStrategy<Draft> {
    (checkable(), content(), any::<u8>())
        .prop_map(|((kind, req), mut content, more)| {
            let address = make(kind, &content);
            content.push(more);
            Draft::stateless(
                "Content with one more byte is not what the address says.",
                "verify",
                "address.check",
                json!({"kind": kind.to_string(), "address": hex(address), "content": hex(content)}),
                vec![rejects(req, "mismatch", "digest-mismatch")],
            )
        })
        .boxed()
}

fn opaque() -> BoxedStrategy<Draft> {
    (checkable(), content(), content())
        .prop_map(|((looks_like, _), content, other)| {
            Draft::stateless(
                "Under the kind opaque nothing is checked, whatever the address looks like.",
                "verify",
                "address.check",
                json!({"kind": "opaque", "address": hex(make(looks_like, &other)), "content": hex(content)}),
                vec![is("RL-ADDR-2", "/checked", "unverified")],
            )
        })
        .boxed()
}
