//! The content store, the name system and the mailboxes together, with the faults of the step.

use std::borrow::Cow;

use serde_json::Value;

use super::calls::Expect;
use super::content::ContentStore;
use super::mail::Mailboxes;
use super::names::NameSystem;
use super::walk::{pages, walk};
use crate::protocol::FailReason;
use crate::vectors::{
    Alteration, Fault, FaultyCall, FetchAnswer, GetAnswer, Lose, MailItem, WorldChange, WriteAnswer,
};

/// What an adapter finds at the other end of `cas.*`, `ns.*` and `mail.*`.
#[derive(Debug, Default)]
pub(super) struct Stores {
    content: ContentStore,
    names: NameSystem,
    pub mail: Mailboxes,
    /// The first that fits a callback decides.
    pub faults: Vec<Fault>,
}

/// Content that is handed out, or why it is not.
pub(super) type Handed<'a> = Result<Cow<'a, [u8]>, FailReason>;

impl Stores {
    /// The stores change between two steps: what is restored comes first, what is lost last.
    pub fn change(&mut self, change: &WorldChange) {
        if change.restore {
            self.content.restore();
        }
        self.content.kind = change.kind.unwrap_or(self.content.kind);
        self.content.adds = change.adds.unwrap_or(self.content.adds);
        for (address, holds) in &change.cas {
            self.content.set(address.clone(), holds.clone());
        }
        for (name, happens) in &change.names {
            self.names.change(name, happens);
        }
        if let Some(can) = change.compare_and_set {
            self.names.compare_and_set = can;
        }
        if let Some(data) = &change.update_data {
            self.names.update_data.clone_from(data);
        }
        self.names.most_bytes = change.name_bytes.or(self.names.most_bytes);
        self.names.race = change.race.clone().or(self.names.race.take());
        for lose in &change.lose {
            for address in self.meant(lose) {
                self.content.lose(address);
            }
        }
    }

    /// The addresses of what is to be lost. A log is walked through what it has lost already.
    fn meant(&self, lose: &Lose) -> Vec<Vec<u8>> {
        let log = |name: &str| pages(self.names.content(name), |tail| self.content.had(tail));
        match lose {
            Lose::Address(address) => vec![address.clone()],
            Lose::Page { name, below } => {
                let above = log(name).nth(below - 1);
                above.map(|page| page.tail().to_vec()).into_iter().collect()
            }
            Lose::Item { name, id } => {
                let pairs = log(name).flat_map(|page| page.pairs().to_vec());
                pairs
                    .filter(|pair| pair.local == id.as_slice())
                    .map(|pair| pair.remote.to_vec())
                    .collect()
            }
        }
    }

    /// The nth `cas.get` of the step.
    pub fn get(&self, nth: u64, address: &[u8]) -> Handed<'_> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Get {
                address: only,
                answer,
            } => only
                .as_ref()
                .is_none_or(|only| only == address)
                .then_some(answer),
            _ => None,
        });
        match fault {
            None => self.content.get(address).map(Cow::Borrowed),
            Some(GetAnswer::Fails(reason)) => Err(*reason),
            Some(GetAnswer::Altered(how)) => self
                .content
                .get(address)
                .map(|content| alter(*how, content)),
            Some(GetAnswer::Of(other)) => self.content.get(other).map(Cow::Borrowed),
            Some(GetAnswer::Content(content)) => Ok(Cow::Borrowed(content)),
        }
    }

    /// The nth `ns.fetch` of the step.
    pub fn fetch(&self, nth: u64, name: &str) -> Handed<'_> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Fetch { name: only, answer } => only
                .as_ref()
                .is_none_or(|only| only == name)
                .then_some(answer),
            _ => None,
        });
        match fault {
            None => self.names.fetch(name).map(Cow::Borrowed),
            Some(FetchAnswer::Fails(reason)) => Err(*reason),
            Some(FetchAnswer::Altered(how)) => {
                self.names.fetch(name).map(|content| alter(*how, content))
            }
            Some(FetchAnswer::Stale(changes)) => {
                let old = self.names.back(name, *changes);
                old.map(Cow::Borrowed).ok_or(FailReason::NotFound)
            }
            Some(FetchAnswer::Content(content)) => Ok(Cow::Borrowed(content)),
        }
    }

    /// The nth `cas.add` of the step; the answer is the address.
    pub fn add(&mut self, nth: u64, content: Vec<u8>) -> Result<Vec<u8>, FailReason> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Add { answer } => Some(*answer),
            _ => None,
        });
        match fault {
            None => self.content.add(content),
            Some(WriteAnswer::Fails(reason)) => Err(reason),
            Some(WriteAnswer::Dropped) => Ok(self.content.address(&content)),
            Some(WriteAnswer::Lost) => {
                let _unheard = self.content.add(content);
                Err(FailReason::Timeout)
            }
        }
    }

    /// The nth `ns.update` of the step; the answer is the meaningless data.
    pub fn update(
        &mut self,
        nth: u64,
        name: &str,
        content: Vec<u8>,
        expect: &Expect,
    ) -> Result<Vec<u8>, FailReason> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Update { name: only, answer } => only
                .as_ref()
                .is_none_or(|only| only == name)
                .then_some(*answer),
            _ => None,
        });
        match fault {
            None => self.names.update(name, content, expect),
            Some(WriteAnswer::Fails(reason)) => Err(reason),
            Some(WriteAnswer::Dropped) => Ok(self.names.update_data.clone()),
            Some(WriteAnswer::Lost) => {
                let _unheard = self.names.update(name, content, expect);
                Err(FailReason::Timeout)
            }
        }
    }

    /// The nth `mail.deposit` of the step.
    pub fn deposit(&mut self, nth: u64, item: MailItem) -> Result<(), FailReason> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Deposit { answer } => Some(*answer),
            _ => None,
        });
        self.mail.deposit(item, fault)
    }

    /// The nth `mail.collect` of the step, by the owner of a mailbox; the answer is an `ok`. The outer error completes
    /// "the adapter …".
    pub fn collect(
        &mut self,
        nth: u64,
        owner: &[u8],
        token: Option<&str>,
    ) -> Result<Result<Value, FailReason>, String> {
        let fault = self.fault(nth, |call| match call {
            FaultyCall::Collect { answer } => Some(*answer),
            _ => None,
        });
        self.mail.collect(owner, token, fault)
    }

    fn fault<'a, A>(&'a self, nth: u64, fits: impl Fn(&'a FaultyCall) -> Option<A>) -> Option<A> {
        self.faults
            .iter()
            .filter(|fault| fault.nth.is_none_or(|only| u64::from(only) == nth))
            .find_map(|fault| fits(&fault.call))
    }

    /// What the content store holds at an address.
    pub fn content(&self, address: &[u8]) -> Option<&[u8]> {
        self.content.content(address)
    }

    /// What a name holds.
    pub fn head(&self, name: &str) -> Option<&[u8]> {
        self.names.content(name)
    }

    /// The names that there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.names()
    }

    /// The log whose head the name holds, as vectors see it.
    pub fn log(&self, name: &str) -> Value {
        walk(self.head(name), &self.content)
    }
}

fn alter(how: Alteration, content: &[u8]) -> Cow<'_, [u8]> {
    let mut altered = content.to_vec();
    match how {
        Alteration::Corrupt => {
            if let Some(last) = altered.last_mut() {
                *last ^= 1;
            }
        }
        Alteration::Truncated => {
            altered.pop();
        }
    }
    Cow::Owned(altered)
}
