//! The exploration of the model within small bounds, and of models with one fault each, which must be found.

use std::collections::BTreeSet;

use remote_log_model::explore::{
    Explored, Invariant, Rules, TheModel, explore, never_reached, small,
};
use remote_log_model::{
    Answer, Blob, Class, Expect, Fetched, LeftOpen, Limits, Publish, Reader, Reason, Status, World,
    Writer,
};

#[test]
fn every_invariant_holds_within_small_bounds() {
    let explored: Vec<Explored> = small()
        .iter()
        .map(|bounds| explore(bounds, TheModel))
        .collect();
    for one in &explored {
        assert_eq!(one.broken, None);
    }
    let unique: Vec<usize> = explored.iter().map(|one| one.unique).collect();
    assert_eq!(unique, [34_889, 427], "all states were visited");
    assert_eq!(never_reached(&explored), Vec::<String>::new());
}

type Get<'a> = &'a dyn Fn(&Blob) -> Result<(), Reason>;
type Sync = fn(&Reader, &Fetched, Get, Limits) -> Result<(Reader, Answer), LeftOpen>;

/// The model with one fault.
#[derive(Clone, Copy)]
struct Faulty {
    sync: Sync,
    restart: fn(&Reader) -> Reader,
    step: fn(Publish, &mut Writer, &mut World) -> Publish,
}

const SOUND: Faulty = Faulty {
    sync: |reader, fetched, get, limits| reader.sync(fetched, get, limits),
    restart: Reader::clone,
    step: |publish, writer, world| publish.step(writer, world),
};

impl Rules for Faulty {
    fn sync(
        &self,
        reader: &Reader,
        fetched: &Fetched,
        get: Get,
        limits: Limits,
    ) -> Result<(Reader, Answer), LeftOpen> {
        (self.sync)(reader, fetched, get, limits)
    }

    fn restart(&self, saved: &Reader) -> Reader {
        (self.restart)(saved)
    }

    fn step(&self, publish: Publish, writer: &mut Writer, world: &mut World) -> Publish {
        (self.step)(publish, writer, world)
    }
}

/// The shortest way to see the fault breaks this invariant and no other, and ends like this.
#[track_caller]
fn red(faulty: Faulty, invariant: Invariant, last: &str) {
    let mut explored = small().into_iter().map(|bounds| explore(&bounds, faulty));
    let Some(broken) = explored.find_map(|one| one.broken) else {
        panic!("nothing was found");
    };
    let steps = broken.steps;
    assert_eq!(broken.invariant, invariant, "{steps:#?}");
    assert_eq!(steps.last().map(String::as_str), Some(last), "{steps:#?}");
}

#[test]
fn a_reader_that_forgets_what_it_delivered_is_found() {
    let restart = |saved: &Reader| Reader {
        delivered: BTreeSet::new(),
        ..saved.clone()
    };
    let faulty = Faulty { restart, ..SOUND };
    red(
        faulty,
        Invariant::Delivered,
        "the first reader is started again",
    );
}

#[test]
fn a_reader_that_delivers_twice_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let mut forgetful = reader.clone();
        forgetful.delivered.clear();
        let (mut next, answer) = forgetful.sync(fetched, get, limits)?;
        next.delivered.extend(&reader.delivered);
        Ok((next, answer))
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::Delivered,
        "the first reader calls, the name holds [a*]; it delivers nothing new; its floor is [a*]",
    );
}

#[test]
fn a_writer_that_updates_before_it_adds_is_found() {
    let step = |publish, writer: &mut Writer, world: &mut World| match publish {
        Publish::Add { expect, .. } => Publish::Save { expect },
        other => other.step(writer, world),
    };
    let faulty = Faulty { step, ..SOUND };
    red(
        faulty,
        Invariant::Dangling,
        "the first device updates the name; the name holds [b*] -> [a], and is done with its publish",
    );
}

#[test]
fn a_reader_that_never_tries_a_gap_again_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let once = |blob: &Blob| match blob {
            Blob::Page(page) if reader.gaps.contains_key(page) => Err(Reason::NotFound),
            _ => get(blob),
        };
        reader.sync(fetched, &once, limits)
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::KeepsTrying,
        "the first reader calls, the name holds [b*] -> [a]; it delivers b; its floor is [b*] -> [a], gaps are [a]",
    );
}

#[test]
fn a_reader_that_follows_a_stale_head_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let (mut next, answer) = reader.sync(fetched, get, limits)?;
        if let (Class::Stale, Fetched::Head(head)) = (answer.head, fetched) {
            next.floor = Some(head.clone());
        }
        Ok((next, answer))
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::Stale,
        "the first reader calls, it is served zero bytes; it delivers nothing new; its floor is []",
    );
}

#[test]
fn a_reader_that_forgets_its_floor_at_a_restart_is_found() {
    let restart = |saved: &Reader| Reader {
        floor: None,
        ..saved.clone()
    };
    let faulty = Faulty { restart, ..SOUND };
    red(
        faulty,
        Invariant::Stale,
        "the first reader is started again",
    );
}

#[test]
fn a_reader_that_takes_a_fork_for_news_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let (mut next, mut answer) = reader.sync(fetched, get, limits)?;
        if let (Class::Fork, Fetched::Head(head)) = (answer.head, fetched) {
            next.floor = Some(head.clone());
            answer.head = Class::Advanced;
            answer.evidence = None;
        }
        Ok((next, answer))
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::Fork,
        "the first reader calls, it is served what the name held before, [a*]; it delivers a; its floor is [a*]",
    );
}

#[test]
fn a_reader_that_keeps_the_evidence_of_a_fork_to_itself_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let (next, mut answer) = reader.sync(fetched, get, limits)?;
        answer.evidence = None;
        Ok((next, answer))
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::Fork,
        "the first reader calls, it is served what the name held before, [a*]; it delivers a; its floor is [b*]",
    );
}

#[test]
fn a_reader_that_takes_a_gap_for_the_end_is_found() {
    let sync: Sync = |reader, fetched, get, limits| {
        let (mut next, mut answer) = reader.sync(fetched, get, limits)?;
        next.gaps.clear();
        answer.gaps.clear();
        Ok((next, answer))
    };
    let faulty = Faulty { sync, ..SOUND };
    red(
        faulty,
        Invariant::Gap,
        "the first reader calls, the name holds [b*] -> [a]; it delivers b; its floor is [b*] -> [a]",
    );
}

#[test]
fn a_writer_that_takes_a_conflict_for_done_is_found() {
    let step = |publish: Publish, writer: &mut Writer, world: &mut World| match publish
        .step(writer, world)
    {
        Publish::Done(Status::Conflict) => Publish::Done(Status::Published),
        other => other,
    };
    let faulty = Faulty { step, ..SOUND };
    red(
        faulty,
        Invariant::Published,
        "the second device cannot update the name, because the name holds [a*], and is done with its publish",
    );
}

#[test]
fn a_writer_that_overwrites_what_came_in_between_is_found() {
    let step = |publish, writer: &mut Writer, world: &mut World| match publish {
        Publish::Update { head, .. } => {
            let expect = Expect::Any;
            Publish::Update { expect, head }.step(writer, world)
        }
        other => other.step(writer, world),
    };
    let faulty = Faulty { step, ..SOUND };
    red(
        faulty,
        Invariant::Overwritten,
        "the second device updates the name; the name holds [b*], and is done with its publish",
    );
}

#[test]
fn a_writer_that_does_not_know_its_own_head_again_is_found() {
    let step = |publish: Publish, writer: &mut Writer, world: &mut World| match publish
        .step(writer, world)
    {
        Publish::Done(Status::Unchanged) => Publish::Done(Status::Refused),
        other => other,
    };
    let faulty = Faulty { step, ..SOUND };
    red(
        faulty,
        Invariant::DoneAgain,
        "the first device updates the name; the name holds [a*], and is done with its publish",
    );
}
