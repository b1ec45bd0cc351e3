//! Messages, pairs and pages: what a log consists of.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// A message, known by a number. It is shown as a letter: 0 is `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message(pub u8);

/// What a pair offers of its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Offer {
    /// The content itself.
    Embedded,
    /// The content's address.
    Stored,
    /// Neither.
    Nothing,
}

/// One entry of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The message, as its id names it.
    pub message: Message,
    /// Where its content is.
    pub offer: Offer,
}

/// The address of a page, which is the page itself: nothing else can have it.
pub type Address = Arc<Page>;

/// A page, or a head: pairs, the newest first, and the next older page. The default is the empty log, zero bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Page {
    /// The newest first.
    pub pairs: Vec<Pair>,
    /// The next older page; `None` ends the log.
    pub tail: Option<Address>,
    /// Pages that list the same can differ in bytes, by fields that the reader does not know: 0 is the plain form.
    pub form: u8,
}

impl Page {
    /// Whether it has neither pairs nor a tail.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.tail.is_none()
    }

    /// All pages beneath it, the newest first, whether or not anybody can get them.
    pub fn beneath(&self) -> impl Iterator<Item = &Address> {
        std::iter::successors(self.tail.as_ref(), |page| page.tail.as_ref())
    }

    /// Everything that the log lists from here on, the newest first; what is listed twice stands where it is met first.
    pub fn log(&self) -> Vec<Message> {
        let older = self.beneath().flat_map(|page| &page.pairs);
        distinct(self.pairs.iter().chain(older).map(|pair| pair.message))
    }
}

/// Each message once, where it is met first.
pub(crate) fn distinct(messages: impl IntoIterator<Item = Message>) -> Vec<Message> {
    let mut met = BTreeSet::new();
    messages
        .into_iter()
        .filter(|message| met.insert(*message))
        .collect()
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            letter @ 0..26 => write!(f, "{}", char::from(b'a' + letter)),
            number => write!(f, "m{number}"),
        }
    }
}

impl fmt::Display for Page {
    /// As the spec draws logs: `[e] -> [d c] -> [b a]`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let listed: Vec<String> = self
            .pairs
            .iter()
            .map(|pair| match pair.offer {
                Offer::Embedded => format!("{}*", pair.message),
                Offer::Stored => pair.message.to_string(),
                Offer::Nothing => format!("{}?", pair.message),
            })
            .collect();
        write!(f, "[{}]", listed.join(" "))?;
        if self.form > 0 {
            write!(f, "'")?;
        }
        match &self.tail {
            Some(tail) => write!(f, " -> {tail}"),
            None => Ok(()),
        }
    }
}
