//! What a head is to a reader that has a floor: the table in "Judging a head".

use std::collections::BTreeSet;
use std::fmt;

use crate::page::{Address, Message, Page, distinct};
use crate::walk::{follow, listed};

/// What a head is, or why there was none to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the spec's own
pub enum Class {
    Same,
    Advanced,
    Stale,
    Fork,
    Undetermined,
    None,
    Unavailable,
    Timeout,
    Malformed,
    Invalid,
    TooLarge,
}

/// A class, and what is reported beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    pub class: Class,
    pub inserted: BTreeSet<Message>,
    pub reordered: bool,
}

/// Judges a head against the floor; `read` are the pages that the reader has read by then.
pub(crate) fn judge(floor: Option<&Page>, head: &Page, read: &BTreeSet<Address>) -> Judged {
    let alone = |class| Judged {
        class,
        inserted: BTreeSet::new(),
        reordered: false,
    };
    let Some(floor) = floor else {
        return alone(if head.is_empty() {
            Class::Same
        } else {
            Class::Advanced
        });
    };

    // The stop: the first page of the head's chain that is in the floor's chain too. A gap there is as good.
    let (below_floor, below_head) = (follow(floor, read), follow(head, read));
    let shared: BTreeSet<&Address> = below_floor.addresses().collect();
    let stop = below_head.addresses().find(|page| shared.contains(page));
    if stop.is_none() && below_head.gap.is_some() {
        return alone(Class::Undetermined);
    }

    // What each lists above the stop. What also stands below it counts in neither.
    let above = |page: &&&Address| stop != Some(**page);
    let head_pages = below_head.pages.iter().take_while(above);
    let floor_pages = below_floor.pages.iter().take_while(above);
    let beneath = below_floor.pages.iter().skip_while(above);
    let beneath: BTreeSet<Message> = listed(beneath.map(|page| &***page)).collect();
    let whole_head = distinct(listed(
        std::iter::once(head).chain(head_pages.map(|page| &***page)),
    ));
    let whole_floor = distinct(listed(
        std::iter::once(floor).chain(floor_pages.map(|page| &***page)),
    ));
    let counted = |ids: &[Message]| -> Vec<Message> {
        let counts = |id: &Message| !beneath.contains(id);
        ids.iter().copied().filter(counts).collect()
    };
    let (in_head, in_floor) = (counted(&whole_head), counted(&whole_floor));
    let u: BTreeSet<Message> = in_head.iter().copied().collect();
    let r: BTreeSet<Message> = in_floor.iter().copied().collect();

    let class = if u == r {
        Class::Same
    } else if u.is_superset(&r) {
        Class::Advanced
    } else if u.is_subset(&r) {
        Class::Stale
    } else if stop.is_none() && below_floor.gap.is_some() {
        // What the head has besides may be what the gap in the floor's chain hides.
        return alone(Class::Undetermined);
    } else {
        Class::Fork
    };

    // New ids below known ones, and known ids in another order.
    let known: BTreeSet<Message> = r.union(&beneath).copied().collect();
    let below_known = whole_head.iter().skip_while(|id| !known.contains(id));
    let common = |ids: &[Message]| -> Vec<Message> {
        let both = |id: &Message| u.contains(id) && r.contains(id);
        ids.iter().copied().filter(both).collect()
    };
    Judged {
        class,
        inserted: below_known
            .copied()
            .filter(|id| !known.contains(id))
            .collect(),
        reordered: common(&in_head) != common(&in_floor),
    }
}

impl fmt::Display for Class {
    /// In the spec's word.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "same",
            Self::Advanced => "advanced",
            Self::Stale => "stale",
            Self::Fork => "fork",
            Self::Undetermined => "undetermined",
            Self::None => "none",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Malformed => "malformed",
            Self::Invalid => "invalid",
            Self::TooLarge => "too_large",
        })
    }
}
