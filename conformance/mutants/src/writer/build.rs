//! The head that a log has now, and what must be in the CAS before the name may hold it.

use super::state::{Listed, Pointed, Sealed};
use super::{Embed, HeadForm, WriterSettings, WriterState};
use crate::address::sha2_256;
use crate::bytes::Bytes;
use crate::faults::{AddrFault, PageFault, WriteFault};
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
    if settings.head == HeadForm::Inline {
        return Ok(Ok(newest.encode(settings.faulty)));
    }
    Ok(build.point_to(newest)?.map(|tail| {
        let pairs = Vec::new();
        Page { pairs, tail }.encode(settings.faulty)
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
        let size = self.settings.page_size;
        loop {
            let from = self.state.sealed_pairs();
            if self.state.listed.len() - from <= size {
                return Ok(Ok(()));
            }
            let window = match self.settings.embed {
                Embed::All => size,
                Embed::Last(_) => 0,
            };
            let page = match self.page(from, from + size, window)? {
                Ok(page) => page,
                Err(failure) => return Ok(Err(failure)),
            };
            let address = match self.add_page(&page)? {
                Ok(address) => address,
                Err(failure) => return Ok(Err(failure)),
            };
            self.state.sealed.push(Sealed {
                address,
                pairs: size,
            });
            for item in &mut self.state.listed[from..from + size] {
                item.data = None;
            }
        }
    }

    /// The newest page, with what is not sealed.
    fn newest(&mut self) -> Answered<Page> {
        let (from, to) = (self.state.sealed_pairs(), self.state.listed.len());
        let window = match self.settings.embed {
            Embed::All => to - from,
            Embed::Last(count) => count,
        };
        self.page(from, to, window)
    }

    /// The address of the newest page, for a pure pointer.
    fn point_to(&mut self, page: Page) -> Answered<Bytes> {
        if let Some(pointed) = &self.state.pointed
            && pointed.page == page
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
            match self.pair(at, to - at <= window)? {
                Ok(pair) => pairs.push(pair),
                Err(failure) => return Ok(Err(failure)),
            }
        }
        pairs.reverse();
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
                match self.add(&content)? {
                    Ok(added) => pair.remote = added,
                    Err(failure) => return Ok(Err(failure)),
                }
                self.state.listed[at].address = Some(pair.remote.clone());
            }
        }
        if self.settings.faulty.has(PageFault::SwappedHashes) && !pair.remote.is_empty() {
            std::mem::swap(&mut pair.local, &mut pair.remote);
        }
        Ok(Ok(pair))
    }

    /// Adds a page of this log.
    fn add_page(&mut self, page: &Page) -> Answered<Bytes> {
        Ok(self
            .add(&page.encode(self.settings.faulty))?
            .inspect(|address| {
                self.state.pages.insert(address.clone());
            }))
    }

    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        let added = self.stores.add(content)?;
        if added.is_err() && self.settings.faulty.has(WriteFault::DanglingHead) {
            return Ok(Ok(sha2_256(content)));
        }
        if self.settings.faulty.has(AddrFault::AddressAsHex) {
            return Ok(added.map(|address| hex::encode(&*address).into_bytes().into()));
        }
        Ok(added)
    }
}
