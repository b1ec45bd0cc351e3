//! Histories of a writer, made by chance: each action is one that the model finds possible.

use remote_log_model::Embed;
use remote_log_model::writing::{
    Action, AddTrouble, Death, FetchTrouble, Intrusion, Stage, Trouble, UpdateTrouble,
};

use super::{PATIENCE, length};
use crate::fuzz::chance::Chance;
use crate::histories::{History, WritingSettings};

pub(super) fn generate(chance: &mut Chance) -> History {
    let page_size = chance.weighted(&[(2, 1), (4, 2), (2, 3), (1, 5)]);
    let settings = WritingSettings {
        page_size,
        embed: chance.weighted(&[(4, Embed::Last(0)), (2, Embed::Last(1)), (1, Embed::All)]),
        pointer: chance.one_in(4),
        compare_and_set: !chance.one_in(4),
    };
    let adds = settings.pointer || settings.embed == Embed::Last(0);
    let mut stage = Stage::new(adds, settings.compare_and_set);
    let mut actions = Vec::new();
    let length = length(chance);
    let mut take = |action: Action, actions: &mut Vec<Action>| {
        if let Some((next, _)) = stage.apply(&action) {
            stage = next;
            actions.push(action);
        }
    };
    take(Action::Append(1 + chance.below(3) as u8), &mut actions);
    for _ in 0..length * PATIENCE {
        if actions.len() >= length {
            break;
        }
        take(action(chance), &mut actions);
    }
    take(Action::Publish(None), &mut actions);
    take(Action::Sync, &mut actions);
    History::Writing { settings, actions }
}

#[derive(Clone, Copy)]
enum Kind {
    Append,
    AppendAgain,
    AppendDying,
    Publish,
    PublishInTrouble,
    PublishDying,
    Restart,
    Backup,
    RestoreBackup,
    Intrude,
    Roll,
    Sync,
}

const KINDS: [(usize, Kind); 12] = [
    (25, Kind::Append),
    (3, Kind::AppendAgain),
    (3, Kind::AppendDying),
    (22, Kind::Publish),
    (20, Kind::PublishInTrouble),
    (8, Kind::PublishDying),
    (4, Kind::Restart),
    (4, Kind::Backup),
    (5, Kind::RestoreBackup),
    (8, Kind::Intrude),
    (5, Kind::Roll),
    (16, Kind::Sync),
];

const INTRUSIONS: [Intrusion; 5] = [
    Intrusion::Newer,
    Intrusion::Fork,
    Intrusion::Older,
    Intrusion::Empty,
    Intrusion::Garbage,
];

fn action(chance: &mut Chance) -> Action {
    match chance.weighted(&KINDS) {
        Kind::Append => Action::Append(1 + chance.below(3) as u8),
        Kind::AppendAgain => Action::AppendAgain,
        Kind::AppendDying => Action::AppendDying,
        Kind::Publish => Action::Publish(None),
        Kind::PublishInTrouble => Action::Publish(Some(trouble(chance))),
        Kind::PublishDying => Action::PublishDying(*chance.pick(&[
            Death::Fetch,
            Death::Add,
            Death::Save,
            Death::Update,
        ])),
        Kind::Restart => Action::Restart,
        Kind::Backup => Action::Backup,
        Kind::RestoreBackup => Action::RestoreBackup,
        Kind::Intrude => Action::Intrude(*chance.pick(&INTRUSIONS)),
        Kind::Roll => Action::Roll {
            back: 1 + chance.below(3) as u8,
        },
        Kind::Sync => Action::Sync,
    }
}

fn trouble(chance: &mut Chance) -> Trouble {
    match chance.below(4) {
        0 => Trouble::Fetch(*chance.pick(&[
            FetchTrouble::NotFound,
            FetchTrouble::Unavailable,
            FetchTrouble::Timeout,
            FetchTrouble::Stale,
        ])),
        1 => Trouble::Add(*chance.pick(&[
            AddTrouble::Unavailable,
            AddTrouble::Timeout,
            AddTrouble::Lost,
        ])),
        2 => Trouble::Update(*chance.pick(&[
            UpdateTrouble::Conflict,
            UpdateTrouble::TooLarge,
            UpdateTrouble::Unavailable,
            UpdateTrouble::Timeout,
            UpdateTrouble::Lost,
            UpdateTrouble::Dropped,
        ])),
        _ => Trouble::Race(*chance.pick(&INTRUSIONS)),
    }
}
