//! The items that pages list: taken where they are embedded, and asked for where they are pointed to (`RL-READ-20`).

use super::call::Call;
use super::rounds::Get;
use super::state::{Candidate, MissingItem, Tries};
use super::{Check, Delivered, ReaderSettings};
use crate::bytes::{Bytes, Id};
use crate::faults::{BlindReaderFault, EmbedFault, ReadFault};
use crate::message;
use crate::page::{Page, Pair};
use crate::reason::Reason;
use crate::stores::{Dropped, Failure};

/// How many addresses are kept for one id; a helper can list any number of them.
const MOST_CANDIDATES: usize = 64;

impl Call<'_> {
    /// Takes what a page lists and was not delivered (`RL-READ-3`); `again` takes what was, too.
    pub fn take(&mut self, page: &Page, again: bool) -> Result<(), Dropped> {
        let mixes = page.pairs.iter().any(|pair| !pair.data.is_empty());
        let drops_pointed = mixes && self.settings.faulty.has(EmbedFault::OneKindAPage);
        for pair in &page.pairs {
            if drops_pointed && pair.data.is_empty() {
                continue;
            }
            let twice = self.has(ReadFault::TwiceInACall)
                && self.delivered.iter().any(|item| item.id == pair.local);
            if again || twice || !self.state.delivered.contains(&pair.local) {
                self.take_pair(pair)?;
            } else if self.has(ReadFault::DeliveredContentAskedAgain) && pair.data.is_empty() {
                self.ask_for_item(pair);
            }
        }
        Ok(())
    }

    fn take_pair(&mut self, pair: &Pair) -> Result<(), Dropped> {
        let faulty = self.settings.faulty;
        let hollow = pair.remote.is_empty() && pair.data.is_empty();
        let embeds = match hollow {
            true => self.settings.group.is_none() && self.has(BlindReaderFault::HollowDelivered),
            false => !pair.data.is_empty(),
        };
        let passed_over = self.has(BlindReaderFault::LaterEmbeddingIgnored)
            && self.state.missing.contains_key(&pair.local);
        let embedded = match !embeds || passed_over || self.asks_instead(pair) {
            true => Err(Reason::Unlisted),
            // Embedded content needs no get (`RL-EMBED-1`).
            false => self.deliver(&pair.local, pair.data.clone(), true)?,
        };
        let Err(reason) = embedded else {
            return Ok(());
        };
        if hollow && faulty.has(EmbedFault::HollowPairIgnored) {
            return Ok(());
        }
        let item = self.state.missing.entry(pair.local.clone());
        let item = item.or_insert_with(|| MissingItem {
            last: reason,
            candidates: Vec::new(),
        });
        if reason != Reason::Unlisted {
            item.last = reason;
        }
        let known = item.candidates.iter().any(|at| at.address == pair.remote);
        let final_data = (reason != Reason::Unlisted && faulty.has(EmbedFault::BadDataIsFinal))
            || (reason == Reason::Mismatch && faulty.has(BlindReaderFault::OtherMessageIsFinal));
        if pair.remote.is_empty() || known || final_data {
            return Ok(());
        }
        self.add_candidate(pair);
        Ok(())
    }

    /// Keeps a new address for a missing item, and tries it at once (`RL-READ-10`, `RL-READ-20`).
    fn add_candidate(&mut self, pair: &Pair) {
        let (now, faulty) = (self.now, self.settings.faulty);
        let of_message = self.settings.group.is_some();
        let Some(item) = self.state.missing.get_mut(&pair.local) else {
            return;
        };
        let missing_before = item.candidates.iter().any(|at| at.tries.count > 0);
        let listed_before = !item.candidates.is_empty() && of_message;
        if listed_before && faulty.has(ReadFault::FirstAddressOnly)
            || missing_before && faulty.has(ReadFault::NoNewCandidates)
        {
            return;
        }
        if listed_before && faulty.has(ReadFault::LastAddressOnly) {
            item.candidates.clear();
        }
        let most = match faulty.has(BlindReaderFault::FourAddressesKept) {
            true => 4,
            false => MOST_CANDIDATES,
        };
        if item.candidates.len() == most {
            item.candidates.remove(0);
        }
        item.candidates.push(Candidate {
            address: pair.remote.clone(),
            tries: Tries::none(now),
        });
        if !(missing_before && faulty.has(ReadFault::NewCandidatesWait)) {
            self.ask_for_item(pair);
        }
    }

    /// Whether an address is asked although the pair embeds the content.
    fn asks_instead(&self, pair: &Pair) -> bool {
        let fault = match self.settings.group {
            Some(_) => EmbedFault::AddressPreferred,
            None => EmbedFault::EmbeddedAskedFor,
        };
        self.settings.faulty.has(fault) && !pair.remote.is_empty()
    }

    fn ask_for_item(&mut self, pair: &Pair) {
        let get = Get::Item(pair.local.clone(), pair.remote.clone());
        self.waiting.items.push_back(get);
    }

    /// Takes the answer to a get of an item (`RL-READ-8`).
    pub fn item_answered(
        &mut self,
        id: &Id,
        address: &Bytes,
        answer: Result<Bytes, Failure>,
    ) -> Result<(), Dropped> {
        // A page that came in the same round may embed it.
        if !self.state.missing.contains_key(id) {
            return Ok(());
        }
        let content = answer.map_err(|failure| self.reason(failure));
        let delivered = match content.and_then(|content| self.read_content(content, address)) {
            Ok(content) => self.deliver(id, content, false)?,
            Err(reason) => Err(reason),
        };
        let (now, faulty) = (self.now, self.settings.faulty);
        if let (Err(reason), Some(item)) = (delivered, self.state.missing.get_mut(id)) {
            item.last = reason;
            for at in &mut item.candidates {
                if at.address == *address {
                    at.tries = at.tries.failed(now, faulty);
                }
            }
        }
        Ok(())
    }

    /// Delivers content as an item, unless it is refused.
    fn deliver(
        &mut self,
        id: &Id,
        data: Bytes,
        embedded: bool,
    ) -> Result<Result<(), Reason>, Dropped> {
        if let Err(reason) = self.check_content(id, &data, embedded) {
            return Ok(Err(reason));
        }
        if self.asks() && !self.stores.authenticate(&data)? {
            return Ok(Err(Reason::Mismatch));
        }
        self.state.missing.remove(id);
        self.state.delivered.insert(id.clone());
        let check = match self.settings.group {
            Some(_) => Check::Verified,
            None if self.has(ReadFault::OpaqueMarkedVerified) => Check::Verified,
            None => Check::Opaque,
        };
        self.delivered.push(Delivered {
            id: id.clone(),
            data,
            check,
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
    fn check_content(&self, id: &Id, data: &Bytes, embedded: bool) -> Result<(), Reason> {
        let of_any_size = embedded && self.has(BlindReaderFault::EmbeddedOfAnySize);
        if !of_any_size && self.exceeds_content_bytes(data) {
            return Err(Reason::TooLarge);
        }
        let (faulty, got) = (self.settings.faulty, !embedded);
        match &self.settings.group {
            Some(_) if got && self.has(ReadFault::FetchedMessageUnchecked) => Ok(()),
            Some(group) => message::check(data, id, group, faulty),
            None if self.has(BlindReaderFault::CoreMessageChecked) => {
                match message::read(data, faulty) {
                    Ok(message) if message.id(faulty) != *id => Err(Reason::Mismatch),
                    _ => Ok(()),
                }
            }
            None => Ok(()),
        }
    }
}
