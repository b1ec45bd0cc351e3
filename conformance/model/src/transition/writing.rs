//! What a writer's action shows: what the name held against what the writer has, what went wrong, and how it ended.

use std::collections::BTreeSet;
use std::fmt;

use crate::classify::Class;
use crate::publish::Status;
use crate::writing::{
    Action, AddTrouble, Death, FetchTrouble, Held, Intrusion, Outcome, Stage, Trouble,
    UpdateTrouble,
};

/// One thing that an action shows. An action can show several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transition {
    /// How a publish ends in which nothing goes wrong.
    Publish {
        /// Whether the name system compares before it sets.
        compares: bool,
        /// What the name held.
        over: Against,
        /// How it ended.
        status: Status,
    },
    /// How a publish ends in which something goes wrong.
    Trouble {
        /// Whether the name system compares before it sets.
        compares: bool,
        /// What went wrong.
        trouble: Trouble,
        /// How it ended.
        status: Status,
    },
    /// The device died in a publish.
    Died {
        /// Where.
        at: Death,
        /// What the name held.
        over: Against,
    },
    /// How the first publish after something happened to the device, or after a failed publish, ends.
    After {
        /// What happened.
        past: Past,
        /// How it ends.
        status: Status,
    },
    /// What the name is to its reader.
    Read {
        /// What it holds.
        held: Against,
        /// What that is to the reader.
        class: Class,
    },
    /// A message is appended that the log has.
    AppendedAgain,
}

/// What a name holds, against the log of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// There is no such name.
    NoName,
    /// Its own log.
    Own,
    /// Less than its own log.
    OwnOlder,
    /// More than its own log, published by itself before it was put back to a backup.
    OwnNewer,
    /// A stranger's head that lists nothing but the writer's messages.
    StrangeOlder,
    /// A stranger's head that lists something else.
    Foreign,
    /// Zero bytes.
    Empty,
    /// Bytes that are no page.
    Garbage,
}

/// What can happen to a writer before it publishes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Past {
    /// A publish went wrong.
    Trouble(Trouble),
    /// The device died in a publish.
    Died(Death),
    /// The device died while it appended.
    DiedAppending,
    /// The device was started again.
    Restarted,
    /// The device was put back to a backup.
    PutBack,
    /// The name was turned back.
    TurnedBack,
    /// Somebody wrote to the name.
    Intruded(Intrusion),
}

/// A stage, and what is remembered of the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The stage.
    pub stage: Stage,
    past: Option<Past>,
}

impl Passage {
    /// The beginning of a history.
    pub fn new(stage: Stage) -> Self {
        Self { stage, past: None }
    }
}

impl super::Passage for Passage {
    type Action = Action;

    fn apply(&self, action: &Action) -> Option<(Self, BTreeSet<super::Transition>)> {
        let (stage, outcome) = self.stage.apply(action)?;
        let over = against(&self.stage);
        let (mut past, mut shown) = (self.past, BTreeSet::new());
        match (action, &outcome) {
            (Action::Publish(trouble), Outcome::Published { status, .. }) => {
                let (compares, status) = (stage.compares, *status);
                shown.insert(match *trouble {
                    None => Transition::Publish {
                        compares,
                        over,
                        status,
                    },
                    Some(trouble) => Transition::Trouble {
                        compares,
                        trouble,
                        status,
                    },
                });
                let after = self.past.filter(|_| trouble.is_none());
                shown.extend(after.map(|past| Transition::After { past, status }));
                past = trouble.map(Past::Trouble);
            }
            (Action::PublishDying(at), _) => {
                shown.insert(Transition::Died { at: *at, over });
                past = Some(Past::Died(*at));
            }
            (Action::Sync, Outcome::Synced { head, .. }) => {
                let (held, class) = (over, *head);
                shown.insert(Transition::Read { held, class });
            }
            (Action::AppendAgain, _) => {
                shown.insert(Transition::AppendedAgain);
            }
            (Action::AppendDying, _) => past = Some(Past::DiedAppending),
            (Action::Restart, _) => past = past.or(Some(Past::Restarted)),
            (Action::RestoreBackup, _) => past = Some(Past::PutBack),
            (Action::Roll { .. }, _) => past = Some(Past::TurnedBack),
            (Action::Intrude(by), _) => past = Some(Past::Intruded(*by)),
            (Action::Append(_) | Action::Publish(_) | Action::Backup | Action::Sync, _) => {}
        }
        let shown = shown.into_iter().map(super::Transition::Writing);
        Some((Self { stage, past }, shown.collect()))
    }
}

fn against(stage: &Stage) -> Against {
    let own = &stage.alice.log;
    let lists_own = |log: &[_]| log.iter().all(|message| own.contains(message));
    match stage.name.last() {
        None => Against::NoName,
        Some(Held::Own(log)) if log == own => Against::Own,
        Some(Held::Own(log)) if lists_own(log) => Against::OwnOlder,
        Some(Held::Own(_)) => Against::OwnNewer,
        Some(Held::Strange(log)) if log.is_empty() => Against::Empty,
        Some(Held::Strange(log)) if lists_own(log) => Against::StrangeOlder,
        Some(Held::Strange(_)) => Against::Foreign,
        Some(Held::Garbage) => Against::Garbage,
    }
}

impl fmt::Display for Transition {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Publish {
                compares,
                over,
                status,
            } => write!(f, "{status}-over-{}{}", over.words(), comparing(*compares)),
            Self::Trouble {
                compares,
                trouble,
                status,
            } => {
                let trouble = trouble_words(*trouble);
                write!(f, "{status}-with-{trouble}{}", comparing(*compares))
            }
            Self::Died { at, over } => {
                write!(f, "dies-at-{}-over-{}", death_words(*at), over.words())
            }
            Self::After { past, status } => write!(f, "{status}-after-{}", past.words()),
            Self::Read { held, class } => write!(f, "reader-finds-{}-{class}", held.words()),
            Self::AppendedAgain => f.write_str("appends-what-it-has"),
        }
    }
}

fn comparing(compares: bool) -> &'static str {
    if compares { "" } else { "-without-comparing" }
}

impl Against {
    fn words(self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::Own => "its-own-log",
            Self::OwnOlder => "its-older-log",
            Self::OwnNewer => "its-newer-log",
            Self::StrangeOlder => "strange-older-log",
            Self::Foreign => "foreign-log",
            Self::Empty => "zero-bytes",
            Self::Garbage => "garbage",
        }
    }
}

impl Past {
    fn words(self) -> String {
        match self {
            Self::Trouble(trouble) => trouble_words(trouble),
            Self::Died(death) => format!("death-at-{}", death_words(death)),
            Self::DiedAppending => "death-while-appending".to_owned(),
            Self::Restarted => "restart".to_owned(),
            Self::PutBack => "backup-restored".to_owned(),
            Self::TurnedBack => "name-turned-back".to_owned(),
            Self::Intruded(by) => format!("{}-by-stranger", intrusion_words(by)),
        }
    }
}

fn death_words(death: Death) -> &'static str {
    match death {
        Death::Fetch => "fetch",
        Death::Add => "add",
        Death::Save => "save",
        Death::Update => "update",
    }
}

fn intrusion_words(intrusion: Intrusion) -> &'static str {
    match intrusion {
        Intrusion::Newer => "newer-log",
        Intrusion::Fork => "forked-log",
        Intrusion::Older => "older-log",
        Intrusion::Empty => "zero-bytes",
        Intrusion::Garbage => "garbage",
    }
}

fn trouble_words(trouble: Trouble) -> String {
    let (what, how) = match trouble {
        Trouble::Fetch(how) => (
            "fetch",
            match how {
                FetchTrouble::NotFound => "not-found",
                FetchTrouble::Unavailable => "unavailable",
                FetchTrouble::Timeout => "timeout",
                FetchTrouble::Stale => "stale",
            },
        ),
        Trouble::Add(how) => (
            "add",
            match how {
                AddTrouble::Unavailable => "unavailable",
                AddTrouble::Timeout => "timeout",
                AddTrouble::Lost => "unanswered",
            },
        ),
        Trouble::Update(how) => (
            "update",
            match how {
                UpdateTrouble::Conflict => "conflict",
                UpdateTrouble::TooLarge => "too-large",
                UpdateTrouble::Unavailable => "unavailable",
                UpdateTrouble::Timeout => "timeout",
                UpdateTrouble::Lost => "unanswered",
                UpdateTrouble::Dropped => "dropped",
            },
        ),
        Trouble::Race(by) => ("race", intrusion_words(by)),
    };
    format!("{what}-{how}")
}
