//! Inputs of one request: bytes for a decoder, values for an encoder, content to be checked.

mod check;
mod decode;
mod encode;
mod features;
mod mutate;
mod plain;
mod schema;
mod simpler;

use super::chance::Chance;
use super::material::Material;
use crate::properties::draft::Draft;
use crate::vectors::Form;
pub(super) use check::{Addressed, Listed};

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Codec {
    /// Bytes for a decoder.
    Decode {
        form: Form,
        bytes: Vec<u8>,
        /// Whether the plain form of the bytes is asked first.
        plain_first: bool,
    },
    /// The value of these bytes, for an encoder.
    Encode { form: Form, bytes: Vec<u8> },
    /// Content that is to be the message that a log lists.
    Listed(Listed),
    /// Content that is to be what an address says.
    Addressed(Addressed),
}

const FORMS: [(usize, Form); 10] = [
    (8, Form::Page),
    (3, Form::Message),
    (1, Form::MessageLegacy),
    (3, Form::Payload),
    (1, Form::PayloadLegacy),
    (1, Form::Content),
    (1, Form::Address),
    (2, Form::NameUpdate),
    (1, Form::Query),
    (1, Form::Response),
];

impl Codec {
    /// An input made from others.
    pub fn generate(chance: &mut Chance, material: &Material) -> Self {
        match chance.below(8) {
            0 => Self::Listed(Listed::generate(chance, material)),
            1 => Self::Addressed(Addressed::generate(chance, material)),
            kind => {
                let form = chance.weighted(&FORMS);
                let bytes = material.bytes(chance, form);
                let other = material.bytes(chance, form);
                let bytes = mutate::mutated(chance, &bytes, &other, schema::schema(form));
                if kind == 2 {
                    Self::Encode { form, bytes }
                } else {
                    Self::Decode {
                        form,
                        bytes,
                        plain_first: true,
                    }
                }
            }
        }
    }

    /// The case that asks it; `None` where the spec leaves open what must come of it.
    pub fn case(&self) -> Option<Draft> {
        match self {
            Self::Decode {
                form,
                bytes,
                plain_first,
            } => decode::case(*form, bytes, *plain_first),
            Self::Encode { form, bytes } => encode::case(*form, bytes),
            Self::Listed(listed) => listed.case(),
            Self::Addressed(addressed) => addressed.case(),
        }
    }

    /// What is asked, a line for each thing.
    pub fn told(&self) -> Vec<String> {
        let shown = |bytes: &[u8]| match bytes {
            [] => "no bytes".to_owned(),
            bytes => hex::encode(bytes),
        };
        match self {
            Self::Decode {
                form,
                bytes,
                plain_first,
            } => {
                let first = plain_first
                    .then(|| plain::plain(*form, bytes).ok())
                    .flatten()
                    .filter(|plain| plain != bytes)
                    .map(|plain| {
                        format!(
                            "a {} in its plain form is decoded: {}",
                            form.name(),
                            shown(&plain)
                        )
                    });
                let then = format!("a {} is decoded: {}", form.name(), shown(bytes));
                first.into_iter().chain([then]).collect()
            }
            Self::Encode { form, bytes } => vec![
                format!(
                    "the value of this {} is encoded: {}",
                    form.name(),
                    shown(bytes)
                ),
                "what comes of it is decoded".to_owned(),
            ],
            Self::Listed(listed) => listed.told(),
            Self::Addressed(addressed) => addressed.told(),
        }
    }

    /// Simpler inputs, the boldest steps first.
    pub fn simpler(&self) -> Vec<Self> {
        match self {
            // Once the plain form is gone, what is special about the bytes must stay.
            Self::Decode {
                plain_first: false, ..
            } => Vec::new(),
            Self::Decode { form, bytes, .. } => {
                let decode = |(bytes, plain_first)| Self::Decode {
                    form: *form,
                    bytes,
                    plain_first,
                };
                let fewer = simpler::bytes(bytes, schema::schema(*form));
                let alone = (bytes.clone(), false);
                let all = fewer.into_iter().map(|bytes| (bytes, true)).chain([alone]);
                all.map(decode).collect()
            }
            Self::Encode { form, bytes } => simpler::bytes(bytes, schema::schema(*form))
                .into_iter()
                .map(|bytes| Self::Encode { form: *form, bytes })
                .collect(),
            Self::Listed(listed) => listed.simpler().into_iter().map(Self::Listed).collect(),
            Self::Addressed(addressed) => addressed
                .simpler()
                .into_iter()
                .map(Self::Addressed)
                .collect(),
        }
    }
}
