//! Rounds: what is waiting to be asked for, and as many gets at once as may be under way.

use std::collections::VecDeque;

use super::call::Call;
use super::state::Tries;
use crate::bytes::{Bytes, Id};
use crate::faults::{AddrFault, BlindReaderFault, LimitFault, ReadFault};
use crate::reason::Reason;
use crate::stores::Dropped;

/// Something to ask the content store for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Get {
    /// A page, by its address.
    Page(Bytes),
    /// An item, and an address at which its content may be.
    Item(Id, Bytes),
}

/// What waits to be asked for.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// What is due again, what has been due longest first.
    pub due: VecDeque<Get>,
    /// Tails that were met.
    pub pages: VecDeque<Get>,
    /// Addresses of items that were met.
    pub items: VecDeque<Get>,
}

/// Whether something that waits is asked for.
enum Turn {
    Now,
    NextRound,
    Never,
}

impl Call<'_> {
    /// Asks for everything that waits and for what turns up on the way, as much at once as may be (`RL-READ-17`).
    pub fn run(&mut self) -> Result<(), Dropped> {
        loop {
            let round = self.next_round();
            if round.is_empty() {
                return Ok(());
            }
            let addresses: Vec<Bytes> = round.iter().map(|get| self.asked_for(get)).collect();
            let answers = self.stores.get_all(&addresses)?;
            for (get, answer) in round.into_iter().zip(answers) {
                self.receive(&answer);
                match get {
                    Get::Page(address) => self.page_answered(&address, answer)?,
                    Get::Item(id, address) => self.item_answered(&id, &address, answer)?,
                }
            }
        }
    }

    /// What is asked for at once: what is due first, then tails, which decide how many rounds there are (`RL-LIMIT-5`).
    fn next_round(&mut self) -> Vec<Get> {
        let (mut round, mut waiting) = (Vec::new(), std::mem::take(&mut self.waiting));
        for queue in [&mut waiting.due, &mut waiting.pages, &mut waiting.items] {
            if !round.is_empty() && self.has(ReadFault::ItemsAfterWalk) {
                break;
            }
            let mut left = VecDeque::new();
            let most = match self.has(BlindReaderFault::BoundForEachQueue) {
                true => self.at_once().saturating_add(round.len()),
                false => self.at_once(),
            };
            while round.len() < most
                && let Some(get) = queue.pop_front()
            {
                match self.turn(&get, &round) {
                    Turn::Now => round.push(get),
                    Turn::NextRound => left.push_back(get),
                    Turn::Never => {}
                }
            }
            left.append(queue);
            *queue = left;
        }
        self.waiting = waiting;
        round
    }

    /// An address as the store is asked for it: by its bytes as they are (`RL-ADDR-1`).
    fn asked_for(&self, get: &Get) -> Bytes {
        let address = get.address();
        match std::str::from_utf8(address) {
            Ok(text) if self.has(AddrFault::AddressTrimmed) => text.trim().as_bytes().into(),
            _ => address.clone(),
        }
    }

    /// Whether an item is missing and this is one of its addresses.
    fn is_candidate(&self, id: &Id, address: &Bytes) -> bool {
        let item = self.state.missing.get(id);
        item.is_some_and(|item| item.candidates.iter().any(|at| at.address == *address))
    }

    fn turn(&mut self, get: &Get, round: &[Get]) -> Turn {
        match get {
            Get::Page(address) if self.asked.contains(address) => Turn::Never,
            Get::Page(address) if self.may_get_page() => {
                self.asked.insert(address.clone());
                Turn::Now
            }
            Get::Page(address) => {
                let forgotten = self.has(LimitFault::BoundTakenForEnd);
                if !forgotten && !self.state.pages.contains_key(address) {
                    self.record_gap(address, Reason::Bound, Tries::none(self.now));
                }
                Turn::Never
            }
            Get::Item(..) if !self.may_get() || self.has(ReadFault::ContentNotGot) => Turn::Never,
            Get::Item(id, _)
                if self.has(ReadFault::DeliveredContentAskedAgain)
                    && self.state.delivered.contains(id) =>
            {
                Turn::Now
            }
            Get::Item(id, address) if !self.is_candidate(id, address) => Turn::Never,
            // Another of its addresses is on the way, and may do.
            Get::Item(id, _) if round.iter().any(|other| other.is_of(id)) => Turn::NextRound,
            Get::Item(..) => Turn::Now,
        }
    }
}

impl Get {
    fn address(&self) -> &Bytes {
        match self {
            Self::Page(address) | Self::Item(_, address) => address,
        }
    }

    /// Whether it is for a page.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::Page(_))
    }

    fn is_of(&self, item: &Id) -> bool {
        matches!(self, Self::Item(id, _) if id == item)
    }
}
