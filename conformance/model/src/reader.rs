//! A reader: what it persists, and one call of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::{Class, Judged, judge};
use crate::page::{Address, Message, Offer, Page, Pair, distinct};
use crate::store::{Blob, Fetched, Reason};
use crate::walk::{follow, listed};

/// What a reader persists. A reader that is started again is this and nothing else (RL-READ-16).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reader {
    /// The last head that it accepted.
    pub floor: Option<Page>,
    /// Pages that it has read.
    pub read: BTreeSet<Address>,
    /// Pages that it could not read.
    pub gaps: BTreeMap<Address, Reason>,
    /// Items that it could not deliver.
    pub missing: BTreeMap<Message, Missing>,
    /// What it has delivered.
    pub delivered: BTreeSet<Message>,
}

/// An item that could not be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// Why.
    pub reason: Reason,
    /// Whether any pair gave its address.
    pub stored: bool,
}

/// How much a call may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limits {
    /// The most pages that it asks for.
    pub pages: usize,
}

/// What a call answers, and what it asked of the store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answer {
    /// What the head is.
    pub head: Class,
    /// Delivered, but not reached from the head: these come first, in an order that is left open.
    pub aside: BTreeSet<Message>,
    /// Delivered from the head's chain, the oldest first.
    pub delivered: Vec<Message>,
    /// Every item that is still missing.
    pub missing: BTreeMap<Message, Reason>,
    /// Every page that is still missing.
    pub gaps: BTreeMap<Address, Reason>,
    /// New ids that stand below known ones.
    pub inserted: BTreeSet<Message>,
    /// Whether known ids stand in another order.
    pub reordered: bool,
    /// For a fork, the floor and the head.
    pub evidence: Option<(Page, Page)>,
    /// What the call must ask the store for.
    pub asked: BTreeSet<Blob>,
    /// What it may ask for besides: contents that turn out to be embedded too.
    pub may_ask: BTreeSet<Blob>,
}

/// The bound on pages left several chains unfinished, and in which order they are walked is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOpen;

impl Reader {
    /// One call, in which everything that failed before is due again. `fetched` is what comes of fetching the name;
    /// `get` says whether the store gives something.
    ///
    /// The call is one step here. That is enough: it asks for each thing once, and nothing changes under an address,
    /// so a world that changes during the call answers like one that does not.
    pub fn sync(
        &self,
        fetched: &Fetched,
        get: &dyn Fn(&Blob) -> Result<(), Reason>,
        limits: Limits,
    ) -> Result<(Self, Answer), LeftOpen> {
        let nothing = Page::default();
        let head = match fetched {
            Fetched::Head(head) => head,
            Fetched::NotFound | Fetched::Failed(_) => &nothing,
        };
        let mut call = Call {
            reader: self.clone(),
            get,
            pages_left: limits.pages,
            asked: BTreeSet::new(),
            found: Vec::new(),
        };
        call.walk_all(head)?;
        let (wanted, may_ask) = call.wanted(head);
        let new = call.get_items(&wanted);
        let Call {
            mut reader, asked, ..
        } = call;

        let judged = reader.judge(fetched);
        let evidence = (judged.class == Class::Fork)
            .then(|| Some((reader.floor.clone()?, head.clone())))
            .flatten();
        if judged.class == Class::Advanced {
            reader.floor = Some(head.clone());
        }
        let chain = follow(head, &reader.read);
        let pages = chain.pages.iter().map(|page| &***page);
        let mut in_order = distinct(listed(std::iter::once(head).chain(pages)));
        in_order.reverse();
        in_order.retain(|message| new.contains(message));
        let aside = new.iter().copied();
        let answer = Answer {
            head: judged.class,
            aside: aside
                .filter(|message| !in_order.contains(message))
                .collect(),
            delivered: in_order,
            missing: reader
                .missing
                .iter()
                .map(|(message, missing)| (*message, missing.reason))
                .collect(),
            gaps: reader.gaps.clone(),
            inserted: judged.inserted,
            reordered: judged.reordered,
            evidence,
            asked,
            may_ask,
        };
        Ok((reader, answer))
    }

    fn judge(&self, fetched: &Fetched) -> Judged {
        let class = match (fetched, &self.floor) {
            (Fetched::Head(head), floor) => return judge(floor.as_ref(), head, &self.read),
            (Fetched::NotFound, None) => Class::None,
            (Fetched::NotFound, Some(_)) => Class::Unavailable,
            (Fetched::Failed(Reason::Timeout), _) => Class::Timeout,
            (Fetched::Failed(Reason::Malformed), _) => Class::Malformed,
            (Fetched::Failed(Reason::Invalid), _) => Class::Invalid,
            (Fetched::Failed(Reason::TooLarge), _) => Class::TooLarge,
            (Fetched::Failed(_), _) => Class::Unavailable,
        };
        Judged {
            class,
            inserted: BTreeSet::new(),
            reordered: false,
        }
    }
}

/// A call under way.
struct Call<'a> {
    reader: Reader,
    get: &'a dyn Fn(&Blob) -> Result<(), Reason>,
    pages_left: usize,
    asked: BTreeSet<Blob>,
    /// Pages that this call has read.
    found: Vec<Address>,
}

impl Call<'_> {
    /// Tries the gaps again, then walks from the head.
    fn walk_all(&mut self, head: &Page) -> Result<(), LeftOpen> {
        let mut starts: Vec<Address> = self.reader.gaps.keys().cloned().collect();
        let new = |tail: &&Address| !self.reader.knows(tail);
        starts.extend(head.tail.as_ref().filter(new).cloned());
        let chains = starts.len();
        for start in starts {
            let bounded = self.walk(start);
            if bounded && chains > 1 {
                return Err(LeftOpen);
            }
        }
        Ok(())
    }

    /// Reads pages from this one on, down to one that is recorded, or to the end of the log. True if the bound on pages
    /// ended the walk.
    fn walk(&mut self, start: Address) -> bool {
        let mut next = Some(start);
        while let Some(page) = next {
            let blob = Blob::Page(page.clone());
            if self.asked.contains(&blob) {
                return false;
            }
            if self.pages_left == 0 {
                // What was never tried is left for the next call; a gap that was tried before stays what it was.
                self.reader.gaps.entry(page).or_insert(Reason::Bound);
                return true;
            }
            self.pages_left -= 1;
            let got = (self.get)(&blob);
            self.asked.insert(blob);
            if let Err(reason) = got {
                self.reader.gaps.insert(page, reason);
                return false;
            }
            self.reader.gaps.remove(&page);
            self.reader.read.insert(page.clone());
            next = page.tail.clone().filter(|tail| !self.reader.knows(tail));
            self.found.push(page);
        }
        false
    }

    /// What is to be delivered and is not: for each item the best offer there is; and what need not be asked for
    /// although it has an address, because its content is embedded elsewhere.
    fn wanted(&self, head: &Page) -> (BTreeMap<Message, Offer>, BTreeSet<Blob>) {
        let found = self.found.iter().flat_map(|page| &page.pairs);
        let listed = head.pairs.iter().chain(found).copied();
        let before = self.reader.missing.iter().map(|(message, missing)| Pair {
            message: *message,
            offer: if missing.stored {
                Offer::Stored
            } else {
                Offer::Nothing
            },
        });
        let (mut wanted, mut stored) = (BTreeMap::new(), BTreeSet::new());
        for pair in before.chain(listed) {
            if self.reader.delivered.contains(&pair.message) {
                continue;
            }
            if pair.offer == Offer::Stored {
                stored.insert(pair.message);
            }
            let best = wanted.entry(pair.message).or_insert(pair.offer);
            *best = (*best).min(pair.offer);
        }
        let embedded = |message: &Message| wanted.get(message) == Some(&Offer::Embedded);
        let may_ask = stored.into_iter().filter(embedded).map(Blob::Content);
        let may_ask = may_ask.collect();
        (wanted, may_ask)
    }

    /// Gets the contents; what is delivered is answered, the rest is missing.
    fn get_items(&mut self, wanted: &BTreeMap<Message, Offer>) -> BTreeSet<Message> {
        let mut new = BTreeSet::new();
        for (&message, &offer) in wanted {
            let got = match offer {
                Offer::Embedded => Ok(()),
                Offer::Nothing => Err(Reason::Unlisted),
                Offer::Stored => {
                    let blob = Blob::Content(message);
                    let got = (self.get)(&blob);
                    self.asked.insert(blob);
                    got
                }
            };
            match got {
                Ok(()) => {
                    self.reader.missing.remove(&message);
                    self.reader.delivered.insert(message);
                    new.insert(message);
                }
                Err(reason) => {
                    let stored = offer == Offer::Stored;
                    let missing = Missing { reason, stored };
                    self.reader.missing.insert(message, missing);
                }
            }
        }
        new
    }
}

impl Reader {
    /// Whether a page is recorded, as read or as a gap.
    fn knows(&self, page: &Address) -> bool {
        self.read.contains(page) || self.gaps.contains_key(page)
    }
}
