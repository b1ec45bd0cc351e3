//! The actors and groups of a scenario, and spans of its epochs.

use serde_saphyr::Spanned;

use super::raw::{RawActor, RawGroup, RawScenario};
use crate::diagnostic::Diagnostic;
use crate::scenario::{Actor, Epochs, Group, MOST_ACTORS};
use crate::vectors::read::Context;
use crate::vectors::read::world::bytes;

/// The names of the actors, in order: an actor is its index.
pub(super) struct Cast<'a> {
    pub context: &'a Context<'a>,
    names: Vec<&'a str>,
}

impl<'a> Cast<'a> {
    pub fn read(context: &'a Context<'a>, raw: &'a RawScenario) -> Result<Self, Diagnostic> {
        let mut names: Vec<&str> = Vec::new();
        for actor in &raw.actors {
            let name = &actor.value.name;
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            if name.value.is_empty() || !name.value.bytes().all(plain) {
                let message = format!(
                    "`{}` is no name of an actor; one is made of lowercase letters and digits.",
                    name.value
                );
                return Err(context.fault(name, message));
            }
            if names.contains(&name.value.as_str()) {
                let message = format!("There is an actor `{}` already.", name.value);
                return Err(context.fault(name, message));
            }
            names.push(&name.value);
        }
        if let Some(one_too_many) = raw.actors.get(MOST_ACTORS) {
            let message = format!("A scenario has at most {MOST_ACTORS} actors.");
            return Err(context.fault(one_too_many, message));
        }
        Ok(Self { context, names })
    }

    /// The actor of this name.
    pub fn actor(&self, name: &Spanned<String>) -> Result<usize, Diagnostic> {
        let found = self.names.iter().position(|known| *known == name.value);
        found.ok_or_else(|| {
            let message = format!(
                "There is no actor `{}`; there are {}.",
                name.value,
                self.names.join(", ")
            );
            self.context.fault(name, message)
        })
    }

    /// What an actor is called.
    pub fn name(&self, actor: usize) -> &'a str {
        self.names[actor]
    }

    pub fn maybe(&self, name: Option<&Spanned<String>>) -> Result<Option<usize>, Diagnostic> {
        name.map(|name| self.actor(name)).transpose()
    }

    pub fn actors(&self, names: &[Spanned<String>]) -> Result<Vec<usize>, Diagnostic> {
        names.iter().map(|name| self.actor(name)).collect()
    }

    pub fn group(&self, raw: &Spanned<RawGroup>) -> Result<Group, Diagnostic> {
        let RawGroup { group, members } = &raw.value;
        let id = bytes(self.context, group)?;
        match id.len() {
            32 => Ok(Group {
                id,
                members: self.actors(members)?,
            }),
            _ => Err(self
                .context
                .fault(group, "The id of a group is 32 bytes long.")),
        }
    }

    pub fn one(&self, scenario: &RawScenario, raw: &RawActor) -> Result<Actor, Diagnostic> {
        let word =
            |own: &Option<Spanned<String>>, common: &Option<Spanned<String>>, known: [&str; 2]| {
                match own.as_ref().or(common.as_ref()) {
                    None => Ok(known[0].to_owned()),
                    Some(word) => one_of(self.context, word, &known),
                }
            };
        let online = raw.online.as_ref().map_or(Ok(vec![Epochs::ALL]), |spans| {
            spans
                .iter()
                .map(|span| epochs(self.context, span))
                .collect()
        });
        if let Some(mailboxes) = raw.mailboxes.as_ref().filter(|_| raw.log) {
            let why = "Who uses mailboxes has no log of its own; leave one of the two out.";
            return Err(self.context.fault(mailboxes, why));
        }
        let mailboxes = (raw.mailboxes.as_ref())
            .map(|word| one_of(self.context, word, &["messages", "messages_and_acks"]));
        Ok(Actor {
            name: raw.name.value.clone(),
            online: online?,
            mode: word(&raw.mode, &scenario.mode, ["batch", "interactive"])?,
            delivery: word(&raw.delivery, &scenario.delivery, ["eventual", "buffered"])?,
            forward: raw.forward,
            authenticate: raw.authenticate,
            log: raw.log,
            mailboxes: mailboxes.transpose()?,
            follows: self.actors(&raw.follows)?,
        })
    }
}

/// The word, if it is one of these.
pub(super) fn one_of(
    context: &Context<'_>,
    word: &Spanned<String>,
    known: &[&str],
) -> Result<String, Diagnostic> {
    if known.contains(&word.value.as_str()) {
        return Ok(word.value.clone());
    }
    let message = format!("`{}` is none of {}.", word.value, known.join(", "));
    Err(context.fault(word, message))
}

/// `"3"`, `"3-9"` or `"3-"`; all of them if there is nothing.
pub(super) fn epochs(context: &Context<'_>, span: &Spanned<String>) -> Result<Epochs, Diagnostic> {
    let number = |text: &str| match text.starts_with('+') {
        true => None,
        false => text.parse::<u64>().ok(),
    };
    let read = match span.value.split_once('-') {
        None => number(&span.value).map(|only| (only, only)),
        Some((first, "")) => number(first).map(|first| (first, u64::MAX)),
        Some((first, last)) => number(first).zip(number(last)),
    };
    match read {
        Some((first, last)) if first <= last => Ok(Epochs { first, last }),
        _ => Err(context.fault(
            span,
            "Write epochs as \"3\", \"3-9\" or \"3-\": the first and the last of them.",
        )),
    }
}
