//! The operations of the adapter protocol that vectors use, and the shapes of their inputs and answers.

use super::case::Form;
use super::shape::Shape::{self, *};
use crate::protocol::CallOp;

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// As in the protocol: `page.decode`.
    pub name: &'static str,
    /// The shape of its `in`.
    pub input: Shape,
    /// The shape of its `ok`.
    pub answer: Shape,
}

/// The operation of this name.
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}

/// Every operation.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter()
}

/// Every reason for which an input is rejected, and the details of each.
pub fn rejections() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    REASONS.into_iter()
}

/// What the harness sees in a step.
pub(super) const OBSERVATION: Shape = Object(&[
    ("calls", Map(&Integer)),
    ("sequence", List(&Word(&CALLBACKS))),
    (
        "bytes",
        Object(&[
            ("cas.add", Integer),
            ("cas.get", Integer),
            ("ns.fetch", Integer),
            ("ns.update", Integer),
        ]),
    ),
    ("asked", List(&Bytes)),
    ("asked_twice", List(&Bytes)),
    ("asked_again", List(&Bytes)),
    ("added", List(&Bytes)),
    (
        "updates",
        List(&Object(&[
            ("name", Text),
            ("content", Bytes),
            ("expect", EXPECT),
        ])),
    ),
    ("early_updates", Integer),
    ("rounds", Integer),
    ("most_gets", Integer),
    ("unsaved", List(&Bytes)),
    ("saved", List(&Bytes)),
    ("saved_again", List(&Bytes)),
    ("kept", List(&Bytes)),
    ("names", Map(&OrNull(&Bytes))),
    (
        "logs",
        Map(&Object(&[
            ("ids", List(&Bytes)),
            ("pages", List(&List(&Bytes))),
            ("longest", Integer),
            ("embedded", List(&Bytes)),
            ("unreachable", List(&Bytes)),
            ("dangling", List(&Bytes)),
            ("tails", List(&Bytes)),
        ])),
    ),
]);

/// The callbacks, in the words of the protocol.
const CALLBACKS: [&str; 9] = [
    CallOp::CasAdd.name(),
    CallOp::CasGet.name(),
    CallOp::NsFetch.name(),
    CallOp::NsUpdate.name(),
    CallOp::StateLoad.name(),
    CallOp::StateSave.name(),
    CallOp::Authenticate.name(),
    CallOp::MailDeposit.name(),
    CallOp::MailCollect.name(),
];

/// Why an input is refused, and the details of each reason.
pub(super) const REASONS: [(&str, &[&str]); 4] = [
    (
        "malformed",
        &[
            "truncated",
            "varint-too-long",
            "field-zero",
            "tag-too-large",
            "bad-wire-type",
            "wrong-wire-type",
            "group-mismatch",
            "group-unended",
            "too-deep",
            "not-utf8",
            "not-a-multihash",
            "not-a-cid",
            "trailing-bytes",
        ],
    ),
    (
        "invalid",
        &[
            "local-hash-length",
            "empty",
            "group-length",
            "digest-length",
            "identity-hash",
        ],
    ),
    (
        "mismatch",
        &["id-mismatch", "group-mismatch-with-log", "digest-mismatch"],
    ),
    ("too_large", &[]),
];

/// The shape of what bytes decode to.
pub(super) fn decoded(form: Form) -> &'static Shape {
    match form {
        Form::Page => &PAGE,
        Form::Message | Form::MessageLegacy => &MESSAGE,
        Form::Payload | Form::PayloadLegacy => &PAYLOAD,
        Form::Content | Form::Response => &Object(&[("fields", DATA)]),
        Form::Address => &Object(&[("fields", ADDRESS)]),
        Form::NameUpdate => &Object(&[("fields", NAME_UPDATE)]),
        Form::Query => &Object(&[("fields", QUERY)]),
    }
}

const NUMBERS: Shape = Word(&["spec", "legacy"]);
const PROFILE: Shape = Word(&["core", "mvds"]);
const KIND: Shape = Word(&["opaque", "multihash", "cid"]);
const STORED: Shape = Word(&["ok", "not_found", "conflict"]);
const EMPTY: Shape = Object(&[]);
const BYTES: Shape = Object(&[("bytes", Bytes)]);
const PAGE: Shape = Object(&[
    (
        "pairs",
        List(&Object(&[
            ("local", Bytes),
            ("remote", Bytes),
            ("data", Bytes),
        ])),
    ),
    ("tail", Bytes),
]);
const METADATA: Shape = OrNull(&Object(&[("parents", List(&Bytes)), ("ephemeral", Bool)]));
const MESSAGE: Shape = Object(&[
    ("group", Bytes),
    ("timestamp", Integer),
    ("body", Bytes),
    ("metadata", METADATA),
]);
const PAYLOAD: Shape = Object(&[
    ("acks", List(&Bytes)),
    ("offers", List(&Bytes)),
    ("requests", List(&Bytes)),
    ("messages", List(&MESSAGE)),
]);
const DATA: Shape = Object(&[("data", Bytes)]);
const ADDRESS: Shape = Object(&[("id", Bytes)]);
const NAME_UPDATE: Shape = Object(&[("name", Text), ("content", Bytes)]);
const QUERY: Shape = Object(&[("name", Text)]);
const FIELDS: Shape = Either(&[DATA, ADDRESS, NAME_UPDATE, QUERY]);
const SERVICE: Shape = Word(&["content", "address", "name_update", "query", "response"]);
const EXPECT: Shape = Either(&[
    Object(&[("state", Word(&["absent", "any"]))]),
    Object(&[("state", Word(&["exact"])), ("content", Bytes)]),
]);
const MISSING: Shape = Word(&[
    "not_found",
    "unavailable",
    "timeout",
    "malformed",
    "invalid",
    "mismatch",
    "too_large",
    "unlisted",
    "bound",
]);
const GAP: Shape = Word(&[
    "not_found",
    "unavailable",
    "timeout",
    "malformed",
    "invalid",
    "mismatch",
    "too_large",
    "bound",
]);

const OPERATIONS: &[Operation] = &[
    Operation {
        name: "page.decode",
        input: BYTES,
        answer: PAGE,
    },
    Operation {
        name: "page.encode",
        input: PAGE,
        answer: BYTES,
    },
    Operation {
        name: "service.decode",
        input: Object(&[("message", SERVICE), ("bytes", Bytes)]),
        answer: Object(&[("fields", FIELDS)]),
    },
    Operation {
        name: "service.encode",
        input: Object(&[("message", SERVICE), ("fields", FIELDS)]),
        answer: BYTES,
    },
    Operation {
        name: "message.id",
        input: Object(&[("group", Bytes), ("timestamp", Integer), ("body", Bytes)]),
        answer: Object(&[("id", Bytes)]),
    },
    Operation {
        name: "message.decode",
        input: Object(&[("bytes", Bytes), ("numbers", NUMBERS)]),
        answer: MESSAGE,
    },
    Operation {
        name: "message.encode",
        input: Object(&[
            ("group", Bytes),
            ("timestamp", Integer),
            ("body", Bytes),
            ("metadata", METADATA),
            ("numbers", NUMBERS),
        ]),
        answer: BYTES,
    },
    Operation {
        name: "message.check",
        input: Object(&[("bytes", Bytes), ("id", Bytes), ("group", Bytes)]),
        answer: EMPTY,
    },
    Operation {
        name: "payload.decode",
        input: Object(&[("bytes", Bytes), ("numbers", NUMBERS)]),
        answer: PAYLOAD,
    },
    Operation {
        name: "payload.encode",
        input: Object(&[
            ("acks", List(&Bytes)),
            ("offers", List(&Bytes)),
            ("requests", List(&Bytes)),
            ("messages", List(&MESSAGE)),
            ("numbers", NUMBERS),
        ]),
        answer: BYTES,
    },
    Operation {
        name: "address.check",
        input: Object(&[("kind", KIND), ("address", Bytes), ("content", Bytes)]),
        answer: Object(&[("checked", Word(&["verified", "unverified"]))]),
    },
    Operation {
        name: "writer.open",
        input: Object(&[
            ("instance", Text),
            ("name", Text),
            ("profile", PROFILE),
            ("group", OrNull(&Bytes)),
            ("page_size", Integer),
            ("embed", Either(&[Word(&["all"]), Integer])),
            ("head", Word(&["inline", "pointer"])),
        ]),
        answer: EMPTY,
    },
    Operation {
        name: "writer.append",
        input: Object(&[
            ("instance", Text),
            ("now", Integer),
            (
                "items",
                List(&Object(&[("id", OrNull(&Bytes)), ("data", Bytes)])),
            ),
        ]),
        answer: Object(&[(
            "items",
            List(&Object(&[
                ("id", Bytes),
                ("status", Word(&["appended", "duplicate", "ephemeral"])),
            ])),
        )]),
    },
    Operation {
        name: "writer.publish",
        input: Object(&[("instance", Text), ("now", Integer)]),
        answer: Object(&[(
            "status",
            Word(&[
                "published",
                "unchanged",
                "empty",
                "conflict",
                "refused",
                "too_large",
                "unavailable",
            ]),
        )]),
    },
    Operation {
        name: "reader.open",
        input: Object(&[
            ("instance", Text),
            ("name", Text),
            ("profile", PROFILE),
            ("group", OrNull(&Bytes)),
            ("kind", KIND),
            (
                "limits",
                Object(&[
                    ("pages", Integer),
                    ("page_bytes", Integer),
                    ("pairs", Integer),
                    ("content_bytes", Integer),
                    ("call_bytes", Integer),
                    ("gets", Integer),
                ]),
            ),
        ]),
        answer: EMPTY,
    },
    Operation {
        name: "reader.sync",
        input: Object(&[("instance", Text), ("now", Integer)]),
        answer: Object(&[
            (
                "head",
                Word(&[
                    "same",
                    "advanced",
                    "stale",
                    "fork",
                    "undetermined",
                    "none",
                    "unavailable",
                    "timeout",
                    "malformed",
                    "invalid",
                    "too_large",
                ]),
            ),
            (
                "delivered",
                List(&Object(&[
                    ("id", Bytes),
                    ("data", Bytes),
                    ("check", Word(&["verified", "opaque"])),
                ])),
            ),
            (
                "missing",
                List(&Object(&[("id", Bytes), ("reason", MISSING)])),
            ),
            (
                "gaps",
                List(&Object(&[("address", Bytes), ("reason", GAP)])),
            ),
            ("cycles", List(&Bytes)),
            ("inserted", List(&Bytes)),
            ("reordered", Bool),
            (
                "evidence",
                OrNull(&Object(&[("floor", Bytes), ("head", Bytes)])),
            ),
        ]),
    },
    Operation {
        name: "store.open",
        input: Object(&[("instance", Text)]),
        answer: EMPTY,
    },
    Operation {
        name: "store.add",
        input: Object(&[("instance", Text), ("content", Bytes)]),
        answer: Object(&[("address", Bytes)]),
    },
    Operation {
        name: "store.get",
        input: Object(&[("instance", Text), ("address", Bytes)]),
        answer: Object(&[("status", STORED), ("content", OrNull(&Bytes))]),
    },
    Operation {
        name: "store.update",
        input: Object(&[
            ("instance", Text),
            ("name", Text),
            ("content", Bytes),
            ("expect", EXPECT),
        ]),
        answer: Object(&[("status", STORED)]),
    },
    Operation {
        name: "store.fetch",
        input: Object(&[("instance", Text), ("name", Text)]),
        answer: Object(&[("status", STORED), ("content", OrNull(&Bytes))]),
    },
    Operation {
        name: "instance.drop",
        input: Object(&[("instance", Text)]),
        answer: EMPTY,
    },
];
