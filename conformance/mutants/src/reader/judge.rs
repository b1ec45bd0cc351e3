//! What a head is, against the floor.

use std::collections::BTreeSet;

use super::chain::{Chain, End, first_met};
use super::mistaken::Compared;
use super::{HeadClass, ReaderState};
use crate::bytes::Id;
use crate::faults::{BlindReaderFault, Faulty, NameFault};
use crate::page::Page;

/// The class of a head, and the findings beside it.
#[derive(Debug)]
pub(super) struct Judgement {
    pub class: HeadClass,
    pub inserted: Vec<Id>,
    pub reordered: bool,
}

impl Judgement {
    /// A class without findings.
    pub fn plain(class: HeadClass) -> Self {
        Self {
            class,
            inserted: Vec::new(),
            reordered: false,
        }
    }
}

/// Judges a head by the table of "Classifying a head" (`RL-NAME-6` to `RL-NAME-10`, `RL-NAME-12`, `RL-NAME-13`).
pub(super) fn judge(head: &Page, state: &ReaderState, faulty: Faulty) -> Judgement {
    let floor = state.floor_page(faulty);
    let no_pairs = head.pairs.is_empty();
    if floor.is_empty() {
        return Judgement::plain(match head.is_empty() {
            true => HeadClass::Same,
            false
                if faulty.has(BlindReaderFault::BrokenFirstHead)
                    && matches!(Chain::of(head, state, faulty).end, End::Gap(_)) =>
            {
                HeadClass::Undetermined
            }
            false if no_pairs && faulty.has(NameFault::PointerNotAdvanced) => HeadClass::Same,
            false => HeadClass::Advanced,
        });
    }
    if head.is_empty() && faulty.has(NameFault::ZeroBytesAlwaysSame) {
        return Judgement::plain(HeadClass::Same);
    }
    let new = Chain::of(head, state, faulty);
    let old = Chain::of(&floor, state, faulty);
    let Some((above_new, above_old)) = stop(&new, &old, faulty) else {
        return Judgement::plain(HeadClass::Undetermined);
    };
    let below: BTreeSet<&Id> = old.parts[above_old..]
        .iter()
        .flat_map(|(_, ids)| ids)
        .filter(|_| !faulty.has(NameFault::OverlapTakenForNew))
        .collect();
    let above = |chain: &Chain, count: usize| -> Vec<Id> {
        let mut ids = first_met(&chain.parts[..count]);
        ids.retain(|id| !below.contains(id));
        ids
    };
    let (u, r) = (above(&new, above_new), above(&old, above_old));
    let stopless = above_old == old.parts.len();
    let class = class(&u, &r);
    let shared_gap = new.end == old.end;
    if class == HeadClass::Fork && stopless && !shared_gap && matches!(old.end, End::Gap(_)) {
        // What the head has besides may be what the gap hides.
        return Judgement::plain(HeadClass::Undetermined);
    }
    let compared = Compared {
        other_pairs: head.pairs != floor.pairs,
        is_pointer: head.pairs.is_empty() && !head.is_empty(),
        cut_anew: stopless && above_new > 1,
        shares_ids: u.iter().any(|id| r.contains(id)),
    };
    let class = compared.taken_for(class, faulty);
    if faulty.has(NameFault::NoFindings) {
        return Judgement::plain(class);
    }
    let looked_at = match faulty.has(NameFault::InsertedInHeadOnly) {
        true => 1,
        false => above_new,
    };
    let inserted = inserted(&first_met(&new.parts[..looked_at]), &u, &old.ids());
    let counts_as_reordered =
        !inserted.is_empty() && faulty.has(BlindReaderFault::InsertionIsReorder);
    Judgement {
        class,
        inserted,
        reordered: common(&u, &r) != common(&r, &u) || counts_as_reordered,
    }
}

/// How many pages of each chain stand above the stop; nothing, where the head's chain is broken before it.
fn stop(new: &Chain, old: &Chain, faulty: Faulty) -> Option<(usize, usize)> {
    for (above_new, (address, _)) in new.parts.iter().enumerate() {
        let Some(address) = address else { continue };
        let same = |(at, _): &(Option<_>, _)| at.as_ref() == Some(address);
        if let Some(above_old) = old.parts.iter().position(same) {
            return Some((above_new, above_old));
        }
    }
    let sound = match &new.end {
        End::Log => true,
        End::Gap(_) => new.end == old.end || faulty.has(NameFault::GapNotUndetermined),
        End::Cycle => faulty.has(NameFault::CycleNotUndetermined),
    };
    sound.then_some((new.parts.len(), old.parts.len()))
}

fn class(u: &[Id], r: &[Id]) -> HeadClass {
    let (u, r): (BTreeSet<&Id>, BTreeSet<&Id>) = (u.iter().collect(), r.iter().collect());
    match (u.is_superset(&r), u.is_subset(&r)) {
        (true, true) => HeadClass::Same,
        (true, false) => HeadClass::Advanced,
        (false, true) => HeadClass::Stale,
        (false, false) => HeadClass::Fork,
    }
}

/// The ids of U that are not the floor's, and stand below one that is.
fn inserted(met: &[Id], u: &[Id], floor: &[Id]) -> Vec<Id> {
    let (u, floor): (BTreeSet<&Id>, BTreeSet<&Id>) = (u.iter().collect(), floor.iter().collect());
    let below_known = met.iter().skip_while(|id| !floor.contains(id));
    below_known
        .filter(|id| u.contains(id) && !floor.contains(id))
        .cloned()
        .collect()
}

/// What the first has in common with the second, in the order of the first.
fn common<'a>(first: &'a [Id], second: &[Id]) -> Vec<&'a Id> {
    let second: BTreeSet<&Id> = second.iter().collect();
    first.iter().filter(|id| second.contains(id)).collect()
}
