//! Histories of readers, made by chance: each action is one that the model finds possible.

use remote_log_model::reading::{Action, Device, End, Fetch, GetFault, Point, Stage, Sync, Target};
use remote_log_model::{Embed, Layout, Limits, Reason};

use super::{PATIENCE, length};
use crate::fuzz::chance::Chance;
use crate::histories::{History, ReadingSettings};

pub(super) fn generate(chance: &mut Chance) -> History {
    let settings = ReadingSettings {
        layout: layout(chance),
        limits: Limits {
            pages: chance.weighted(&[(6, 100), (1, 1), (1, 2), (1, 3)]),
        },
    };
    let mut stage = Stage::new(settings.layout, settings.limits);
    let mut actions = Vec::new();
    let mut take = |action: Action, actions: &mut Vec<Action>| {
        if let Some((next, _)) = stage.apply(&action) {
            stage = next;
            actions.push(action);
        }
    };
    let begin = Action::Write {
        device: Device::First,
        messages: 1 + small(chance, 4),
    };
    take(begin, &mut actions);
    let length = length(chance);
    for _ in 0..length * PATIENCE {
        if actions.len() >= length {
            break;
        }
        take(action(chance), &mut actions);
    }
    take(Action::Sync(usual(0)), &mut actions);
    History::Reading { settings, actions }
}

fn layout(chance: &mut Chance) -> Layout {
    let page_size = chance.weighted(&[(3, 1), (4, 2), (2, 3), (1, 5)]);
    Layout {
        page_size,
        embed: chance.weighted(&[
            (4, Embed::Last(0)),
            (2, Embed::Last(1)),
            (1, Embed::Last(page_size.min(2))),
            (1, Embed::All),
        ]),
        pointer: chance.one_in(4),
        form: chance.weighted(&[(7, 0), (1, 1)]),
    }
}

/// A number from 0 on, less than `bound`, the lower the likelier.
fn small(chance: &mut Chance, bound: usize) -> u8 {
    let under = 1 + chance.below(bound);
    chance.below(under) as u8
}

fn device(chance: &mut Chance) -> Device {
    chance.weighted(&[(3, Device::First), (1, Device::Second)])
}

fn target(chance: &mut Chance) -> Target {
    if chance.one_in(2) {
        Target::Page(small(chance, 4))
    } else {
        Target::Content(small(chance, 6))
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Write,
    Overwrite,
    Copy,
    Merge,
    Cut,
    Lose,
    Collect,
    Restore,
    Roll,
    Sync,
    Restart,
}

const KINDS: [(usize, Kind); 11] = [
    (20, Kind::Write),
    (4, Kind::Overwrite),
    (2, Kind::Copy),
    (4, Kind::Merge),
    (3, Kind::Cut),
    (9, Kind::Lose),
    (2, Kind::Collect),
    (6, Kind::Restore),
    (6, Kind::Roll),
    (44, Kind::Sync),
    (6, Kind::Restart),
];

fn action(chance: &mut Chance) -> Action {
    match chance.weighted(&KINDS) {
        Kind::Write => Action::Write {
            device: device(chance),
            messages: 1 + small(chance, 4),
        },
        Kind::Overwrite => Action::Overwrite {
            device: device(chance),
        },
        Kind::Copy => Action::Copy,
        Kind::Merge => Action::Merge {
            device: device(chance),
        },
        Kind::Cut => Action::Cut {
            device: device(chance),
            layout: layout(chance),
        },
        Kind::Lose => Action::Lose(target(chance)),
        Kind::Collect => Action::Collect,
        Kind::Restore => Action::Restore,
        Kind::Roll => Action::Roll {
            back: 1 + small(chance, 3),
        },
        Kind::Sync => Action::Sync(sync(chance)),
        Kind::Restart => Action::Restart {
            reader: small(chance, 2),
        },
    }
}

const fn usual(reader: u8) -> Sync {
    Sync {
        reader,
        fetch: Fetch::Now,
        fault: None,
        end: End::Answered,
    }
}

fn sync(chance: &mut Chance) -> Sync {
    let fails = [Reason::NotFound, Reason::Unavailable, Reason::Timeout];
    let back = 1 + small(chance, 3);
    let fetch = chance.weighted(&[
        (30, Fetch::Now),
        (5, Fetch::Back(back)),
        (1, Fetch::Empty),
        (1, Fetch::NotFound),
        (1, Fetch::Failed(Reason::Unavailable)),
        (1, Fetch::Failed(Reason::Timeout)),
        (1, Fetch::Failed(Reason::Malformed)),
    ]);
    let fault = chance.one_in(4).then(|| {
        let failed = GetFault::Failed(*chance.pick(&fails));
        let fault = chance.weighted(&[
            (3, failed),
            (1, GetFault::Corrupt),
            (1, GetFault::Truncated),
            (1, GetFault::Other),
        ]);
        (target(chance), fault)
    });
    let nth = 1 + small(chance, 4);
    Sync {
        fetch,
        fault,
        end: chance.weighted(&[
            (18, End::Answered),
            (1, End::Dies(Point::Fetch)),
            (2, End::Dies(Point::Get(nth))),
            (2, End::Dies(Point::Save)),
        ]),
        ..usual(chance.weighted(&[(3, 0), (1, 1)]))
    }
}
