//! The items that pages list: taken where they are embedded, noted where they are pointed to, and got.

use super::Delivered;
use super::call::Call;
use super::state::{Candidate, MissingItem, Tries};
use crate::bytes::{Bytes, Id};
use crate::page::{Page, Pair};
use crate::reason::Reason;
use crate::stores::Dropped;

/// How many addresses are kept for one id; a helper can list any number of them.
const MOST_CANDIDATES: usize = 64;

impl Call<'_> {
    /// Takes what a page lists and was not delivered (`RL-READ-3`); `again` takes what was, too.
    pub fn take(&mut self, page: &Page, again: bool) {
        for pair in &page.pairs {
            if again || !self.state.delivered.contains(&pair.local) {
                self.take_pair(pair);
            }
        }
    }

    fn take_pair(&mut self, pair: &Pair) {
        let too_large = pair.data.len() as u64 > self.settings.limits.content_bytes;
        if !pair.data.is_empty() && !too_large {
            // Embedded content needs no get (`RL-EMBED-1`).
            return self.deliver(pair.local.clone(), pair.data.clone());
        }
        let item = self.state.missing.entry(pair.local.clone());
        let item = item.or_insert_with(|| MissingItem {
            last: match too_large {
                true => Reason::TooLarge,
                false => Reason::Unlisted,
            },
            candidates: Vec::new(),
        });
        let known = item.candidates.iter().any(|at| at.address == pair.remote);
        if pair.remote.is_empty() || known {
            return;
        }
        if item.candidates.len() == MOST_CANDIDATES {
            item.candidates.remove(0);
        }
        item.candidates.push(Candidate {
            address: pair.remote.clone(),
            tries: Tries::none(self.now),
        });
        self.fresh.push(pair.local.clone());
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
        let got = self.get_content(address)?;
        match (got, self.state.missing.get_mut(id)) {
            (Ok(content), _) => self.deliver(id.clone(), content),
            (Err(reason), Some(item)) => {
                item.last = reason;
                for at in &mut item.candidates {
                    if at.address == *address {
                        at.tries = at.tries.failed(self.now);
                    }
                }
            }
            (Err(_), None) => {}
        }
        Ok(())
    }

    fn deliver(&mut self, id: Id, data: Bytes) {
        self.state.missing.remove(&id);
        self.state.delivered.insert(id.clone());
        self.delivered.push(Delivered { id, data });
    }
}
