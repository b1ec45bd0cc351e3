//! The messages of a scenario: what a file calls them, and how it writes them.

use std::collections::BTreeMap;

use remote_log::message::{Message, Metadata, Numbering, message_id};
use serde_saphyr::Spanned;

use super::raw::RawMessage;
use crate::diagnostic::Diagnostic;
use crate::scenario::Id;
use crate::vectors::read::Context;
use crate::vectors::read::world::bytes;
use crate::yaml::{Node, Yaml};

/// The ids of messages by what the file calls them.
#[derive(Default)]
pub(super) struct Messages(BTreeMap<String, Id>);

/// A message, read.
pub(super) struct Written {
    pub group: Vec<u8>,
    pub timestamp: i64,
    pub body: Vec<u8>,
    pub ephemeral: bool,
    pub parents: Vec<Id>,
}

impl Messages {
    /// What the file calls a message, or its id.
    pub fn word(&self, id: &[u8]) -> String {
        let known = self.0.iter().find(|(_, known)| *known == id);
        known.map_or_else(|| hex::encode(id), |(name, _)| name.clone())
    }

    /// What the file calls each message.
    pub fn names(self) -> BTreeMap<Id, String> {
        self.0.into_iter().map(|(name, id)| (id, name)).collect()
    }

    /// An id: the name of a message, or bytes.
    pub fn id(&self, context: &Context<'_>, node: &Node) -> Result<Id, Diagnostic> {
        match &node.value {
            Yaml::Text(text) => match self.0.get(text) {
                Some(id) => Ok(id.clone()),
                None => bytes(context, node),
            },
            _ => bytes(context, node),
        }
    }

    /// Reads a message, and what it is called. `group` and `timestamp` are those of a message that does not say.
    pub fn read(
        &mut self,
        context: &Context<'_>,
        raw: &Spanned<RawMessage>,
        group: &[u8],
        timestamp: u64,
    ) -> Result<Written, Diagnostic> {
        let RawMessage {
            name,
            group: own,
            timestamp: at,
            body,
            ephemeral,
            parents,
        } = &raw.value;
        let group = own
            .as_ref()
            .map_or_else(|| Ok(group.to_vec()), |own| bytes(context, own))?;
        let timestamp = match at {
            None => i64::try_from(timestamp).unwrap_or(i64::MAX),
            Some(at) => signed(context, at)?,
        };
        let body = bytes(context, body)?;
        let id = message_id(&group, timestamp, &body).0.to_vec();
        if let Some(name) = name {
            self.name(context, name, &id)?;
        }
        let parents = parents.iter().map(|parent| self.id(context, parent));
        Ok(Written {
            group,
            timestamp,
            body,
            ephemeral: *ephemeral,
            parents: parents.collect::<Result<_, _>>()?,
        })
    }

    fn name(
        &mut self,
        context: &Context<'_>,
        name: &Spanned<String>,
        id: &Id,
    ) -> Result<(), Diagnostic> {
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        // A name that could be hex would hide bytes.
        let is_hex = name.value.bytes().all(|byte| byte.is_ascii_hexdigit());
        if name.value.is_empty() || is_hex || !name.value.bytes().all(word) {
            let message = format!(
                "`{}` is no name of a message; one is made of lowercase letters and digits, and is no hex: m1.",
                name.value
            );
            return Err(context.fault(name, message));
        }
        match self.0.insert(name.value.clone(), id.clone()) {
            Some(other) if other != *id => Err(context.fault(
                name,
                format!("`{}` is another message already.", name.value),
            )),
            _ => Ok(()),
        }
    }
}

impl Written {
    /// The message with these metadata, for as long as it is needed.
    pub fn with<T>(&self, then: impl FnOnce(&Message<'_>) -> T) -> T {
        let metadata = (self.ephemeral || !self.parents.is_empty()).then(|| Metadata {
            parents: self.parents.iter().map(Vec::as_slice).collect(),
            ephemeral: self.ephemeral,
        });
        then(&Message {
            group_id: &self.group,
            timestamp: self.timestamp,
            body: &self.body,
            metadata,
        })
    }

    /// Its id.
    pub fn id(&self) -> Id {
        self.with(|message| message.id().0.to_vec())
    }

    /// Its bytes.
    pub fn encoded(&self, numbers: Numbering) -> Vec<u8> {
        let mut out = Vec::new();
        self.with(|message| message.encode(numbers, &mut out));
        out
    }
}

/// A quoted number, perhaps negative.
fn signed(context: &Context<'_>, node: &Node) -> Result<i64, Diagnostic> {
    let number = match &node.value {
        Yaml::Text(text) if !text.starts_with('+') => text.parse().ok(),
        _ => None,
    };
    number.ok_or_else(|| {
        context.fault(
            node,
            "A timestamp is a quoted decimal number, such as \"12\" or \"-1\".",
        )
    })
}
