//! The invariants, judged by one who sees everything, and in other words than the model's.

use std::collections::BTreeSet;

use super::invariant::Invariant;
use super::rules::Rules;
use super::scene::{Device, Scene, Seat};
use crate::classify::Class;
use crate::page::{Address, Message, Offer, Page};
use crate::publish::{Publish, Status};
use crate::reader::{Answer, Limits};
use crate::store::{Blob, Fetched, World};
use crate::writer::Writer;

/// After a call of a reader: `before` and `after` are the reader's, and what is known of it.
pub(super) fn called(
    before: &Seat,
    world: &World,
    fetched: &Fetched,
    answer: &Answer,
    after: &Seat,
) -> Option<Invariant> {
    let nothing = Page::default();
    let head = match fetched {
        Fetched::Head(head) => head,
        Fetched::NotFound | Fetched::Failed(_) => &nothing,
    };
    let checks = [
        (delivers_once(before, answer, after), Invariant::Delivered),
        (
            finds_each_gap(before, world, head, answer, after),
            Invariant::Gap,
        ),
        (
            reports_forks(before, fetched, answer, after),
            Invariant::Fork,
        ),
        (
            never_moves_back(before, fetched, answer, after),
            Invariant::Stale,
        ),
    ];
    first_broken(&checks)
}

/// After a reader's device was started again.
pub(super) fn restarted(seat: &Seat) -> Option<Invariant> {
    first_broken(&[
        (seat.reader.delivered == seat.kept, Invariant::Delivered),
        (seat.reader.floor == seat.accepted, Invariant::Stale),
    ])
}

/// After a step of a publish that came to `next`; `held` is what the name held before.
pub(super) fn stepped(
    before: &World,
    world: &World,
    writer: &Writer,
    next: &Publish,
) -> Option<Invariant> {
    let published = *next != Publish::Done(Status::Published) || holds(world, writer);
    if world.heads.len() == before.heads.len() {
        return first_broken(&[(published, Invariant::Published)]);
    }
    first_broken(&[
        (leads_to_what_was_kept(world), Invariant::Dangling),
        (knows(before, writer), Invariant::Overwritten),
        (published, Invariant::Published),
    ])
}

fn first_broken(checks: &[(bool, Invariant)]) -> Option<Invariant> {
    let broken = checks.iter().find(|(holds, _)| !holds);
    broken.map(|(_, invariant)| *invariant)
}

/// "Nothing delivered (in a save that was answered) is ever lost or delivered twice."
fn delivers_once(before: &Seat, answer: &Answer, after: &Seat) -> bool {
    let delivered = answer.aside.iter().chain(&answer.delivered);
    let mut kept = before.kept.clone();
    delivered.copied().all(|message| kept.insert(message)) && after.reader.delivered == kept
}

/// "A missing page is a gap, never the end of the log": a chain ends where the log ends, or with a gap that is reported,
/// and what stands above is delivered or reported missing.
fn finds_each_gap(
    before: &Seat,
    world: &World,
    head: &Page,
    answer: &Answer,
    after: &Seat,
) -> bool {
    let had = |page: &Address| {
        before.reader.read.contains(page) || world.get(&Blob::Page(page.clone())).is_ok()
    };
    let read = &after.reader.read;
    let broken_at = head.beneath().find(|page| !read.contains(*page));
    let chain = head.beneath().take_while(|page| read.contains(*page));
    let mut listed = chain.flat_map(|page| &page.pairs).chain(&head.pairs);
    read.iter().all(had)
        && broken_at
            .is_none_or(|page| answer.gaps.contains_key(page) && after.reader.gaps == answer.gaps)
        && listed.all(|pair| {
            after.kept.contains(&pair.message) || answer.missing.contains_key(&pair.message)
        })
}

/// "A fork is reported with both heads as evidence." Where all pages of the head and of the floor were read, the class
/// is nothing but a comparison of all that the one lists with all that the other lists.
fn reports_forks(before: &Seat, fetched: &Fetched, answer: &Answer, after: &Seat) -> bool {
    let Fetched::Head(head) = fetched else {
        return answer.evidence.is_none();
    };
    let evidence = match &before.accepted {
        Some(floor) if answer.head == Class::Fork => Some((floor.clone(), head.clone())),
        _ => None,
    };
    let expected = by_whole_sets(before, head, after);
    answer.evidence == evidence && expected.is_none_or(|class| answer.head == class)
}

/// What a head is, where everything was read.
fn by_whole_sets(before: &Seat, head: &Page, after: &Seat) -> Option<Class> {
    let nothing = Page::default();
    let floor = before.accepted.as_ref().unwrap_or(&nothing);
    let mut pages = head.beneath().chain(floor.beneath());
    if !pages.all(|page| after.reader.read.contains(page)) {
        return None;
    }
    let (new, old) = (listed(head), listed(floor));
    Some(match (old.is_subset(&new), new.is_subset(&old)) {
        (true, true) => Class::Same,
        (true, false) => Class::Advanced,
        (false, true) => Class::Stale,
        (false, false) => Class::Fork,
    })
}

fn listed(head: &Page) -> BTreeSet<Message> {
    head.log().into_iter().collect()
}

/// "A stale head never moves a reader back": the floor is the last head that it called advanced, and that lists all that
/// it knew of the one before.
fn never_moves_back(before: &Seat, fetched: &Fetched, answer: &Answer, after: &Seat) -> bool {
    let stays = after.reader.floor == after.accepted;
    match (fetched, &before.accepted) {
        (Fetched::Head(head), Some(floor)) if answer.head == Class::Advanced => {
            let read = &after.reader.read;
            let chain = floor.beneath().take_while(|page| read.contains(*page));
            let mut known = chain.flat_map(|page| &page.pairs).chain(&floor.pairs);
            let lists = listed(head);
            stays && known.all(|pair| lists.contains(&pair.message))
        }
        _ => stays,
    }
}

/// "No head published by a conforming writer dangles": the store has acknowledged all that the new head leads to.
fn leads_to_what_was_kept(world: &World) -> bool {
    let Some(head) = world.heads.last() else {
        return true;
    };
    let acknowledged = |blob: Blob| world.kept.contains(&blob) || world.lost.contains(&blob);
    let mut pages = head.beneath();
    let listed = head.beneath().map(|page| &**page).chain([head]);
    let mut stored = listed
        .flat_map(|page| &page.pairs)
        .filter(|pair| pair.offer == Offer::Stored);
    pages.all(|page| acknowledged(Blob::Page(page.clone())))
        && stored.all(|pair| acknowledged(Blob::Content(pair.message)))
}

/// "A writer overwrites only what it knows." A name system that cannot compare may have been written to in between.
fn knows(before: &World, writer: &Writer) -> bool {
    let Some(held) = before.heads.last().filter(|_| before.compare_and_set) else {
        return true;
    };
    listed(held)
        .iter()
        .all(|message| writer.log.contains(message))
}

/// "A published log is what the name holds." Without comparing, it is at least nothing that the writer lacks.
fn holds(world: &World, writer: &Writer) -> bool {
    let Some(head) = world.heads.last() else {
        return false;
    };
    if world.compare_and_set {
        head.log().iter().rev().eq(&writer.log)
    } else {
        listed(head)
            .iter()
            .all(|message| writer.log.contains(message))
    }
}

/// "A reader that keeps trying, once the store is whole again, has everything" that it has ever heard of.
pub(super) fn catches_up(scene: &Scene, rules: &dyn Rules) -> bool {
    const ENOUGH: usize = 4;
    let limits = Limits { pages: usize::MAX };
    let mut whole = scene.world.clone();
    whole.restore();
    let Some(head) = whole.heads.last() else {
        return true;
    };
    let fetched = Fetched::Head(head.clone());
    scene.seats.iter().all(|seat| {
        let mut reader = seat.reader.clone();
        for _ in 0..ENOUGH {
            let Ok((next, answer)) = rules.sync(&reader, &fetched, &|blob| whole.get(blob), limits)
            else {
                return false;
            };
            reader = next;
            if answer.gaps.is_empty() && answer.missing.is_empty() {
                break;
            }
        }
        let heard = reader.floor.iter().chain(&seat.accepted).chain([head]);
        let recorded = seat.reader.read.iter().chain(seat.reader.gaps.keys());
        let mut all = heard
            .chain(recorded.map(|page| &**page))
            .flat_map(Page::log);
        all.all(|message| reader.delivered.contains(&message))
    })
}

/// "Done again, it MUST end with every appended message listed once" (RL-WRITE-19), unless the name lists what the
/// writer lacks.
pub(super) fn completes(scene: &Scene, rules: &dyn Rules) -> bool {
    let idle = |device: &&Device| device.publish.is_none() && !device.writer.log.is_empty();
    let mut devices = scene.devices.iter().filter(idle);
    devices.all(|device| {
        let mut world = scene.world.clone();
        world.restore();
        let mut writer = device.writer.clone();
        let mut publish = Publish::Fetch;
        // A request for each page and content, and a few for the name.
        let enough = 2 * writer.log.len() + 6;
        for _ in 0..enough {
            publish = rules.step(publish, &mut writer, &mut world);
        }
        let Some(head) = world.heads.last() else {
            return false;
        };
        match publish {
            Publish::Done(Status::Published | Status::Unchanged) => {
                head.log().iter().rev().eq(&writer.log)
            }
            Publish::Done(Status::Refused) => !listed(head)
                .iter()
                .all(|message| writer.log.contains(message)),
            _ => false,
        }
    })
}
