//! What can happen next in an exploration, and what it makes of the scene.

use super::bounds::Bounds;
use super::judge;
use super::rules::Rules;
use super::scene::Scene;
use crate::classify::Class;
use crate::page::{Message, Page};
use crate::publish::{Publish, Status};
use crate::reading::Fetch;
use crate::store::{Blob, Fetched};

/// One thing that happens. Devices and readers are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A device appends a message, and saves.
    Append(usize),
    /// A device takes the next step of a publish, the first included.
    Step(usize),
    /// A device begins to publish, and is served what the name held before.
    BeginOverStale(usize),
    /// A device adds something, which the store acknowledges and drops.
    AddDropped(usize),
    /// A device dies and is started again from its disk; a publish is cut short.
    Crash(usize),
    /// What the first device has saved is backed up.
    Backup,
    /// A device is put back to the backup. The second is a copy of the first then.
    PutBack(usize),
    /// The store loses something.
    Lose(Blob),
    /// The store has everything again.
    Restore,
    /// The name holds again what it held before.
    TurnBack,
    /// A reader calls, and its save is answered.
    Call(usize, Fetch),
    /// A reader's device is started again. That is also what is left of a call that was cut short before its save.
    Restart(usize),
}

/// What came of an event besides the scene, to see that nothing is vacuous.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    Of(Class),
    To(Status),
    Nothing,
}

impl Scene {
    /// Everything that may happen next.
    pub(super) fn events(&self, bounds: &Bounds) -> Vec<Event> {
        let mut events = Vec::new();
        if self.broken.is_some() {
            return events;
        }
        let spent = &self.spent;
        for (nth, device) in self.devices.iter().enumerate() {
            if device.publish.is_none() && spent.messages < bounds.messages {
                events.push(Event::Append(nth));
            }
            events.push(Event::Step(nth));
            if device.publish.is_none() && spent.turns < bounds.turns {
                events.push(Event::BeginOverStale(nth));
            }
            if spent.drops < bounds.drops {
                events.push(Event::AddDropped(nth));
            }
            if device.publish.is_some() && spent.crashes < bounds.crashes {
                events.push(Event::Crash(nth));
            }
            if spent.put_backs < bounds.put_backs {
                events.push(Event::PutBack(nth));
            }
        }
        if bounds.put_backs > spent.put_backs {
            events.push(Event::Backup);
        }
        if spent.losses < bounds.losses {
            events.extend(self.world.kept.iter().cloned().map(Event::Lose));
        }
        if !self.world.lost.is_empty() {
            events.push(Event::Restore);
        }
        if spent.turns < bounds.turns {
            events.push(Event::TurnBack);
        }
        for nth in 0..self.seats.len() {
            let calls = bounds.fetches.iter().map(|fetch| Event::Call(nth, *fetch));
            events.extend(calls);
            events.push(Event::Restart(nth));
        }
        events
    }

    /// The scene after an event, judged, and what came of it. `None` if it is impossible.
    pub(super) fn after(
        &self,
        event: &Event,
        bounds: &Bounds,
        rules: &dyn Rules,
    ) -> Option<(Self, Came)> {
        let mut next = self.clone();
        let mut came = Came::Nothing;
        match event {
            Event::Append(nth) => {
                let device = &mut next.devices[*nth];
                device.writer.append(Message(next.spent.messages));
                device.saved.clone_from(&device.writer);
                next.spent.messages += 1;
            }
            Event::Step(nth) => came = next.step(*nth, rules),
            Event::BeginOverStale(nth) => {
                next.spent.turns += 1;
                let present = next.world.heads.pop()?;
                next.world.heads.last()?;
                came = next.step(*nth, rules);
                next.world.heads.push(present);
            }
            Event::AddDropped(nth) => {
                let Some(Publish::Add { left, .. }) = &next.devices[*nth].publish else {
                    return None;
                };
                let blob = left.first()?.clone();
                // What it has already, it keeps.
                self.world.get(&blob).err()?;
                next.spent.drops += 1;
                came = next.step(*nth, rules);
                next.world.lose(&blob);
            }
            Event::Crash(nth) => {
                next.spent.crashes += 1;
                let device = &mut next.devices[*nth];
                device.writer.clone_from(&device.saved);
                device.publish = None;
            }
            Event::Backup => next.backup = Some(next.devices[0].saved.clone()),
            Event::PutBack(nth) => {
                next.spent.put_backs += 1;
                let backup = next.backup.clone()?;
                let device = &mut next.devices[*nth];
                device.saved.clone_from(&backup);
                device.writer = backup;
                device.publish = None;
            }
            Event::Lose(blob) => {
                next.spent.losses += 1;
                next.world.lose(blob);
            }
            Event::Restore => next.world.restore(),
            Event::TurnBack => {
                next.spent.turns += 1;
                let older = next.world.heads.iter().rev().nth(1)?.clone();
                if next.world.heads.last() == Some(&older) {
                    return None;
                }
                next.world.heads.push(older);
            }
            Event::Call(nth, fetch) => came = next.call(*nth, *fetch, bounds, rules)?,
            Event::Restart(nth) => {
                let seat = &mut next.seats[*nth];
                seat.reader = rules.restart(&seat.reader);
                next.broken = judge::restarted(seat);
            }
        }
        Some((next, came))
    }

    fn step(&mut self, nth: usize, rules: &dyn Rules) -> Came {
        let before = self.world.clone();
        let device = &mut self.devices[nth];
        let publish = device.publish.take().unwrap_or(Publish::Fetch);
        let saves = matches!(publish, Publish::Save { .. });
        let next = rules.step(publish, &mut device.writer, &mut self.world);
        if saves {
            device.saved.clone_from(&device.writer);
        }
        self.broken = judge::stepped(&before, &self.world, &device.writer, &next);
        match next {
            Publish::Done(status) => Came::To(status),
            going => {
                device.publish = Some(going);
                Came::Nothing
            }
        }
    }

    fn call(
        &mut self,
        nth: usize,
        fetch: Fetch,
        bounds: &Bounds,
        rules: &dyn Rules,
    ) -> Option<Came> {
        let fetched = match fetch {
            Fetch::Now => self.world.fetch(0),
            Fetch::Back(back) => match self.world.fetch(usize::from(back)) {
                Fetched::NotFound => return None,
                older => older,
            },
            Fetch::Empty => Fetched::Head(Page::default()),
            Fetch::NotFound => Fetched::NotFound,
            Fetch::Failed(reason) => Fetched::Failed(reason),
        };
        let world = &self.world;
        let seat = &mut self.seats[nth];
        let before = seat.clone();
        let get = |blob: &Blob| world.get(blob);
        // What the bound on pages leaves open is left out.
        let (reader, answer) = rules
            .sync(&seat.reader, &fetched, &get, bounds.limits)
            .ok()?;
        seat.reader = reader;
        if let (Class::Advanced, Fetched::Head(head)) = (answer.head, &fetched) {
            seat.accepted = Some(head.clone());
        }
        let delivered = answer.aside.iter().chain(&answer.delivered);
        seat.kept.extend(delivered);
        self.broken = judge::called(&before, world, &fetched, &answer, seat);
        Some(Came::Of(answer.head))
    }
}
