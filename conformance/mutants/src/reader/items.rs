//! The items that pages list: taken where they are embedded, noted where they are pointed to, and got.

use super::call::Call;
use super::state::{Candidate, MissingItem, Tries};
use super::{Check, Delivered, ReaderSettings};
use crate::bytes::{Bytes, Id};
use crate::faults::ReadFault;
use crate::message;
use crate::page::{Page, Pair};
use crate::reason::Reason;
use crate::stores::Dropped;

/// How many addresses are kept for one id; a helper can list any number of them.
const MOST_CANDIDATES: usize = 64;

impl Call<'_> {
    /// Takes what a page lists and was not delivered (`RL-READ-3`); `again` takes what was, too.
    pub fn take(&mut self, page: &Page, again: bool) -> Result<(), Dropped> {
        for pair in &page.pairs {
            if again || !self.state.delivered.contains(&pair.local) {
                self.take_pair(pair)?;
            }
        }
        Ok(())
    }

    fn take_pair(&mut self, pair: &Pair) -> Result<(), Dropped> {
        let embedded = match pair.data.is_empty() {
            true => Err(Reason::Unlisted),
            // Embedded content needs no get (`RL-EMBED-1`).
            false => self.deliver(&pair.local, pair.data.clone())?,
        };
        let Err(reason) = embedded else {
            return Ok(());
        };
        let item = self.state.missing.entry(pair.local.clone());
        let item = item.or_insert_with(|| MissingItem {
            last: reason,
            candidates: Vec::new(),
        });
        if reason != Reason::Unlisted {
            item.last = reason;
        }
        let known = item.candidates.iter().any(|at| at.address == pair.remote);
        if pair.remote.is_empty() || known {
            return Ok(());
        }
        if item.candidates.len() == MOST_CANDIDATES {
            item.candidates.remove(0);
        }
        item.candidates.push(Candidate {
            address: pair.remote.clone(),
            tries: Tries::none(self.now),
        });
        self.fresh.push(pair.local.clone());
        Ok(())
    }

    /// Gets what was met for the first time in this call (`RL-READ-20`).
    pub fn get_fresh(&mut self) -> Result<(), Dropped> {
        for id in std::mem::take(&mut self.fresh) {
            let item = self.state.missing.get(&id);
            let untried = item.and_then(|item| {
                let mut candidates = item.candidates.iter();
                candidates.find(|at| at.tries.count == 0)
            });
            if let Some(address) = untried.map(|at| at.address.clone()) {
                self.try_item(&id, &address)?;
            }
        }
        Ok(())
    }

    /// Tries one address of a missing item, unless the call has received enough.
    pub fn try_item(&mut self, id: &Id, address: &Bytes) -> Result<(), Dropped> {
        if !self.state.missing.contains_key(id) || !self.may_get() {
            return Ok(());
        }
        let delivered = match self.get_content(address)? {
            Ok(content) => self.deliver(id, content)?,
            Err(reason) => Err(reason),
        };
        if let (Err(reason), Some(item)) = (delivered, self.state.missing.get_mut(id)) {
            item.last = reason;
            for at in &mut item.candidates {
                if at.address == *address {
                    at.tries = at.tries.failed(self.now);
                }
            }
        }
        Ok(())
    }

    /// Delivers content as an item, unless it is refused.
    fn deliver(&mut self, id: &Id, data: Bytes) -> Result<Result<(), Reason>, Dropped> {
        if let Err(reason) = self.check_content(id, &data) {
            return Ok(Err(reason));
        }
        if self.asks() && !self.stores.authenticate(&data)? {
            return Ok(Err(Reason::Mismatch));
        }
        self.state.missing.remove(id);
        self.state.delivered.insert(id.clone());
        self.delivered.push(Delivered {
            id: id.clone(),
            data,
            check: match self.settings.group {
                Some(_) => Check::Verified,
                None => Check::Opaque,
            },
        });
        Ok(Ok(()))
    }

    /// Whether the application is asked about what is delivered (`RL-READ-23`).
    fn asks(&self) -> bool {
        let ReaderSettings {
            authenticate,
            faulty,
            ..
        } = self.settings;
        *authenticate && !faulty.has(ReadFault::ListedNotAskedAbout)
    }

    /// Whether content is within the bound (`RL-LIMIT-3`) and, under `mvds`, the listed message (`RL-READ-11`).
    fn check_content(&self, id: &Id, data: &Bytes) -> Result<(), Reason> {
        if data.len() as u64 > self.settings.limits.content_bytes {
            return Err(Reason::TooLarge);
        }
        match &self.settings.group {
            Some(group) => message::check(data, id, group, self.settings.faulty),
            None => Ok(()),
        }
    }
}
