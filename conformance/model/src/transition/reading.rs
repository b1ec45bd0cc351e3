//! What a reader's call shows: where the reader stood, what came, and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::classify::Class;
use crate::reader::{Answer, Reader};
use crate::reading::{Action, End, Fetch, GetFault, Outcome, Point, Stage, Sync, Target};
use crate::store::Reason;

/// One thing that a call shows. A call shows several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transition {
    /// What a head is, over a floor or over none.
    Head {
        /// Whether there was a floor.
        floor: bool,
        /// What the head is.
        class: Class,
    },
    /// What became of pages or items that are wanting.
    Wanting {
        /// What is wanting.
        what: Kind,
        /// What became of it.
        change: Change,
        /// What the head is.
        head: Head,
    },
    /// The first call after the device was started again.
    Woken {
        /// Why it was.
        by: Death,
        /// What the head is.
        head: Head,
    },
    /// How the head came to be what it is, over a floor.
    Caused {
        /// Who did it.
        by: Cause,
        /// What the head is.
        head: Head,
    },
    /// What a fault of the store makes of a page or an item that was wanted.
    Fault {
        /// What was wanted.
        what: Kind,
        /// What went wrong.
        fault: GetFault,
    },
    /// Something beside the class.
    Finding {
        /// What.
        finding: Finding,
        /// What the head is.
        head: Head,
    },
}

/// What a head is, where all that cannot be read do the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    /// It was read, and judged to be this.
    Read(Class),
    /// It could not be read.
    Unread,
}

/// What can be wanting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Page,
    Item,
}

/// What became of things that are wanting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// There were none, and are some now.
    Opens,
    /// There are the same.
    Keeps,
    /// There were some; some of them are had now, or more are wanting, or both.
    Moves,
    /// All are had now.
    Fills,
}

/// Why a device was started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Death {
    Restart,
    AtFetch,
    AtGet,
    AtSave,
}

/// What a head owes its content to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A device appended and published.
    Written,
    /// A device overwrote what it had not looked at.
    Overwritten,
    /// A device merged two logs.
    Merged,
    /// A device cut its pages anew.
    Recut,
    /// The name was turned back.
    Rolled,
    /// A cache answered, with what the name held before.
    Cached,
    /// The name system answered with zero bytes.
    Emptied,
}

/// What a call can answer beside the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// Something is delivered.
    Delivers,
    /// Something is delivered that the head does not reach.
    DeliversAside,
    /// The head has new ids below known ones.
    Inserted,
    /// The head has known ids in another order.
    Reordered,
    /// The bound on pages ended the walk.
    Bounded,
}

/// A stage, and what is remembered of the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The stage.
    pub stage: Stage,
    /// What the name owes its content to.
    cause: Option<Cause>,
    /// Why each reader's device was started again, if it has not called since.
    woken: [Option<Death>; 2],
}

impl Passage {
    /// The beginning of a history.
    pub fn new(stage: Stage) -> Self {
        Self {
            stage,
            cause: None,
            woken: [None; 2],
        }
    }
}

impl super::Passage for Passage {
    type Action = Action;

    fn apply(&self, action: &Action) -> Option<(Self, BTreeSet<super::Transition>)> {
        let (stage, outcome) = self.stage.apply(action)?;
        let mut next = Self { stage, ..*self };
        let mut shown = BTreeSet::new();
        match (action, &outcome) {
            (Action::Sync(call), Outcome::Answered { answers, .. }) => {
                let seat = usize::from(call.reader);
                shown = self.shown(call, seat, answers);
                next.woken[seat] = None;
            }
            (Action::Sync(call), _) => {
                next.woken[usize::from(call.reader)] = Some(match call.end {
                    End::Dies(Point::Fetch) => Death::AtFetch,
                    End::Dies(Point::Get(_)) => Death::AtGet,
                    End::Dies(Point::Save) | End::Answered => Death::AtSave,
                });
            }
            (Action::Restart { reader }, _) => {
                next.woken[usize::from(*reader)] = Some(Death::Restart);
            }
            (Action::Write { .. }, _) => next.cause = Some(Cause::Written),
            (Action::Overwrite { .. }, _) => next.cause = Some(Cause::Overwritten),
            (Action::Merge { .. }, _) => next.cause = Some(Cause::Merged),
            (Action::Cut { .. }, _) => next.cause = Some(Cause::Recut),
            (Action::Roll { .. }, _) => next.cause = Some(Cause::Rolled),
            (Action::Copy | Action::Lose(_) | Action::Collect | Action::Restore, _) => {}
        }
        let shown = shown.into_iter().map(super::Transition::Reading);
        Some((next, shown.collect()))
    }
}

impl Passage {
    fn shown(&self, call: &Sync, seat: usize, answers: &[Answer]) -> BTreeSet<Transition> {
        let mut shown = BTreeSet::new();
        let readers = &self.stage.readers[seat];
        let (Some(reader), Some(answer)) = (readers.first(), answers.first()) else {
            return shown;
        };
        let class = answer.head;
        if answers.iter().any(|other| other.head != class) {
            return shown;
        }
        let head = Head::of(class);
        if let Some(by) = self.woken[seat] {
            shown.insert(Transition::Woken { by, head });
        }
        // In which state the reader was is open: nothing more can be said.
        if readers.len() > 1 {
            return shown;
        }
        let floor = reader.floor.is_some();
        shown.insert(Transition::Head { floor, class });
        let changes = [
            (Kind::Page, change(&reader.gaps, &answer.gaps)),
            (Kind::Item, change(&reader.missing, &answer.missing)),
        ];
        for (what, change) in changes {
            shown.extend(change.map(|change| Transition::Wanting { what, change, head }));
        }
        let by = match call.fetch {
            Fetch::Now => self.cause,
            Fetch::Back(_) => Some(Cause::Cached),
            Fetch::Empty => Some(Cause::Emptied),
            Fetch::NotFound | Fetch::Failed(_) => None,
        };
        if let (Some(by), true) = (by, floor) {
            shown.insert(Transition::Caused { by, head });
        }
        if let Some((target, fault)) = call.fault {
            let what = match target {
                Target::Page(_) => Kind::Page,
                Target::Content(_) => Kind::Item,
            };
            shown.insert(Transition::Fault { what, fault });
        }
        let findings = findings(reader, answer);
        shown.extend(findings.map(|finding| Transition::Finding { finding, head }));
        shown
    }
}

impl Head {
    fn of(class: Class) -> Self {
        match class {
            Class::Same | Class::Advanced | Class::Stale | Class::Fork | Class::Undetermined => {
                Self::Read(class)
            }
            Class::None
            | Class::Unavailable
            | Class::Timeout
            | Class::Malformed
            | Class::Invalid
            | Class::TooLarge => Self::Unread,
        }
    }
}

fn change<K: Ord, A, B>(before: &BTreeMap<K, A>, after: &BTreeMap<K, B>) -> Option<Change> {
    let kept = before.keys().filter(|key| after.contains_key(key)).count();
    match (before.len(), after.len()) {
        (0, 0) => None,
        (0, _) => Some(Change::Opens),
        (_, 0) => Some(Change::Fills),
        (had, has) if had == kept && has == kept => Some(Change::Keeps),
        _ => Some(Change::Moves),
    }
}

fn findings(reader: &Reader, answer: &Answer) -> impl Iterator<Item = Finding> {
    let delivers = !answer.delivered.is_empty() || !answer.aside.is_empty();
    let bounded = answer
        .gaps
        .iter()
        .any(|(page, why)| *why == Reason::Bound && !reader.gaps.contains_key(page));
    [
        (delivers, Finding::Delivers),
        (!answer.aside.is_empty(), Finding::DeliversAside),
        (!answer.inserted.is_empty(), Finding::Inserted),
        (answer.reordered, Finding::Reordered),
        (bounded, Finding::Bounded),
    ]
    .into_iter()
    .filter_map(|(shown, finding)| shown.then_some(finding))
}

impl fmt::Display for Transition {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Head { floor, class } => {
                let over = if *floor { "floor" } else { "nothing" };
                write!(f, "{class}-over-{over}")
            }
            Self::Wanting { what, change, head } => {
                let (verb, what) = (change.words(), what.words());
                write!(f, "{head}-{verb}-missing-{what}")
            }
            Self::Woken { by, head } => write!(f, "{head}-{}", by.words()),
            Self::Caused { by, head } => write!(f, "{head}-because-{}", by.words()),
            Self::Fault { what, fault } => write!(f, "{}-{}", what.words(), fault_words(*fault)),
            Self::Finding { finding, head } => write!(f, "{head}-{}", finding.words()),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Read(class) => write!(f, "{class}"),
            Self::Unread => f.write_str("unread"),
        }
    }
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Item => "item",
        }
    }
}

impl Change {
    fn words(self) -> &'static str {
        match self {
            Self::Opens => "opens",
            Self::Keeps => "keeps",
            Self::Moves => "moves",
            Self::Fills => "fills",
        }
    }
}

impl Death {
    fn words(self) -> &'static str {
        match self {
            Self::Restart => "after-restart",
            Self::AtFetch => "after-death-at-fetch",
            Self::AtGet => "after-death-at-get",
            Self::AtSave => "after-death-at-save",
        }
    }
}

impl Cause {
    fn words(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Overwritten => "overwritten",
            Self::Merged => "merged",
            Self::Recut => "cut-anew",
            Self::Rolled => "turned-back",
            Self::Cached => "served-from-before",
            Self::Emptied => "served-empty",
        }
    }
}

impl Finding {
    fn words(self) -> &'static str {
        match self {
            Self::Delivers => "delivers",
            Self::DeliversAside => "delivers-aside",
            Self::Inserted => "inserted",
            Self::Reordered => "reordered",
            Self::Bounded => "bounded",
        }
    }
}

fn fault_words(fault: GetFault) -> String {
    match fault {
        GetFault::Failed(reason) => reason.to_string().replace('_', "-"),
        GetFault::Corrupt => "corrupt".to_owned(),
        GetFault::Truncated => "truncated".to_owned(),
        GetFault::Other => "somebody-elses".to_owned(),
    }
}
