//! Walks: from a tail down to a page that is recorded, or to the end; and what is due again.

use std::collections::BTreeSet;

use super::call::Call;
use super::state::{PageRecord, Tries};
use crate::bytes::{Bytes, Id};
use crate::faults::{PageFault, ReadFault};
use crate::page::Page;
use crate::reason::Reason;
use crate::stores::Dropped;

/// What is due again.
enum Due {
    Page(Bytes),
    Item(Id, Bytes),
}

impl Call<'_> {
    /// Tries what is due again, what has been due longest first (`RL-READ-6`, `RL-READ-9`).
    pub fn retry(&mut self) -> Result<(), Dropped> {
        for due in self.due() {
            match due {
                Due::Page(address) if self.may_get_page() => {
                    self.visit(&address)?;
                }
                Due::Page(_) => {}
                Due::Item(id, address) => self.try_item(&id, &address)?,
            }
        }
        Ok(())
    }

    /// Walks from a tail until it comes to a recorded page or to the end (`RL-READ-4`).
    pub fn walk(&mut self, from: &Bytes) -> Result<(), Dropped> {
        let mut tail = from.clone();
        while self.leads_on(&tail) && !self.state.pages.contains_key(&tail) {
            if !self.may_get_page() {
                self.record_gap(&tail, Reason::Bound, Tries::none(self.now));
                return Ok(());
            }
            match self.visit(&tail)? {
                Some(next) => tail = next,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Whether there is a page at a tail: an empty one ends the log (`RL-PAGE-3`).
    fn leads_on(&self, tail: &Bytes) -> bool {
        let faulty = self.settings.faulty;
        match tail.is_empty() {
            true => faulty.has(PageFault::EmptyTailFollowed),
            false => !faulty.has(PageFault::TailIgnored),
        }
    }

    /// Walks on below the gaps that this call has filled.
    pub fn walk_below_filled(&mut self) -> Result<(), Dropped> {
        for address in self.filled.clone() {
            if let Some(PageRecord::Read { tail, .. }) = self.state.pages.get(&address) {
                self.walk(&tail.clone())?;
            }
        }
        Ok(())
    }

    /// Whether a walk ends at this page whatever its tail is. A known id is no reason (`RL-READ-4`).
    pub fn ends_walk(&self, page: &Page) -> bool {
        self.settings.faulty.has(ReadFault::FirstKnownStop)
            && page
                .pairs
                .iter()
                .any(|pair| self.state.delivered.contains(&pair.local))
    }

    /// Asks for a page, and records it as read or as a gap. The answer is where the walk goes on.
    fn visit(&mut self, address: &Bytes) -> Result<Option<Bytes>, Dropped> {
        let (was_gap, tries) = match self.state.pages.get(address) {
            Some(PageRecord::Gap { tries, .. }) => (true, *tries),
            _ => (false, Tries::none(self.now)),
        };
        match self.get_page(address)? {
            Ok(page) => {
                let ends = self.ends_walk(&page);
                self.record_page(address, &page)?;
                if was_gap && !ends {
                    self.filled.push(address.clone());
                }
                Ok((!ends).then_some(page.tail))
            }
            Err(Reason::NotFound) if self.settings.faulty.has(ReadFault::GapTakenForEnd) => {
                self.state.pages.remove(address);
                Ok(None)
            }
            Err(reason) => {
                self.record_gap(address, reason, tries.failed(self.now));
                Ok(None)
            }
        }
    }

    fn record_page(&mut self, address: &Bytes, page: &Page) -> Result<(), Dropped> {
        let read = PageRecord::Read {
            ids: page.ids(self.settings.faulty),
            tail: page.tail.clone(),
        };
        self.state.pages.insert(address.clone(), read);
        self.take(page, self.settings.faulty.has(ReadFault::DuplicateDelivery))?;
        if self.leads_to(&page.tail, address) {
            self.cycles.push(page.tail.clone());
        }
        Ok(())
    }

    fn record_gap(&mut self, address: &Bytes, reason: Reason, tries: Tries) {
        let gap = PageRecord::Gap { reason, tries };
        self.state.pages.insert(address.clone(), gap);
    }

    /// Whether following tails from one page comes to another (`RL-READ-14`).
    fn leads_to(&self, from: &Bytes, to: &Bytes) -> bool {
        let (mut at, mut seen) = (from, BTreeSet::new());
        while at != to {
            match self.state.pages.get(at) {
                Some(PageRecord::Read { tail, .. }) if seen.insert(at) => at = tail,
                _ => return false,
            }
        }
        true
    }

    fn due(&self) -> Vec<Due> {
        let pages = self.state.pages.iter().filter_map(|(address, page)| {
            let PageRecord::Gap { tries, .. } = page else {
                return None;
            };
            Some((tries.due, Due::Page(address.clone())))
        });
        let items = self.state.missing.iter().flat_map(|(id, item)| {
            item.candidates
                .iter()
                .map(|at| (at.tries.due, Due::Item(id.clone(), at.address.clone())))
        });
        let mut due: Vec<(u64, Due)> = pages.chain(items).collect();
        due.retain(|(since, _)| *since <= self.now);
        due.sort_by_key(|(since, _)| *since);
        due.into_iter().map(|(_, due)| due).collect()
    }
}
