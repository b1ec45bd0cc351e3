//! The named bytes of a vector file: messages, pages and addresses, each with a comment that says what it is.

use super::message::{GROUP, Message, multihash};
use super::wire;

/// How many messages every file knows, as `m1`, `m2` and so on.
const MESSAGES: i64 = 9;
/// The time of the message before `m1`.
const START: i64 = 1_570_190_400;

/// Names in the order they were defined.
pub struct Table(Vec<Entry>);

/// Bytes with a name.
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
    pub comment: String,
}

impl Table {
    /// The group `g`, and for each message `m1` its bytes, its id `m1_id` and its address `m1_at`.
    pub fn new() -> Self {
        let mut table = Self(Vec::new());
        table.set("g", GROUP.to_vec(), "the log's group");
        for n in 1..=MESSAGES {
            let body = format!("message {n}");
            let timestamp = START + n;
            let message = Message {
                group: &GROUP,
                timestamp,
                body: &body,
                ephemeral: false,
            };
            table.message(&format!("m{n}"), &message);
        }
        table
    }

    /// Defines a message as `name`, `name_id` and `name_at`.
    pub fn message(&mut self, name: &str, message: &Message) {
        let bytes = message.encode();
        let flag = if message.ephemeral { ", ephemeral" } else { "" };
        self.set(
            name,
            bytes.clone(),
            &format!("\"{}\" at {}{flag}", message.body, message.timestamp),
        );
        self.set(&format!("{name}_id"), message.id(), "");
        self.set(&format!("{name}_at"), multihash(&bytes), "");
    }

    /// Defines a page as `name`, and its address `name_at` unless that was defined before.
    ///
    /// `pairs` are words, the newest first: `m2` points to m2, `m2+` embeds it, `m2?` has neither; `m2@x` points to the
    /// address x, `m2+x` embeds the bytes x, `m2+x@y` has both. `tail` is the name of the next page, or nothing.
    pub fn page(&mut self, name: &str, pairs: &str, tail: &str) {
        let bytes = self.encode(pairs, tail);
        let comment = match (pairs, tail) {
            ("", tail) => format!("a page of no pairs, then {tail}"),
            (pairs, "") => format!("page [{pairs}]"),
            (pairs, tail) => format!("page [{pairs}], then {tail}"),
        };
        self.content(name, bytes, &comment);
    }

    /// Defines content as `name`, and its address `name_at` unless that was defined before.
    pub fn content(&mut self, name: &str, bytes: Vec<u8>, comment: &str) {
        let address = format!("{name}_at");
        let multihash = multihash(&bytes);
        self.set(name, bytes, comment);
        if self.find(&address).is_none() {
            self.set(&address, multihash, "");
        }
    }

    /// Defines any bytes.
    ///
    /// # Panics
    /// If the name is taken.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>, comment: &str) {
        assert!(
            self.find(name).is_none(),
            "the name `{name}` is defined twice"
        );
        self.0.push(Entry {
            name: name.into(),
            bytes,
            comment: comment.into(),
        });
    }

    /// The bytes of a name.
    ///
    /// # Panics
    /// If there is none, which is a slip in a story.
    pub fn bytes(&self, name: &str) -> &[u8] {
        self.find(name)
            .unwrap_or_else(|| panic!("the name `{name}` is not defined"))
            .bytes
            .as_slice()
    }

    /// The length of a name's bytes, as vectors write numbers.
    pub fn len(&self, name: &str) -> String {
        self.bytes(name).len().to_string()
    }

    /// Everything that was defined, in that order.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.name == name)
    }

    fn encode(&self, pairs: &str, tail: &str) -> Vec<u8> {
        let mut page = Vec::new();
        for word in pairs.split_whitespace() {
            page.extend(wire::bytes(1, &self.pair(word)));
        }
        if !tail.is_empty() {
            page.extend(wire::bytes(2, self.bytes(&format!("{tail}_at"))));
        }
        page
    }

    fn pair(&self, word: &str) -> Vec<u8> {
        let end = word.find(['+', '@', '?']).unwrap_or(word.len());
        let (message, rest) = word.split_at(end);
        let (embedded, address) = match rest.split_once('@') {
            Some((embedded, address)) => (embedded, self.bytes(address)),
            None if rest.is_empty() => ("", self.bytes(&format!("{message}_at"))),
            None => (rest, &[][..]),
        };
        let data = match embedded.strip_prefix('+') {
            Some("") => self.bytes(message),
            Some(name) => self.bytes(name),
            None => &[],
        };
        let mut pair = wire::optional(1, address);
        pair.extend(wire::bytes(2, self.bytes(&format!("{message}_id"))));
        pair.extend(wire::optional(3, data));
        pair
    }
}
