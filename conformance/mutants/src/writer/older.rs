//! Whether what a name holds is the writer's own log, or an older state of it.

use std::collections::BTreeSet;

use super::{WriterSettings, WriterState};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindWriterFault, WriteFault};
use crate::page::Page;
use crate::stores::{Dropped, Failure, Stores};

/// The bounds that the specification recommends to readers: pages, bytes of a page, pairs of a page, bytes in all.
const PAGES: usize = 1_000;
const PAGE_BYTES: usize = 1 << 20;
const PAIRS: usize = 4_096;
const CALL_BYTES: usize = 256 << 20;

/// What a writer finds out about the content of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It lists nothing that the writer's log lacks (`RL-WRITE-10`).
    Older,
    /// It lists something else, or is not known not to.
    Foreign,
    /// A page could not be fetched.
    Unavailable,
}

/// Looks at the content of the name, down to a page of the writer's own.
pub(super) fn standing(
    settings: &WriterSettings,
    state: &WriterState,
    stores: &mut dyn Stores,
    held: &Bytes,
) -> Result<Standing, Dropped> {
    if state.head.as_ref() == Some(held) {
        return Ok(Standing::Older);
    }
    if held.is_empty() && settings.faulty.has(BlindWriterFault::ZeroBytesForeign) {
        return Ok(Standing::Foreign);
    }
    let own: BTreeSet<&Id> = state.listed.iter().map(|item| &item.id).collect();
    let mut seen = BTreeSet::new();
    let (mut bytes, mut received) = (held.clone(), held.len());
    loop {
        let page = match Page::decode(&bytes, settings.faulty) {
            Ok(page) if bytes.len() <= PAGE_BYTES && page.pairs.len() <= PAIRS => page,
            _ => return Ok(Standing::Foreign),
        };
        if !page.pairs.iter().all(|pair| own.contains(&pair.local)) {
            return Ok(Standing::Foreign);
        }
        let ended = page.tail.is_empty() || state.pages.contains(&page.tail);
        if settings.faulty.has(WriteFault::HeadAloneJudged) {
            return Ok(Standing::Older);
        }
        // A cycle lists nothing else.
        if ended || !seen.insert(page.tail.clone()) {
            return Ok(Standing::Older);
        }
        if seen.len() > PAGES || received >= CALL_BYTES {
            return Ok(Standing::Foreign);
        }
        bytes = match stores.get(&page.tail)? {
            Ok(bytes) => bytes,
            Err(Failure::NotFound) if settings.faulty.has(WriteFault::LostPageTakenForOlder) => {
                return Ok(Standing::Older);
            }
            Err(Failure::NotFound) => return Ok(Standing::Foreign),
            Err(_) => return Ok(Standing::Unavailable),
        };
        received += bytes.len();
    }
}
