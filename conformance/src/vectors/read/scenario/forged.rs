//! What strangers and helpers make up: payloads, and whole logs.

use remote_log::address::{AddressKind, make};
use remote_log::message::Numbering;
use remote_log::page::{self, Pair};
use remote_log::payload::Payload;
use serde_saphyr::Spanned;

use super::message::{Messages, Written};
use super::raw::{RawForge, RawInject};
use crate::diagnostic::Diagnostic;
use crate::scenario::Id;
use crate::vectors::read::Context;
use crate::vectors::read::world::bytes;
use crate::vectors::{Holds, NameChange, WorldChange};
use crate::yaml::Node;

/// What everything that is made up is read with.
pub(super) struct Forgery<'a> {
    pub context: &'a Context<'a>,
    /// The group of a message that names none.
    pub group: &'a [u8],
    pub epoch: u64,
    pub numbers: Numbering,
}

impl Forgery<'_> {
    /// A payload: its bytes, or what it carries.
    pub fn payload(
        &self,
        messages: &mut Messages,
        raw: &Spanned<RawInject>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let RawInject {
            bytes: given,
            acks,
            offers,
            requests,
            messages: carried,
            ..
        } = &raw.value;
        let written: Vec<Written> = carried
            .iter()
            .map(|one| messages.read(self.context, one, self.group, self.epoch))
            .collect::<Result<_, _>>()?;
        let ids = |nodes: &[Node]| -> Result<Vec<Id>, Diagnostic> {
            let ids = nodes.iter().map(|node| messages.id(self.context, node));
            ids.collect()
        };
        let (acks, offers, requests) = (ids(acks)?, ids(offers)?, ids(requests)?);
        let says = acks.len() + offers.len() + requests.len() + written.len();
        if let Some(given) = given {
            return match says {
                0 => bytes(self.context, given),
                _ => Err(self.context.fault(
                    given,
                    "A payload is written as `bytes`, or by what it carries, and not as both.",
                )),
            };
        }
        let mut out = Vec::new();
        let lists = Payload {
            acks: acks.iter().map(Vec::as_slice).collect(),
            offers: offers.iter().map(Vec::as_slice).collect(),
            requests: requests.iter().map(Vec::as_slice).collect(),
            messages: Vec::new(),
        };
        lists.encode(self.numbers, &mut out);
        for one in &written {
            one.with(|message| {
                let payload = Payload {
                    messages: vec![message.clone()],
                    ..Payload::default()
                };
                payload.encode(self.numbers, &mut out);
            });
        }
        Ok(out)
    }

    /// A log of one page, whose items lie in the content store.
    pub fn log(
        &self,
        messages: &mut Messages,
        raw: &Spanned<RawForge>,
    ) -> Result<WorldChange, Diagnostic> {
        let mut items: Vec<([u8; 32], Vec<u8>, Vec<u8>)> = Vec::new();
        for listed in &raw.value.lists {
            let held = &listed.value.holds;
            let written = messages.read(self.context, held, self.group, self.epoch)?;
            let id = match &listed.value.id {
                None => written.id(),
                Some(id) => messages.id(self.context, id)?,
            };
            let Ok(id) = <[u8; 32]>::try_from(id) else {
                let why = "A log lists ids of 32 bytes.";
                return Err(self.context.fault(listed, why));
            };
            let content = written.encoded(Numbering::Spec);
            items.push((id, make(AddressKind::Multihash, &content), content));
        }
        let pairs = items.iter().rev().map(|(id, address, _)| Pair {
            local: id,
            remote: address,
            data: &[],
        });
        let head = page::encode(pairs, &[]);
        let contents = items.into_iter();
        Ok(WorldChange {
            cas: contents
                .map(|(_, address, content)| (address, Holds::Content(content)))
                .collect(),
            names: vec![(
                raw.value.name.clone(),
                NameChange::Holds(Holds::Content(head)),
            )],
            ..WorldChange::default()
        })
    }
}
