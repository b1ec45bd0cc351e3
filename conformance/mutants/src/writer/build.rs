//! The head that a log has now, and what must be in the CAS before the name may hold it.

use super::state::{Listed, Pointed, Sealed};
use super::{Embed, HeadForm, WriterSettings, WriterState};
use crate::address::sha2_256;
use crate::bytes::Bytes;
use crate::faults::{
    AddrFault, BlindWriterFault, EmbedFault, Fault, NameFault, PageFault, WriteFault,
};
use crate::page::{Page, Pair};
use crate::stores::{Answered, Stores};

/// Adds what the CAS lacks, from the oldest to the newest, and answers with the head (`RL-WRITE-1`). What was answered
/// for is in the state, also after a failure, and is not added again (`RL-WRITE-13`).
pub(super) fn build_head(
    settings: &WriterSettings,
    state: &mut WriterState,
    stores: &mut dyn Stores,
) -> Answered<Bytes> {
    let mut build = Build {
        settings,
        state,
        stores,
    };
    if let Err(failure) = build.seal()? {
        return Ok(Err(failure));
    }
    let newest = match build.newest()? {
        Ok(newest) => newest,
        Err(failure) => return Ok(Err(failure)),
    };
    let faulty = settings.faulty;
    if settings.head == HeadForm::Inline || faulty.has(NameFault::PointerWithPairs) {
        return Ok(Ok(newest.encode(faulty)));
    }
    Ok(build.point_to(newest)?.map(|tail| {
        let pairs = Vec::new();
        Page { pairs, tail }.encode(faulty)
    }))
}

struct Build<'a> {
    settings: &'a WriterSettings,
    state: &'a mut WriterState,
    stores: &'a mut dyn Stores,
}

impl Build<'_> {
    /// Seals the oldest pages, until the rest fits into one (`RL-WRITE-4`, `RL-WRITE-16`).
    fn seal(&mut self) -> Answered<()> {
        if self.has(WriteFault::PagesCutAnew) && self.next_sealed().is_some() {
            let published = std::mem::take(&mut self.state.sealed);
            let odd = self.state.listed.len() % self.settings.page_size;
            if !published.is_empty()
                && odd > 0
                && let Err(failure) = self.seal_page(odd)?
            {
                return Ok(Err(failure));
            }
        }
        while let Some(pairs) = self.next_sealed() {
            if let Err(failure) = self.seal_page(pairs)? {
                return Ok(Err(failure));
            }
        }
        Ok(Ok(()))
    }

    /// Seals the oldest pairs that stand on no sealed page, so many of them.
    fn seal_page(&mut self, pairs: usize) -> Answered<()> {
        let from = self.state.sealed_pairs();
        let window = match self.settings.embed {
            Embed::All if !self.has(EmbedFault::HeadAloneEmbeds) => pairs,
            _ => 0,
        };
        let mut page = match self.page(from, from + pairs, window)? {
            Ok(page) => page,
            Err(failure) => return Ok(Err(failure)),
        };
        if self.has(WriteFault::SealedOldestFirst) {
            page.pairs.reverse();
        }
        if self.has(WriteFault::PageNotedFirst) {
            let address = sha2_256(&page.encode(self.settings.faulty));
            self.state.sealed.push(Sealed { address, pairs });
            self.stores.save_writer(self.state)?;
            self.state.sealed.pop();
        }
        let address = match self.add_page(&page)? {
            Ok(address) => address,
            Err(failure) => return Ok(Err(failure)),
        };
        self.state.sealed.push(Sealed { address, pairs });
        if !self.has(WriteFault::PagesCutAnew) {
            for item in &mut self.state.listed[from..from + pairs] {
                item.data = None;
            }
        }
        Ok(Ok(()))
    }

    /// How many pairs the next page has that is to be sealed: it is full, and there is one more pair.
    fn next_sealed(&self) -> Option<usize> {
        let left = self.state.listed.len() - self.state.sealed_pairs();
        let told = self.settings.page_size;
        let most = match () {
            () if self.has(WriteFault::PageSizeIgnored) => usize::MAX,
            () if self.has(WriteFault::OnePairTooMany) => told.saturating_add(1),
            () if self.has(WriteFault::SealedHalfFull) => told.div_ceil(2),
            () if self.has(WriteFault::SealedOneShort) => (told - 1).max(1),
            () => told,
        };
        (left > most).then_some(most)
    }

    /// The newest page, with what is not sealed.
    fn newest(&mut self) -> Answered<Page> {
        let (from, to) = (self.state.sealed_pairs(), self.state.listed.len());
        let faulty = self.settings.faulty;
        let window = match self.settings.embed {
            _ if faulty.has(EmbedFault::NothingEmbedded) => 0,
            Embed::All => to - from,
            Embed::Last(count) if faulty.has(EmbedFault::WindowOneShort) => count.saturating_sub(1),
            Embed::Last(count)
                if count > to - from && faulty.has(BlindWriterFault::WideWindowEmbedsNone) =>
            {
                0
            }
            Embed::Last(count) => count,
        };
        self.page(from, to, window)
    }

    /// The address of the newest page, for a pure pointer.
    fn point_to(&mut self, page: Page) -> Answered<Bytes> {
        if let Some(pointed) = &self.state.pointed
            && pointed.page == page
            && !self.has(BlindWriterFault::PointerPageAddedAgain)
        {
            return Ok(Ok(pointed.address.clone()));
        }
        Ok(self.add_page(&page)?.inspect(|address| {
            let address = address.clone();
            self.state.pointed = Some(Pointed { page, address });
        }))
    }

    /// The page of what is listed in a range, the newest first, on top of the sealed pages. The newest of its pairs, as
    /// many as `window`, embed their content.
    fn page(&mut self, from: usize, to: usize, window: usize) -> Answered<Page> {
        let mut pairs = Vec::new();
        for at in from..to {
            let in_window = match self.settings.faulty.has(EmbedFault::OldestEmbedded) {
                true => at - from < window,
                false => to - at <= window,
            };
            match self.pair(at, in_window)? {
                Ok(pair) => pairs.push(pair),
                Err(failure) => return Ok(Err(failure)),
            }
        }
        if !self.has(WriteFault::OldestFirst) {
            pairs.reverse();
        }
        let tail = self.state.sealed.last().map(|page| page.address.clone());
        let tail = tail.unwrap_or_default();
        Ok(Ok(Page { pairs, tail }))
    }

    /// A pair, with content or an address. Empty content cannot be embedded, because no bytes are no data.
    fn pair(&mut self, at: usize, embed: bool) -> Answered<Pair> {
        let Listed { id, data, address } = &self.state.listed[at];
        let mut pair = Pair {
            local: id.clone(),
            ..Pair::default()
        };
        match (data, address) {
            (Some(data), _) if embed && !data.is_empty() => pair.data = data.clone(),
            (_, Some(address)) => pair.remote = address.clone(),
            (data, _) => {
                let content = data.clone().unwrap_or_default();
                match self.add_content(at, &content)? {
                    Ok(added) => pair.remote = added,
                    Err(failure) => return Ok(Err(failure)),
                }
            }
        }
        if self.settings.faulty.has(PageFault::SwappedHashes) && !pair.remote.is_empty() {
            std::mem::swap(&mut pair.local, &mut pair.remote);
        }
        Ok(Ok(pair))
    }

    /// Adds the content of an item, and keeps its address.
    fn add_content(&mut self, at: usize, content: &Bytes) -> Answered<Bytes> {
        if self.has(WriteFault::ContentNotedFirst) {
            self.state.listed[at].address = Some(sha2_256(content));
            self.stores.save_writer(self.state)?;
        }
        let added = self.add(content, self.has(WriteFault::DanglingHead))?;
        self.state.listed[at].address = match &added {
            Ok(address) => Some(address.clone()),
            Err(_) if self.has(WriteFault::FailedAddForgotten) => Some(sha2_256(content)),
            Err(_) => None,
        };
        Ok(added)
    }

    /// Adds a page of this log.
    fn add_page(&mut self, page: &Page) -> Answered<Bytes> {
        let dangling = self.has(WriteFault::DanglingHead) || self.has(WriteFault::DanglingPage);
        let added = self.add(&page.encode(self.settings.faulty), dangling)?;
        let added = added.map(|address| match self.has(AddrFault::AddressAsHex) {
            true => hex::encode(&*address).into_bytes().into(),
            false => address,
        });
        Ok(added.inspect(|address| {
            self.state.pages.insert(address.clone());
        }))
    }

    /// Adds content. What is to dangle has the address that it would have had.
    fn add(&mut self, content: &Bytes, dangling: bool) -> Answered<Bytes> {
        Ok(match self.stores.add(content)? {
            Err(_) if dangling => Ok(sha2_256(content)),
            Ok(address) if self.has(BlindWriterFault::AddressCut) => {
                Ok(Bytes::from(&address[..address.len().min(64)]))
            }
            added => added,
        })
    }

    fn has(&self, fault: impl Into<Fault>) -> bool {
        self.settings.faulty.has(fault)
    }
}
