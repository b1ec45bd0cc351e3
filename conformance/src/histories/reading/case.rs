//! The case that asks an adapter to live through a history of readers.

use remote_log_model::reading::{Action, GetFault, Outcome, Sync};
use remote_log_model::{Class, World};
use serde_json::json;

use super::blame::Situation;
use super::{call, expect};
use crate::histories::history::ReadingSettings;
use crate::histories::matter::{NAME, Pages};
use crate::histories::play::{self, ReadingMoment};
use crate::properties::draft::open_reader;
use crate::vectors::{Do, Holds, Lose, NameChange, Step, WorldChange};

/// What the readers are called.
pub(super) const READERS: [&str; 2] = ["bob", "carol"];

/// Longer than any delay between two tries may be, in seconds.
const MUCH_LATER: u64 = 1_000_000;

/// The steps, and whether some of them are for readers that check content against its address.
pub(in crate::histories) fn case(
    settings: &ReadingSettings,
    actions: &[Action],
) -> (Vec<Step>, bool) {
    let mut story = Story {
        settings,
        steps: Vec::new(),
        pages: Pages::default(),
        seats: [Seat::default(); 2],
        calls: 0,
        verifies: false,
    };
    for moment in play::reading(settings, actions) {
        story.tell(&moment);
    }
    (story.steps, story.verifies)
}

struct Story<'a> {
    settings: &'a ReadingSettings,
    steps: Vec<Step>,
    pages: Pages,
    seats: [Seat; 2],
    calls: u64,
    verifies: bool,
}

/// One of the readers.
#[derive(Default, Clone, Copy)]
struct Seat {
    open: bool,
    /// Whether it was started again since it last answered.
    again: bool,
    /// What it last said of a head.
    said: Option<Class>,
}

impl Story<'_> {
    fn tell(&mut self, moment: &ReadingMoment) {
        match &moment.action {
            Action::Sync(call) => self.call(call, moment),
            Action::Restart { reader } => self.restart(usize::from(*reader)),
            action => {
                let restored = *action == Action::Restore;
                self.change(&moment.before.world, &moment.after.world, restored);
            }
        }
    }

    /// The difference between two worlds.
    fn change(&mut self, before: &World, after: &World, restored: bool) {
        let mut change = WorldChange {
            restore: restored,
            ..WorldChange::default()
        };
        if !restored {
            for blob in after.kept.difference(&before.kept) {
                let (address, content) = self.pages.blob(blob);
                change.cas.push((address, Holds::Content(content)));
            }
        }
        for blob in before.kept.difference(&after.kept) {
            change.lose.push(Lose::Address(self.pages.blob(blob).0));
        }
        if let Some(head) = after.heads.last()
            && before.heads.last() != Some(head)
        {
            let content = Holds::Content(self.pages.bytes(head));
            let name = (NAME.to_owned(), NameChange::Holds(content));
            change.names.push(name);
        }
        if change != WorldChange::default() {
            self.steps.push(Step::World(change));
        }
    }

    fn restart(&mut self, reader: usize) {
        let seat = &mut self.seats[reader];
        if seat.open {
            *seat = Seat {
                open: false,
                again: true,
                ..*seat
            };
            let instance = READERS[reader].to_owned();
            self.steps.push(Step::Drop { instance });
        }
    }

    fn call(&mut self, call: &Sync, moment: &ReadingMoment) {
        let reader = usize::from(call.reader);
        let seat = self.seats[reader];
        if !seat.open {
            self.open(reader);
        }
        let altered = |fault| {
            matches!(
                fault,
                GetFault::Corrupt | GetFault::Truncated | GetFault::Other
            )
        };
        self.verifies |= call.fault.is_some_and(|(_, fault)| altered(fault));
        let world = &moment.before.world;
        let head = call::head(call.fetch, world);
        let mut expect = Vec::new();
        self.seats[reader] = match &moment.outcome {
            Outcome::Answered { answers, delivered } => {
                if let (Some(before), Some(answer)) =
                    (moment.before.readers[reader].first(), answers.first())
                {
                    let situation = Situation {
                        before,
                        fetch: call.fetch,
                        head: head.as_ref(),
                        answer,
                        again: seat.again,
                        said: seat.said,
                    };
                    expect =
                        expect::answer(&situation, answers, delivered.as_ref(), &mut self.pages);
                }
                Seat {
                    open: true,
                    again: false,
                    said: answers.first().map(|answer| answer.head),
                }
            }
            _ => Seat {
                open: false,
                again: true,
                said: seat.said,
            },
        };
        let now = (self.calls * MUCH_LATER).to_string();
        self.calls += 1;
        self.steps.push(Step::Do(Do {
            op: "reader.sync".to_owned(),
            input: json!({"instance": READERS[reader], "now": now}),
            faults: call::faults(call, world, &mut self.pages),
            crash_at: call::crash(call.end),
            keep: Vec::new(),
            expect,
        }));
    }

    fn open(&mut self, reader: usize) {
        let pages = self.settings.limits.pages;
        self.steps.push(open_reader(READERS[reader], NAME, pages));
    }
}
