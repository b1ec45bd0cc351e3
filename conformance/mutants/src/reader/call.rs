//! One call under way: what it has received so far, and what it may still ask for.

use super::{Delivered, ReaderSettings, ReaderState};
use crate::address::check;
use crate::bytes::{Bytes, Id};
use crate::faults::{AddrFault, LimitFault, PageFault, SvcFault};
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
    pages: u64,
    /// Bytes received.
    received: u64,
    /// What this call delivers.
    pub delivered: Vec<Delivered>,
    /// Ids for which an address was met that is new, in the order they were met.
    pub fresh: Vec<Id>,
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
            pages: 0,
            received: 0,
            delivered: Vec::new(),
            fresh: Vec::new(),
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
        self.receive(&fetched);
        Ok(fetched)
    }

    /// Whether a further get may be started (`RL-LIMIT-8`).
    pub fn may_get(&self) -> bool {
        self.received < self.settings.limits.call_bytes
    }

    /// Whether a further page may be asked for (`RL-LIMIT-2`).
    pub fn may_get_page(&self) -> bool {
        let unbounded = self.settings.faulty.has(LimitFault::UnboundedWalk);
        self.may_get() && (unbounded || self.pages < self.settings.limits.pages)
    }

    /// Gets a page and looks at it: its size, its address, its encoding and format, its number of pairs.
    pub fn get_page(&mut self, address: &Bytes) -> Result<Result<Page, Reason>, Dropped> {
        self.pages += 1;
        let got = self.get(address)?;
        if let Ok(bytes) = &got
            && self.settings.faulty.has(SvcFault::ReaderAddsPages)
        {
            let _ = self.stores.add(bytes)?;
        }
        Ok(got
            .map_err(Failure::reason)
            .and_then(|bytes| self.read_page(&bytes, Some(address))))
    }

    /// Asks for what is at an address, by its bytes as they are (`RL-ADDR-1`).
    fn get(&mut self, address: &Bytes) -> Result<Result<Bytes, Failure>, Dropped> {
        let trims = self.settings.faulty.has(AddrFault::AddressTrimmed);
        let got = match std::str::from_utf8(address) {
            Ok(text) if trims => self.stores.get(&text.trim().as_bytes().into())?,
            _ => self.stores.get(address)?,
        };
        self.receive(&got);
        Ok(got)
    }

    /// Gets the content of an item and looks at it.
    pub fn get_content(&mut self, address: &Bytes) -> Result<Result<Bytes, Reason>, Dropped> {
        let got = self.get(address)?;
        Ok(got.map_err(Failure::reason).and_then(|content| {
            if content.len() as u64 > self.settings.limits.content_bytes {
                return Err(Reason::TooLarge);
            }
            check(self.settings.kind, address, &content, self.settings.faulty).map(|_| content)
        }))
    }

    /// Reads a page, or a head, which has no address.
    pub fn read_page(&self, bytes: &Bytes, address: Option<&Bytes>) -> Result<Page, Reason> {
        let (limits, faulty) = (&self.settings.limits, self.settings.faulty);
        if bytes.len() as u64 > limits.page_bytes {
            return Err(Reason::TooLarge);
        }
        if let Some(address) = address {
            let named = match Page::decode(bytes, faulty) {
                Ok(page) if faulty.has(PageFault::ReencodedPage) => page.encode(faulty),
                _ => bytes.clone(),
            };
            check(self.settings.kind, address, &named, faulty)?;
        }
        let page = Page::decode(bytes, faulty)?;
        match page.pairs.len() as u64 > limits.pairs {
            true => Err(Reason::TooLarge),
            false => Ok(page),
        }
    }

    fn receive(&mut self, answer: &Result<Bytes, Failure>) {
        if let Ok(bytes) = answer {
            self.received += bytes.len() as u64;
        }
    }
}
