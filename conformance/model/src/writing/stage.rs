//! Everything at one moment of a history of a writer, and what an action makes of it.

use std::collections::BTreeSet;

use super::action::{Action, AddTrouble, Death, FetchTrouble, Intrusion, Trouble, UpdateTrouble};
use crate::classify::Class;
use crate::page::Message;
use crate::publish::Status;

/// What a name holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// A head of the writer's own that lists these, the oldest first.
    Own(Vec<Message>),
    /// A stranger's head, on one page with everything embedded, that lists these, the oldest first; empty for zero
    /// bytes.
    Strange(Vec<Message>),
    /// Bytes that are no page.
    Garbage,
}

/// What came of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The world changed.
    Changed,
    /// These were appended: all are new, or none is.
    Appended {
        /// What was given.
        messages: Vec<Message>,
        /// Whether they are new to the log.
        new: bool,
    },
    /// A publish ended.
    Published {
        /// How.
        status: Status,
        /// What the name holds then.
        name: Option<Held>,
    },
    /// The device died. What the name holds then.
    Died(Option<Held>),
    /// The reader answered.
    Synced {
        /// What the head is.
        head: Class,
        /// What is delivered, the oldest first.
        delivered: Vec<Message>,
    },
}

/// Everything at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage {
    /// Whether the writer embeds nothing, so that each new message must be added to the content store.
    pub adds: bool,
    /// Whether the name system compares before it sets.
    pub compares: bool,
    /// What the writer has saved.
    pub alice: Saved,
    /// What it had saved when it was backed up.
    pub backup: Option<Saved>,
    /// What the name has held, the present content last.
    pub name: Vec<Held>,
    /// What the reader accepted last, the oldest first.
    pub floor: Vec<Message>,
    /// What the reader has delivered.
    pub delivered: BTreeSet<Message>,
    /// How many messages there are.
    pub messages: u8,
}

/// What a writer has saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Saved {
    /// Its log, the oldest first.
    pub log: Vec<Message>,
    /// For how many of these the content store has acknowledged all that a publish needs.
    pub added: usize,
    /// How many of these the head lists that it last tried to publish.
    pub tried: usize,
}

impl Stage {
    /// Nothing has happened yet.
    pub fn new(adds: bool, compares: bool) -> Self {
        Self {
            adds,
            compares,
            ..Self::default()
        }
    }

    /// The stage after an action, and what came of it. `None` if it is impossible here, would change nothing, or if the
    /// spec leaves open what comes of it.
    pub fn apply(&self, action: &Action) -> Option<(Self, Outcome)> {
        let mut next = self.clone();
        let outcome = match *action {
            Action::Append(0) => return None,
            Action::Append(count) => {
                let messages = next.fresh(count)?;
                next.alice.log.extend(&messages);
                let new = true;
                Outcome::Appended { messages, new }
            }
            Action::AppendAgain => Outcome::Appended {
                messages: vec![*next.alice.log.first()?],
                new: false,
            },
            Action::AppendDying => {
                // It was never answered for, so it is not in the log. Its number is used up.
                next.fresh(1)?;
                Outcome::Died(next.name.last().cloned())
            }
            Action::Publish(trouble) => next.publish(trouble)?,
            Action::PublishDying(death) => next.die(death)?,
            Action::Restart => Outcome::Died(next.name.last().cloned()),
            Action::Backup => {
                next.backup = Some(next.alice.clone());
                Outcome::Changed
            }
            Action::RestoreBackup => {
                next.alice = next.backup.clone()?;
                Outcome::Changed
            }
            Action::Intrude(intrusion) => {
                let held = next.intruder(intrusion)?;
                next.hold(held)?;
                Outcome::Changed
            }
            Action::Roll { back } => {
                let nth = next.name.len().checked_sub(1 + usize::from(back))?;
                let held = next.name[nth].clone();
                next.hold(held)?;
                Outcome::Changed
            }
            Action::Sync => next.sync()?,
        };
        Some((next, outcome))
    }

    fn fresh(&mut self, count: u8) -> Option<Vec<Message>> {
        const MOST: u8 = 26;
        let first = self.messages;
        self.messages = first.checked_add(count).filter(|all| *all <= MOST)?;
        Some((first..self.messages).map(Message).collect())
    }

    /// The name holds something else than before.
    fn hold(&mut self, held: Held) -> Option<()> {
        (self.name.last() != Some(&held)).then(|| self.name.push(held))
    }

    fn intruder(&mut self, intrusion: Intrusion) -> Option<Held> {
        let published = match self.name.last() {
            Some(Held::Own(log)) => log.clone(),
            _ => Vec::new(),
        };
        Some(match intrusion {
            Intrusion::Newer => {
                let mut log = published;
                if log.is_empty() {
                    return None;
                }
                log.extend(self.fresh(1)?);
                Held::Strange(log)
            }
            Intrusion::Fork => {
                let mut log = vec![*published.first()?];
                log.extend(self.fresh(1)?);
                Held::Strange(log)
            }
            // The whole log under other bytes is left out: whether that is `unchanged` is left open.
            Intrusion::Older if published.len() < 2 => return None,
            Intrusion::Older => Held::Strange(published[..1].to_vec()),
            Intrusion::Empty => Held::Strange(Vec::new()),
            Intrusion::Garbage => Held::Garbage,
        })
    }

    /// Whether a publish must add something before it updates the name.
    fn must_add(&self) -> bool {
        self.adds && self.alice.added < self.alice.log.len()
    }

    fn publish(&mut self, trouble: Option<Trouble>) -> Option<Outcome> {
        let status = self.attempt(trouble)?;
        Some(Outcome::Published {
            status,
            name: self.name.last().cloned(),
        })
    }

    fn attempt(&mut self, trouble: Option<Trouble>) -> Option<Status> {
        if self.alice.log.is_empty() {
            return trouble.is_none().then_some(Status::Empty);
        }
        let real = self.name.last().cloned();
        let found = match trouble {
            Some(Trouble::Fetch(FetchTrouble::Unavailable | FetchTrouble::Timeout)) => {
                return Some(Status::Unavailable);
            }
            Some(Trouble::Fetch(FetchTrouble::NotFound)) => {
                real.as_ref()?;
                None
            }
            Some(Trouble::Fetch(FetchTrouble::Stale)) => {
                let stale = self.name.len().checked_sub(2)?;
                Some(self.name[stale].clone())
            }
            _ => real.clone(),
        };
        let own = Held::Own(self.alice.log.clone());
        match &found {
            Some(held) if *held == own => {
                return trouble.is_none().then_some(Status::Unchanged);
            }
            Some(Held::Garbage) => return trouble.is_none().then_some(Status::Refused),
            Some(Held::Own(log) | Held::Strange(log)) => {
                let lacks = |message: &Message| !self.alice.log.contains(message);
                if log.iter().any(lacks) {
                    return trouble.is_none().then_some(Status::Refused);
                }
                // The same log in another order or in other bytes: whether it is `unchanged` is left open.
                if log.len() == self.alice.log.len() {
                    return None;
                }
            }
            None => {}
        }
        if let Some(Trouble::Add(trouble)) = trouble {
            if !self.must_add() {
                return None;
            }
            // What is kept although the answer was lost is added once more, which changes nothing.
            return match trouble {
                AddTrouble::Unavailable | AddTrouble::Timeout | AddTrouble::Lost => {
                    Some(Status::Unavailable)
                }
            };
        }
        self.alice.added = self.alice.log.len();
        self.alice.tried = self.alice.log.len();
        if let Some(Trouble::Race(intrusion)) = trouble {
            let held = self.intruder(intrusion)?;
            self.hold(held)?;
        }
        if self.name.last() != found.as_ref() && self.compares {
            return Some(Status::Conflict);
        }
        if matches!(trouble, Some(Trouble::Update(_))) && !self.compares {
            // There are two updates then, and which of them goes wrong is left open.
            return None;
        }
        match trouble {
            Some(Trouble::Update(UpdateTrouble::Conflict)) => Some(Status::Conflict),
            Some(Trouble::Update(UpdateTrouble::TooLarge)) => Some(Status::TooLarge),
            Some(Trouble::Update(UpdateTrouble::Unavailable | UpdateTrouble::Timeout)) => {
                Some(Status::Unavailable)
            }
            Some(Trouble::Update(UpdateTrouble::Lost)) => {
                self.hold(own)?;
                Some(Status::Unavailable)
            }
            Some(Trouble::Update(UpdateTrouble::Dropped)) => Some(Status::Published),
            _ => {
                self.hold(own)?;
                Some(Status::Published)
            }
        }
    }

    /// The update is the last thing that a publish does, so whatever it died at, the name holds what it held.
    fn die(&mut self, death: Death) -> Option<Outcome> {
        let mut unhurt = self.clone();
        if unhurt.attempt(None)? != Status::Published {
            return None;
        }
        if death == Death::Add && !self.must_add() {
            return None;
        }
        // What was saved before the update need not be saved again: then the first save is the one after it.
        if death == Death::Save && self.alice.tried == self.alice.log.len() {
            return None;
        }
        if death == Death::Update {
            self.alice.added = self.alice.log.len();
            self.alice.tried = self.alice.log.len();
        }
        Some(Outcome::Died(self.name.last().cloned()))
    }

    fn sync(&mut self) -> Option<Outcome> {
        let floor: BTreeSet<Message> = self.floor.iter().copied().collect();
        let (head, log) = match self.name.last() {
            None => (Class::None, Vec::new()),
            Some(Held::Garbage) => (Class::Malformed, Vec::new()),
            Some(Held::Own(log) | Held::Strange(log)) => {
                let listed: BTreeSet<Message> = log.iter().copied().collect();
                let class = if listed == floor {
                    Class::Same
                } else if listed.is_superset(&floor) {
                    Class::Advanced
                } else if listed.is_subset(&floor) {
                    Class::Stale
                } else {
                    Class::Fork
                };
                (class, log.clone())
            }
        };
        let new = |message: &Message| !self.delivered.contains(message);
        let delivered: Vec<Message> = log.iter().copied().filter(new).collect();
        self.delivered.extend(&delivered);
        if head == Class::Advanced {
            self.floor = log;
        }
        Some(Outcome::Synced { head, delivered })
    }
}
