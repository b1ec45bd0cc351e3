//! Walks: from a tail down to a page that is recorded, or to the end; and what is due again.

use std::collections::BTreeSet;

use super::call::Call;
use super::rounds::Get;
use super::state::{PageRecord, Tries};
use crate::bytes::Bytes;
use crate::faults::{BlindReaderFault, LimitFault, PageFault, ReadFault, SvcFault};
use crate::page::Page;
use crate::reason::Reason;
use crate::stores::{Dropped, Failure};

impl Call<'_> {
    /// Lets a walk go on, unless it has come to a recorded page or to the end (`RL-READ-4`, `RL-READ-18`).
    pub fn follow(&mut self, tail: &Bytes) {
        let recorded = match self.state.pages.get(tail) {
            Some(PageRecord::Read { .. }) => !self.has(ReadFault::KnownPageAskedAgain),
            Some(PageRecord::Gap { .. }) => true,
            None => false,
        };
        if self.leads_on(tail) && !recorded {
            self.waiting.pages.push_back(Get::Page(tail.clone()));
        }
    }

    /// Whether there is a page at a tail: an empty one ends the log (`RL-PAGE-3`).
    fn leads_on(&self, tail: &Bytes) -> bool {
        match tail.is_empty() {
            true => self.has(PageFault::EmptyTailFollowed),
            false => !self.has(PageFault::TailIgnored),
        }
    }

    /// Whether a walk ends at this page whatever its tail is. Known ids are no reason (`RL-READ-4`).
    pub fn ends_walk(&self, page: &Page) -> bool {
        let mut known = page.pairs.iter().map(|pair| &pair.local);
        let is_known = |id| self.state.delivered.contains(id);
        if self.has(ReadFault::AllKnownStop) {
            return !page.pairs.is_empty() && known.all(is_known);
        }
        self.has(ReadFault::FirstKnownStop) && known.any(is_known)
    }

    /// Takes the answer to a get of a page, and records it as read or as a gap.
    pub fn page_answered(
        &mut self,
        address: &Bytes,
        answer: Result<Bytes, Failure>,
    ) -> Result<(), Dropped> {
        let (was_gap, tries) = match self.state.pages.get(address) {
            Some(PageRecord::Gap { tries, .. }) => (true, *tries),
            _ => (false, Tries::none(self.now)),
        };
        if let Ok(bytes) = &answer
            && self.has(SvcFault::ReaderAddsPages)
        {
            let _ = self.stores.add(bytes)?;
        }
        if let Some(PageRecord::Read { tail, .. }) = self.state.pages.get(address) {
            // It was read before, and need not have been asked for (`RL-READ-18`).
            self.follow(&tail.clone());
            return Ok(());
        }
        let bytes = answer.map_err(|failure| self.reason(failure));
        match bytes.and_then(|bytes| self.read_page(&bytes, Some(address))) {
            Ok(page) => {
                let ends = self.ends_walk(&page);
                self.record_page(address, &page)?;
                let filled_alone = tries.count > 0 && self.has(ReadFault::GapFilledAlone);
                if ends || filled_alone {
                    return Ok(());
                }
                if was_gap {
                    self.filled.push(address.clone());
                }
                self.follow(&page.tail);
            }
            Err(reason) if self.takes_for_end(reason) => {
                self.state.pages.remove(address);
            }
            Err(reason) => {
                self.record_gap(
                    address,
                    reason,
                    tries.failed(self.now, self.settings.faulty),
                );
            }
        }
        Ok(())
    }

    /// Whether a page that could not be read for this reason is the end of the log: never (`RL-READ-5`).
    fn takes_for_end(&self, reason: Reason) -> bool {
        match reason {
            Reason::NotFound => self.has(ReadFault::GapTakenForEnd),
            Reason::Malformed | Reason::Invalid => self.has(ReadFault::BrokenPageTakenForEnd),
            _ => false,
        }
    }

    fn record_page(&mut self, address: &Bytes, page: &Page) -> Result<(), Dropped> {
        let read = PageRecord::Read {
            ids: page.ids(self.settings.faulty),
            tail: page.tail.clone(),
        };
        self.state.pages.insert(address.clone(), read);
        if page.pairs.is_empty() && self.has(LimitFault::EmptyPagesUncounted) {
            self.asked.remove(address);
        }
        self.take(page, self.has(ReadFault::DuplicateDelivery))?;
        if self.closes_cycle(address, &page.tail) {
            self.cycles.push(page.tail.clone());
        }
        Ok(())
    }

    /// Records a page as missing.
    pub fn record_gap(&mut self, address: &Bytes, reason: Reason, tries: Tries) {
        let gap = PageRecord::Gap { reason, tries };
        self.state.pages.insert(address.clone(), gap);
    }

    /// Whether a page that was just read is the last of a cycle (`RL-READ-14`).
    fn closes_cycle(&self, address: &Bytes, tail: &Bytes) -> bool {
        if self.has(ReadFault::OnlyOwnTailIsCycle) {
            return tail == address;
        }
        !self.has(ReadFault::CycleUnreported) && self.leads_to(tail, address)
    }

    /// Whether following tails from one page comes to another.
    fn leads_to(&self, from: &Bytes, to: &Bytes) -> bool {
        let (mut at, mut seen) = (from, BTreeSet::new());
        while at != to {
            match self.state.pages.get(at) {
                Some(_)
                    if self.has(BlindReaderFault::CycleWithinCall) && !self.asked.contains(at) =>
                {
                    return false;
                }
                Some(PageRecord::Read { tail, .. }) if seen.insert(at) => at = tail,
                _ => return false,
            }
        }
        true
    }

    /// Asks again for what is due, what has been due longest first (`RL-READ-6`, `RL-READ-9`).
    pub fn retry(&mut self) {
        let most_tries = |fault| match self.has(fault) {
            true => 1,
            false => u32::MAX,
        };
        let most_of_pages = most_tries(ReadFault::GapNotTriedAgain);
        let most_of_items = match self.has(ReadFault::ItemTriedTwice) {
            true => 2,
            false => most_tries(ReadFault::ItemNotTriedAgain),
        };
        let pages = self.state.pages.iter().filter_map(|(address, page)| {
            let PageRecord::Gap { tries, .. } = page else {
                return None;
            };
            let get = Get::Page(address.clone());
            (tries.count < most_of_pages).then_some((*tries, get))
        });
        let items = self.state.missing.iter().flat_map(|(id, item)| {
            let candidates = item.candidates.iter();
            let tried = candidates.filter(|at| at.tries.count < most_of_items);
            tried.map(|at| (at.tries, Get::Item(id.clone(), at.address.clone())))
        });
        let mut due: Vec<(Tries, Get)> = pages.chain(items).collect();
        due.retain(|(tries, _)| tries.due <= self.now);
        due.sort_by_key(|(tries, _)| (tries.due, tries.count));
        self.waiting.due = due.into_iter().map(|(_, get)| get).collect();
    }
}
