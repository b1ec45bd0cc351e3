//! Everything at one moment of a history of readers, and what an action makes of it.

use std::collections::BTreeSet;

use super::action::{Action, Device, End, Fetch, Point, Sync, Target};
use crate::page::{Message, Offer, Page};
use crate::publish::{Publish, Status};
use crate::reader::{Answer, Limits, Reader};
use crate::store::{Blob, Fetched, World};
use crate::writer::{Layout, Writer};

/// What came of an action, as far as the adapter can be asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The world changed.
    Changed,
    /// A reader answered.
    Answered {
        /// What it may answer: one answer for each state that the reader may have been in. After a crash in the middle
        /// of a call it is left open how much had been saved.
        answers: Vec<Answer>,
        /// Everything that it has delivered by then, where that is not left open.
        delivered: Option<BTreeSet<Message>>,
    },
    /// A reader's device died, or was started again.
    Died,
}

/// Everything at one moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage {
    /// The stores.
    pub world: World,
    /// The two devices that write.
    pub devices: [Writer; 2],
    /// The readers, each with the states that it may be in.
    pub readers: [BTreeSet<Reader>; 2],
    /// What readers may do in a call.
    pub limits: Limits,
    /// How many messages there are.
    pub messages: u8,
}

impl Stage {
    /// Nothing has happened yet.
    pub fn new(layout: Layout, limits: Limits) -> Self {
        Self {
            world: World::new(true),
            devices: [Writer::new(layout), Writer::new(layout)],
            readers: [(); 2].map(|()| BTreeSet::from([Reader::default()])),
            limits,
            messages: 0,
        }
    }

    /// The stage after an action, and what came of it. `None` if it is impossible here, would change nothing, or if the
    /// spec leaves open what comes of it.
    pub fn apply(&self, action: &Action) -> Option<(Self, Outcome)> {
        let mut next = self.clone();
        let outcome = match *action {
            Action::Write { device, messages } => {
                for _ in 0..messages {
                    next.append(device)?;
                }
                next.publish(device)?
            }
            Action::Overwrite { device } => {
                next.append(device)?;
                next.overwrite(device)
            }
            Action::Copy => {
                next.devices[1] = next.devices[0].clone();
                Outcome::Changed
            }
            Action::Merge { device } => next.merge(device)?,
            Action::Cut { device, layout } => {
                next.devices[device as usize].layout = layout;
                next.publish(device)?
            }
            Action::Lose(target) => {
                let blob = next.world.heads.last()?.target(target)?;
                next.world.lose(&blob);
                Outcome::Changed
            }
            Action::Collect => {
                next.collect();
                Outcome::Changed
            }
            Action::Restore => {
                next.world.restore();
                Outcome::Changed
            }
            Action::Roll { back } => {
                let Fetched::Head(head) = next.world.fetch(usize::from(back)) else {
                    return None;
                };
                if next.world.heads.last() == Some(&head) {
                    return None;
                }
                next.world.heads.push(head);
                Outcome::Changed
            }
            Action::Sync(call) => return next.sync(&call).map(|outcome| (next, outcome)),
            Action::Restart { .. } => return Some((next, Outcome::Died)),
        };
        (next != *self).then_some((next, outcome))
    }

    fn append(&mut self, device: Device) -> Option<()> {
        const MOST: u8 = 26;
        if self.messages == MOST {
            return None;
        }
        self.devices[device as usize].append(Message(self.messages));
        self.messages += 1;
        Some(())
    }

    fn publish(&mut self, device: Device) -> Option<Outcome> {
        let mut publish = Publish::Fetch;
        loop {
            match publish {
                Publish::Done(Status::Published) => return Some(Outcome::Changed),
                Publish::Done(_) => return None,
                going => publish = going.step(&mut self.devices[device as usize], &mut self.world),
            }
        }
    }

    fn overwrite(&mut self, device: Device) -> Outcome {
        let writer = &mut self.devices[device as usize];
        for blob in writer.to_add() {
            self.world.add(blob.clone());
            writer.added.insert(blob);
        }
        self.world.heads.push(writer.pages().1);
        Outcome::Changed
    }

    fn merge(&mut self, device: Device) -> Option<Outcome> {
        let mut log = self.world.heads.last()?.log();
        log.reverse();
        let writer = &mut self.devices[device as usize];
        let own = writer.log.iter().filter(|message| !log.contains(message));
        let own: Vec<Message> = own.copied().collect();
        log.extend(own);
        writer.log = log;
        // What it merges was embedded or stored by the other; it adds what its own pages point to.
        self.publish(device)
    }

    fn collect(&mut self) {
        let Some(head) = self.world.heads.last() else {
            return;
        };
        let pages = head.beneath().cloned().map(Blob::Page);
        let contents = head.log().into_iter().map(Blob::Content);
        let reached: BTreeSet<Blob> = pages.chain(contents).collect();
        for blob in self.world.kept.clone() {
            if !reached.contains(&blob) {
                self.world.lose(&blob);
            }
        }
    }

    fn sync(&mut self, call: &Sync) -> Option<Outcome> {
        let fetched = match call.fetch {
            Fetch::Now => self.world.fetch(0),
            Fetch::Back(0) => return None,
            Fetch::Back(back) => match self.world.fetch(usize::from(back)) {
                Fetched::NotFound => return None,
                older => older,
            },
            Fetch::Empty => Fetched::Head(Page::default()),
            Fetch::NotFound => Fetched::NotFound,
            Fetch::Failed(reason) => Fetched::Failed(reason),
        };
        let fault = match (&fetched, call.fault) {
            (_, None) => None,
            (Fetched::Head(head), Some((target, fault))) => {
                let blob = head.target(target)?;
                // What is not there cannot go wrong.
                self.world.get(&blob).ok()?;
                Some((blob, fault.reason()))
            }
            (_, Some(_)) => return None,
        };
        let get = |blob: &Blob| match &fault {
            Some((faulty, reason)) if faulty == blob => Err(*reason),
            _ => self.world.get(blob),
        };
        let seat = usize::from(call.reader);
        let before = self.readers.get(seat)?;
        let results: Result<Vec<(Reader, Answer)>, _> = before
            .iter()
            .map(|reader| reader.sync(&fetched, &get, self.limits))
            .collect();
        let (after, answers): (BTreeSet<Reader>, BTreeSet<Answer>) =
            results.ok()?.into_iter().unzip();
        // A fault that no state runs into is none.
        let met = |blob: &Blob| answers.iter().any(|answer| answer.asked.contains(blob));
        if fault.as_ref().is_some_and(|(blob, _)| !met(blob)) {
            return None;
        }
        match call.end {
            End::Answered => {
                let mut delivered = after.iter().map(|reader| &reader.delivered);
                let first = delivered.next()?;
                let delivered = delivered.all(|other| other == first).then(|| first.clone());
                self.readers[seat] = after;
                Some(Outcome::Answered {
                    answers: answers.into_iter().collect(),
                    delivered,
                })
            }
            End::Dies(point) => {
                if let Point::Get(nth) = point {
                    let fewest = answers.iter().map(|answer| answer.asked.len()).min()?;
                    if nth == 0 || usize::from(nth) > fewest {
                        return None;
                    }
                    // What came before may have been saved or not.
                    self.readers[seat].extend(after);
                }
                Some(Outcome::Died)
            }
        }
    }
}

impl Page {
    /// The target in this head's log, if it is something in the store.
    pub fn target(&self, target: Target) -> Option<Blob> {
        match target {
            Target::Page(nth) => self
                .beneath()
                .nth(usize::from(nth))
                .cloned()
                .map(Blob::Page),
            Target::Content(nth) => {
                let message = *self.log().get(usize::from(nth))?;
                let pages = std::iter::once(self).chain(self.beneath().map(|page| &**page));
                let mut pairs = pages.flat_map(|page| &page.pairs);
                pairs
                    .any(|pair| pair.message == message && pair.offer == Offer::Stored)
                    .then_some(Blob::Content(message))
            }
        }
    }
}
