//! The class of a head against the floor: a matter of sets of ids.

use std::collections::HashSet;

use super::Class;
use super::chain::{Chain, Step};
use super::head::HeadPage;
use super::state::Recorded;
use crate::message::MessageId;

/// A head beside the floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compared {
    pub(super) class: Class,
    pub(super) inserted: Vec<MessageId>,
    pub(super) reordered: bool,
}

impl Compared {
    /// A class, and nothing beside it.
    pub(super) fn plain(class: Class) -> Self {
        Compared {
            class,
            inserted: Vec::new(),
            reordered: false,
        }
    }
}

/// Classifies a head beside the floor (RL-NAME-6 to RL-NAME-10), by the ids alone (RL-NAME-12).
///
/// Both chains are followed in step until they meet in a page or a gap, so that this costs what is new and not what
/// there is. Below that they are one. `page` finds the pages that were read; `known` tells of an id whether it may have
/// been listed before this call, and so may stand below.
pub(super) fn classify<'a>(
    head: &'a HeadPage,
    floor: Option<&'a HeadPage>,
    page: impl Fn(&[u8]) -> Option<&'a Recorded>,
    known: impl Fn(&MessageId) -> bool,
) -> Compared {
    let Some(floor) = floor else {
        return Compared::plain(if head.is_empty() {
            Class::Same
        } else {
            Class::Advanced
        });
    };
    let meeting = Meeting::of(&head.tail, &floor.tail, &page);
    if meeting.head_is_broken {
        return Compared::plain(Class::Undetermined);
    }
    let listed = distinct(head.ids.iter().chain(meeting.head_ids));
    let had = distinct(floor.ids.iter().chain(meeting.floor_ids));
    let listed_set: HashSet<&MessageId> = listed.iter().copied().collect();
    let had_set: HashSet<&MessageId> = had.iter().copied().collect();
    // The ids on both sides, in the order of each.
    let kept: Vec<_> = listed.iter().filter(|id| had_set.contains(*id)).collect();
    let was_kept = had.iter().filter(|id| listed_set.contains(*id));
    let moved = !was_kept.clone().eq(kept.iter().copied());
    // What stands beneath counts on neither side. It costs a walk to the end to know, and matters only for an id that
    // stands above on one side alone, or in another order.
    let one_sided = listed_set.symmetric_difference(&had_set);
    let beneath = if moved || one_sided.copied().any(known) {
        ids_from(meeting.stop, &page)
    } else {
        HashSet::new()
    };
    let is_old = |id: &MessageId| had_set.contains(id) || beneath.contains(id);
    let adds = listed.iter().any(|id| !is_old(id));
    let lacks = had
        .iter()
        .any(|id| !listed_set.contains(id) && !beneath.contains(id));
    let class = match (adds, lacks) {
        (false, false) => Class::Same,
        (true, false) => Class::Advanced,
        (false, true) => Class::Stale,
        // What the head adds may be what a gap of the floor hides.
        (true, true) if meeting.floor_has_gap => Class::Undetermined,
        (true, true) => Class::Fork,
    };
    if class == Class::Undetermined {
        return Compared::plain(class);
    }
    let above = |id: &&&MessageId| !beneath.contains(**id);
    let below_old = listed.iter().skip_while(|id| !is_old(id));
    Compared {
        class,
        inserted: below_old.filter(|id| !is_old(id)).map(|id| **id).collect(),
        reordered: !was_kept.filter(above).eq(kept.into_iter().filter(above)),
    }
}

/// Where two chains become one.
struct Meeting<'a> {
    /// The ids on the pages of either chain above that.
    head_ids: Vec<&'a MessageId>,
    floor_ids: Vec<&'a MessageId>,
    /// The address of the page, or of the gap; empty if it is the end.
    stop: &'a [u8],
    /// Whether the head's chain breaks off, at a gap or a cycle, before that.
    head_is_broken: bool,
    /// Whether the floor's chain has a gap before that, which hides ids. A cycle hides none.
    floor_has_gap: bool,
}

impl<'a> Meeting<'a> {
    fn of(head: &'a [u8], floor: &'a [u8], page: impl Fn(&[u8]) -> Option<&'a Recorded>) -> Self {
        let (mut head, mut floor) = (Side::new(head), Side::new(floor));
        let mut stop = None;
        while stop.is_none() && !(head.is_over() && floor.is_over()) {
            stop = head
                .step(&floor, &page)
                .or_else(|| floor.step(&head, &page));
        }
        Meeting {
            head_ids: head.ids_above(stop),
            floor_ids: floor.ids_above(stop),
            head_is_broken: stop.is_none()
                && matches!(head.last, Some(Step::Gap(_) | Step::Cycle(_))),
            floor_has_gap: stop.is_none() && matches!(floor.last, Some(Step::Gap(_))),
            stop: stop.unwrap_or_default(),
        }
    }
}

/// One of two chains that are followed in step.
struct Side<'a> {
    chain: Chain<'a>,
    last: Option<Step<'a>>,
}

impl<'a> Side<'a> {
    fn new(tail: &'a [u8]) -> Self {
        Side {
            chain: Chain::new(tail),
            last: None,
        }
    }

    /// Follows the chain by a page, unless it is over. Answers the address if the other chain has met it too: the first
    /// that both meet, because from there on they are one.
    fn step(
        &mut self,
        other: &Side<'a>,
        page: impl Fn(&[u8]) -> Option<&'a Recorded>,
    ) -> Option<&'a [u8]> {
        if self.is_over() {
            return None;
        }
        let step = self.chain.step(page);
        self.last = Some(step);
        match step {
            Step::Page(address, _) | Step::Gap(address) => {
                other.chain.above(address).map(|_| address)
            }
            Step::Cycle(_) | Step::End => None,
        }
    }

    fn is_over(&self) -> bool {
        !matches!(self.last, None | Some(Step::Page(..)))
    }

    fn ids_above(&self, stop: Option<&[u8]>) -> Vec<&'a MessageId> {
        let pages = stop.and_then(|address| self.chain.above(address));
        self.chain.ids(pages.unwrap_or(self.chain.len())).collect()
    }
}

/// The ids that stand at an address and further down, as far as that is known.
fn ids_from<'a>(
    address: &'a [u8],
    page: impl Fn(&[u8]) -> Option<&'a Recorded>,
) -> HashSet<&'a MessageId> {
    let mut chain = Chain::new(address);
    while let Step::Page(..) = chain.step(&page) {}
    chain.ids(chain.len()).collect()
}

/// Each id once, where it stands first.
fn distinct<'a>(ids: impl Iterator<Item = &'a MessageId>) -> Vec<&'a MessageId> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}
