//! One call under way: what it has received so far, and what it may still ask for.

use std::collections::BTreeSet;

use super::rounds::Waiting;
use super::{Delivered, ReaderSettings, ReaderState};
use crate::address::check;
use crate::bytes::Bytes;
use crate::faults::{
    BlindReaderFault, EmbedFault, Fault, LimitFault, PageFault, ReadFault, SvcFault,
};
use crate::page::Page;
use crate::reason::Reason;
use crate::stores::{Dropped, Expect, Failure, Stores};

/// A call of a reader.
pub(super) struct Call<'a> {
    pub settings: &'a ReaderSettings,
    pub state: &'a mut ReaderState,
    pub stores: &'a mut dyn Stores,
    pub now: u64,
    /// Pages asked for.
    pub asked: BTreeSet<Bytes>,
    /// Bytes received.
    received: u64,
    /// What this call delivers.
    pub delivered: Vec<Delivered>,
    /// What waits to be asked for.
    pub waiting: Waiting,
    /// Addresses of gaps that this call filled.
    pub filled: Vec<Bytes>,
    /// Tails that lead back.
    pub cycles: Vec<Bytes>,
}

impl<'a> Call<'a> {
    pub fn new(
        settings: &'a ReaderSettings,
        state: &'a mut ReaderState,
        stores: &'a mut dyn Stores,
        now: u64,
    ) -> Self {
        Self {
            settings,
            state,
            stores,
            now,
            asked: BTreeSet::new(),
            received: 0,
            delivered: Vec::new(),
            waiting: Waiting::default(),
            filled: Vec::new(),
            cycles: Vec::new(),
        }
    }

    /// Fetches the name.
    pub fn fetch(&mut self) -> Result<Result<Bytes, Failure>, Dropped> {
        let fetched = self.stores.fetch(&self.settings.name)?;
        if let Ok(bytes) = &fetched
            && self.settings.faulty.has(SvcFault::ReaderUpdatesName)
        {
            let expect = Expect::Exact(bytes.clone());
            let _ = self.stores.update(&self.settings.name, bytes, &expect)?;
        }
        if !self.has(BlindReaderFault::HeadNotCounted) {
            self.receive(&fetched);
        }
        Ok(fetched)
    }

    /// Whether this reader has a fault.
    pub fn has(&self, fault: impl Into<Fault>) -> bool {
        self.settings.faulty.has(fault)
    }

    /// Whether a further get may be started (`RL-LIMIT-8`).
    pub fn may_get(&self) -> bool {
        let bound = self.settings.limits.call_bytes;
        match self.has(LimitFault::BytesAtBoundGoOn) {
            true => self.received <= bound,
            false => self.received < bound || self.has(LimitFault::AnyNumberOfBytes),
        }
    }

    /// Whether a further page may be asked for (`RL-LIMIT-2`, `RL-LIMIT-7`).
    pub fn may_get_page(&self) -> bool {
        let (asked, bound) = (self.asked.len() as u64, self.settings.limits.pages);
        let within = match self.has(LimitFault::OnePageTooMany) {
            true => asked <= bound,
            false => asked < bound || self.has(LimitFault::UnboundedWalk),
        };
        within && self.may_get()
    }

    /// How many gets may be under way at once (`RL-LIMIT-5`).
    pub fn at_once(&self) -> usize {
        let bound = usize::try_from(self.settings.limits.gets).unwrap_or(usize::MAX);
        match () {
            () if self.has(ReadFault::OneGetAtATime) => 1,
            () if self.has(LimitFault::GetsUnbounded) => usize::MAX,
            () if self.has(LimitFault::OneGetTooMany) => bound.saturating_add(1),
            () => bound,
        }
    }

    /// Why a get failed, as it is reported (`RL-READ-21`).
    pub fn reason(&self, failure: Failure) -> Reason {
        match failure.reason() {
            _ if self.has(ReadFault::FailuresNotToldApart) => Reason::NotFound,
            Reason::Timeout if self.has(ReadFault::TimeoutIsUnavailable) => Reason::Unavailable,
            reason => reason,
        }
    }

    /// Looks at the content of an item.
    pub fn read_content(&self, bytes: Bytes, address: &Bytes) -> Result<Bytes, Reason> {
        if self.exceeds_content_bytes(&bytes) {
            return Err(Reason::TooLarge);
        }
        let of_message = self.settings.group.is_some();
        let unchecked = self.has(ReadFault::AddressUnchecked)
            || (of_message && self.has(BlindReaderFault::IdCheckEnough));
        if !unchecked {
            check(self.settings.kind, address, &bytes, self.settings.faulty)?;
        }
        if bytes.is_empty() && !of_message && self.has(ReadFault::EmptyContentMissing) {
            return Err(Reason::NotFound);
        }
        Ok(bytes)
    }

    /// Whether content is larger than the bound (`RL-LIMIT-3`).
    pub fn exceeds_content_bytes(&self, content: &Bytes) -> bool {
        let deleted = self.has(LimitFault::AnyContentSize);
        let weakened = self.has(LimitFault::ContentAtBoundTooLarge);
        let bound = self.settings.limits.content_bytes;
        exceeds(content.len(), bound, deleted, weakened)
    }

    /// Whether a page is larger than the bound (`RL-LIMIT-1`), or a head, which has no address (`RL-LIMIT-6`).
    fn exceeds_page_bytes(&self, page: &Bytes, address: Option<&Bytes>) -> bool {
        let (deleted, weakened) = match address {
            Some(_) => (LimitFault::AnyPageSize, LimitFault::PageAtBoundTooLarge),
            None => (LimitFault::AnyHeadSize, LimitFault::HeadAtBoundTooLarge),
        };
        let (deleted, weakened) = (self.has(deleted), self.has(weakened));
        exceeds(
            page.len(),
            self.settings.limits.page_bytes,
            deleted,
            weakened,
        )
    }

    /// Whether a page has more pairs than the bound (`RL-LIMIT-4`).
    fn exceeds_pairs(&self, page: &Page) -> bool {
        let deleted = self.has(LimitFault::AnyNumberOfPairs);
        let weakened = self.has(LimitFault::PairsAtBoundTooMany);
        let bound = self.settings.limits.pairs;
        exceeds(page.pairs.len(), bound, deleted, weakened)
    }

    /// Looks at a page, or at a head, which has no address: its size, its address, its encoding and format, its number of
    /// pairs.
    pub fn read_page(&self, bytes: &Bytes, address: Option<&Bytes>) -> Result<Page, Reason> {
        let faulty = self.settings.faulty;
        if address.is_some() && bytes.is_empty() && self.has(ReadFault::EmptyPageMissing) {
            return Err(Reason::NotFound);
        }
        if self.exceeds_page_bytes(bytes, address) {
            return Err(Reason::TooLarge);
        }
        if let Some(address) = address {
            self.check_page(bytes, address)?;
        }
        let page = Page::decode(bytes, faulty)?;
        let mut pairs = page.pairs.iter();
        let hollow = pairs.any(|pair| pair.remote.is_empty() && pair.data.is_empty());
        if hollow && faulty.has(EmbedFault::HollowPairRefused) {
            return Err(Reason::Invalid);
        }
        let is_below = address.is_some();
        if is_below && page.leads_on_alone() && self.has(BlindReaderFault::EmptyMiddlePageRefused) {
            return Err(Reason::Invalid);
        }
        if !is_below && self.has(BlindReaderFault::HeadOfAnyPairs) {
            return Ok(page);
        }
        match self.exceeds_pairs(&page) {
            true => Err(Reason::TooLarge),
            false => Ok(page),
        }
    }

    /// Checks a page against its address (`RL-READ-13`), by the bytes as they came (`RL-PAGE-7`).
    fn check_page(&self, bytes: &Bytes, address: &Bytes) -> Result<(), Reason> {
        let faulty = self.settings.faulty;
        if self.has(ReadFault::AddressUnchecked) || self.has(ReadFault::PageAddressUnchecked) {
            return Ok(());
        }
        let named = match Page::decode(bytes, faulty) {
            Ok(page) if self.has(PageFault::ReencodedPage) => page.encode(faulty),
            _ => bytes.clone(),
        };
        check(self.settings.kind, address, &named, faulty).map(|_| ())
    }

    /// Counts what came.
    pub fn receive(&mut self, answer: &Result<Bytes, Failure>) {
        if let Ok(bytes) = answer {
            self.received += bytes.len() as u64;
        }
    }
}

/// Whether something exceeds a bound. What is exactly at a bound is within it.
fn exceeds(size: usize, bound: u64, deleted: bool, weakened: bool) -> bool {
    let size = size as u64;
    size > bound && !deleted || size == bound && weakened
}
