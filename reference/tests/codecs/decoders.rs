//! The messages of the schema, each with the four decoders that read it.
//!
//! A decoder is a function that reads a message and writes it again, canonically: the decoders agree on a value exactly
//! if what they write is the same, so that comparing them compares the encoders too.

use buffa::MessageView;
use remote_log::message::{Message, Numbering};
use remote_log::page::{self, Page};
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use remote_log::wire::DecodeError;

use crate::generate::Kind::{self, Bytes, Hash, Int, Nested, Text};
use crate::oracles::{buffa as buffa_oracle, prost as prost_oracle};

/// A message of the schema.
pub struct Subject {
    pub name: &'static str,
    /// Its fields, for a generator.
    pub shape: &'static [(u32, Kind)],
    pub ours: fn(&[u8]) -> Result<Vec<u8>, DecodeError>,
    pub others: [(&'static str, Other); 3],
}

/// A decoder of a library; why it refuses is its own business.
pub type Other = fn(&[u8]) -> Option<Vec<u8>>;

fn prost<M: prost::Message + Default>(input: &[u8]) -> Option<Vec<u8>> {
    Some(M::decode(input).ok()?.encode_to_vec())
}

fn buffa<M: buffa::Message>(input: &[u8]) -> Option<Vec<u8>> {
    Some(M::decode_from_slice(input).ok()?.encode_to_vec())
}

/// Our own decoder of a message that writes itself into a buffer.
macro_rules! ours {
    ($message:ident $(, $numbering:expr)?) => {
        |input| {
            let mut out = Vec::new();
            $message::decode(input $(, $numbering)?)?.encode($($numbering,)? &mut out);
            Ok(out)
        }
    };
}

macro_rules! others {
    ($package:ident, $message:ident, $view:ident) => {
        [
            ("prost", prost::<prost_oracle::$package::$message>),
            ("buffa", buffa::<buffa_oracle::$package::$message>),
            ("buffa's view", |input| {
                let view = buffa_oracle::$package::$view::decode_view(input).ok()?;
                Some(::buffa::Message::encode_to_vec(
                    &view.to_owned_message().ok()?,
                ))
            }),
        ]
    };
}

const METADATA: &[(u32, Kind)] = &[(1, Hash), (2, Int)];
const MESSAGE: &[(u32, Kind)] = &[
    (6001, Hash),
    (6002, Int),
    (6003, Bytes),
    (6004, Nested(METADATA)),
];
const LEGACY: &[(u32, Kind)] = &[(1, Hash), (2, Int), (3, Bytes), (4, Nested(METADATA))];

pub const PAGE: Subject = Subject {
    name: "RemoteLog",
    shape: &[
        (1, Nested(&[(1, Bytes), (2, Hash), (3, Bytes)])),
        (2, Bytes),
    ],
    ours: |input| {
        let page = Page::decode(input)?;
        Ok(page::encode(page.pairs().iter().copied(), page.tail()))
    },
    others: others!(remotelog, RemoteLog, RemoteLogView),
};

pub const UPDATE: Subject = Subject {
    name: "NameUpdate",
    shape: &[(1, Text), (2, Bytes)],
    ours: ours!(NameUpdate),
    others: others!(ns, NameUpdate, NameUpdateView),
};

pub const SUBJECTS: &[Subject] = &[
    PAGE,
    UPDATE,
    Subject {
        name: "Message",
        shape: MESSAGE,
        ours: ours!(Message, Numbering::Spec),
        others: others!(mvds, Message, MessageView),
    },
    Subject {
        name: "Message (legacy)",
        shape: LEGACY,
        ours: ours!(Message, Numbering::Legacy),
        others: others!(mvds_legacy, Message, MessageView),
    },
    Subject {
        name: "Payload",
        shape: &[
            (5001, Hash),
            (5002, Hash),
            (5003, Hash),
            (5004, Nested(MESSAGE)),
        ],
        ours: ours!(Payload, Numbering::Spec),
        others: others!(mvds, Payload, PayloadView),
    },
    Subject {
        name: "Payload (legacy)",
        shape: &[(1, Hash), (2, Hash), (3, Hash), (4, Nested(LEGACY))],
        ours: ours!(Payload, Numbering::Legacy),
        others: others!(mvds_legacy, Payload, PayloadView),
    },
    Subject {
        name: "Content",
        shape: &[(1, Bytes)],
        ours: ours!(Content),
        others: others!(cas, Content, ContentView),
    },
    Subject {
        name: "Address",
        shape: &[(1, Bytes)],
        ours: ours!(Address),
        others: others!(cas, Address, AddressView),
    },
    Subject {
        name: "Query",
        shape: &[(1, Text)],
        ours: ours!(Query),
        others: others!(ns, Query, QueryView),
    },
    Subject {
        name: "Response",
        shape: &[(1, Bytes)],
        ours: ours!(Response),
        others: others!(ns, Response, ResponseView),
    },
];
