//! Content held against what a log lists, and against an address.

use remote_log::address::{self, AddressError, AddressKind, Checked, make};
use remote_log::message::{CheckError, Message, MessageId, Numbering, check};
use remote_log::wire::DecodeError;
use serde_json::json;

use super::features::{Feature, feature};
use super::mutate::mutated;
use super::schema::schema;
use super::simpler;
use crate::fuzz::chance::Chance;
use crate::fuzz::material::Material;
use crate::properties::draft::{Draft, hex, is, refuses};
use crate::vectors::Form;

/// Content that is to be the message that a log lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::fuzz) struct Listed {
    pub bytes: Vec<u8>,
    pub id: [u8; 32],
    pub group: Vec<u8>,
}

impl Listed {
    pub(super) fn generate(chance: &mut Chance, material: &Material) -> Self {
        let (mut listed, other) = (material.listed(chance), material.listed(chance));
        listed.bytes = mutated(chance, &listed.bytes, &other.bytes, schema(Form::Message));
        // Without its own id and group most content would be refused for these alone.
        if let Ok(message) = Message::decode(&listed.bytes, Numbering::Spec)
            && !chance.one_in(4)
        {
            listed.id = message.id().0;
            if !chance.one_in(4) {
                listed.group = message.group_id.to_vec();
            }
        }
        listed
    }

    /// Where the content is refused for what belongs to strict-wire, nothing is asked.
    pub(super) fn case(&self) -> Option<Draft> {
        let strict = feature(&self.bytes, schema(Form::Message)) >= Feature::Long;
        let checked = check(&self.bytes, &MessageId(self.id), Some(&self.group));
        let asserted = match &checked {
            _ if strict => return None,
            Ok(_) => is("RL-MSG-10", "", json!({})),
            Err(error) => {
                let requirement = match error {
                    CheckError::Empty => "RL-MSG-11",
                    CheckError::Decode(DecodeError::Truncated { .. }) => "RL-MSG-10",
                    CheckError::Decode(_) => return None,
                    CheckError::GroupLength { .. } => "RL-MSG-4",
                    CheckError::IdMismatch { .. } => "RL-MSG-6",
                    CheckError::ForeignGroup => "RL-MSG-7",
                };
                refuses(requirement, error.reason().name(), None)
            }
        };
        Some(Draft::stateless(
            "Content made from other content by chance is the listed message, or refused.",
            "mvds",
            "message.check",
            json!({"bytes": hex(&self.bytes), "id": hex(self.id), "group": hex(&self.group)}),
            vec![asserted],
        ))
    }

    pub(super) fn told(&self) -> Vec<String> {
        vec![format!(
            "content is held against the message {} of group {}: {}",
            hex::encode(self.id),
            hex::encode(&self.group),
            hex::encode(&self.bytes)
        )]
    }

    /// The id follows the content where it was the content's own.
    pub(super) fn simpler(&self) -> Vec<Self> {
        let id = |bytes: &[u8]| Some(Message::decode(bytes, Numbering::Spec).ok()?.id().0);
        let own = id(&self.bytes) == Some(self.id);
        let fewer = simpler::bytes(&self.bytes, schema(Form::Message));
        fewer
            .into_iter()
            .map(|bytes| Self {
                id: id(&bytes).filter(|_| own).unwrap_or(self.id),
                bytes,
                group: self.group.clone(),
            })
            .collect()
    }
}

/// Content that is to be what an address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::fuzz) struct Addressed {
    pub kind: AddressKind,
    pub address: Vec<u8>,
    pub content: Vec<u8>,
}

impl Addressed {
    pub(super) fn generate(chance: &mut Chance, material: &Material) -> Self {
        let (mut addressed, other) = (material.addressed(chance), material.addressed(chance));
        if chance.one_in(2) {
            addressed.content = mutated(chance, &addressed.content, &other.content, &[]);
        }
        if chance.one_in(3) {
            addressed.kind = *chance.pick(&[
                AddressKind::Multihash,
                AddressKind::Cid,
                AddressKind::Opaque,
            ]);
        }
        if chance.one_in(2) {
            addressed.address = make(addressed.kind, &addressed.content);
        }
        if chance.one_in(2) {
            addressed.address = mutated(chance, &addressed.address, &other.address, &[]);
        }
        addressed
    }

    pub(super) fn case(&self) -> Option<Draft> {
        if !self.is_determined() {
            return None;
        }
        let hashed = match self.kind {
            AddressKind::Opaque => "RL-ADDR-2",
            AddressKind::Multihash => "RL-ADDR-3",
            AddressKind::Cid => "RL-ADDR-4",
        };
        let asserted = match address::check(self.kind, &self.address, &self.content) {
            Ok(Checked::Verified) => is(hashed, "/checked", "verified"),
            Ok(Checked::Unverified) => {
                let requirement = match self.kind {
                    AddressKind::Cid => "RL-ADDR-5",
                    _ => hashed,
                };
                is(requirement, "/checked", "unverified")
            }
            Err(error) => {
                let requirement = match error {
                    AddressError::DigestMismatch => hashed,
                    AddressError::DigestLength { .. } => "RL-ADDR-6",
                    AddressError::IdentityHash => "RL-ADDR-7",
                    AddressError::TrailingBytes { .. } | AddressError::NotOfKind { .. } => {
                        "RL-ADDR-8"
                    }
                };
                refuses(requirement, error.reason().name(), None)
            }
        };
        Some(Draft::stateless(
            "Content and an address made from others by chance belong together, or do not.",
            "verify",
            "address.check",
            json!({
                "kind": self.kind.to_string(),
                "address": hex(&self.address),
                "content": hex(&self.content),
            }),
            vec![asserted],
        ))
    }

    /// Which hash functions an implementation has besides sha2-256 is its own business (RL-ADDR-9), and so is whether it
    /// takes a number that is longer than it need be.
    fn is_determined(&self) -> bool {
        const SHA2_256: u8 = 0x12;
        const IDENTITY: u8 = 0x00;
        let long = self
            .address
            .windows(2)
            .take(4)
            .any(|pair| pair[0] >= 0x80 && pair[1] == 0);
        let known = |hash: Option<&u8>| matches!(hash, None | Some(&(SHA2_256 | IDENTITY)));
        match self.kind {
            AddressKind::Opaque => true,
            AddressKind::Multihash => !long && known(self.address.first()),
            // A CIDv0, or one of a codec whose hash is not looked at.
            AddressKind::Cid => {
                !long && (!self.address.starts_with(&[0x01, 0x55]) || known(self.address.get(2)))
            }
        }
    }

    pub(super) fn told(&self) -> Vec<String> {
        vec![format!(
            "content is held against the {} {}: {}",
            self.kind,
            hex::encode(&self.address),
            hex::encode(&self.content)
        )]
    }

    /// The address follows the content where it was the content's own.
    pub(super) fn simpler(&self) -> Vec<Self> {
        let own = self.address == make(self.kind, &self.content);
        let contents = simpler::bytes(&self.content, &[])
            .into_iter()
            .map(|content| Self {
                kind: self.kind,
                address: if own {
                    make(self.kind, &content)
                } else {
                    self.address.clone()
                },
                content,
            });
        let addresses = simpler::bytes(&self.address, &[])
            .into_iter()
            .map(|address| Self {
                address,
                ..self.clone()
            });
        contents.chain(addresses).collect()
    }
}
