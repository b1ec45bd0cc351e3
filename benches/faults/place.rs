//! Where a history leads: the state of the model, and that of the adapter.

use std::hash::{DefaultHasher, Hash, Hasher};

use remote_log_conformance::histories::{History, ReadingSettings, WritingSettings};
use remote_log_model::reading::{self, End};
use remote_log_model::{Embed, Layout, alphabet, writing};

use crate::watched::Memory;

/// Where a history leads.
#[derive(Clone)]
pub struct Place {
    /// How one comes here.
    pub history: History,
    /// What the adapter saved and did on the way.
    pub memory: Memory,
    /// Whether the adapter is asked something in the last action.
    pub asks: bool,
    stage: Stage,
    /// Which instances the adapter holds. Others begin with what they saved.
    open: [bool; 2],
    /// How much the writer had done when it was backed up, and when it was put back.
    marks: Vec<usize>,
}

#[derive(Clone, Hash)]
enum Stage {
    Reading(Box<reading::Stage>),
    Writing(writing::Stage),
}

/// Where all histories start: the settings that the model's cover starts from, and the plainest ones with a single change.
pub fn starts() -> Vec<Place> {
    let plain = Layout {
        page_size: 1,
        embed: Embed::Last(0),
        pointer: false,
        form: 0,
    };
    let mut readings: Vec<ReadingSettings> = alphabet::readings()
        .into_iter()
        .map(|(layout, limits, _)| ReadingSettings { layout, limits })
        .collect();
    let limits = readings[0].limits;
    for layout in [
        Layout { form: 1, ..plain },
        Layout {
            pointer: true,
            ..plain
        },
        Layout {
            page_size: 2,
            ..plain
        },
    ] {
        readings.push(ReadingSettings { layout, limits });
    }
    let plain = WritingSettings {
        page_size: 1,
        embed: Embed::Last(0),
        pointer: false,
        compare_and_set: true,
    };
    let writings = [
        plain,
        WritingSettings {
            compare_and_set: false,
            ..plain
        },
        WritingSettings {
            pointer: true,
            ..plain
        },
        WritingSettings {
            page_size: 2,
            embed: Embed::Last(1),
            ..plain
        },
    ];
    let readings = readings.into_iter().map(|settings| {
        let stage = reading::Stage::new(settings.layout, settings.limits);
        let actions = Vec::new();
        Place::start(
            Stage::Reading(Box::new(stage)),
            History::Reading { settings, actions },
        )
    });
    let writings = writings.into_iter().map(|settings| {
        let adds = settings.pointer || settings.embed == Embed::Last(0);
        let stage = writing::Stage::new(adds, settings.compare_and_set);
        let actions = Vec::new();
        Place::start(
            Stage::Writing(stage),
            History::Writing { settings, actions },
        )
    });
    readings.chain(writings).collect()
}

impl Place {
    fn start(stage: Stage, history: History) -> Self {
        Self {
            history,
            memory: Memory::default(),
            asks: false,
            stage,
            open: [false; 2],
            marks: Vec::new(),
        }
    }

    /// Two places are taken for the same if this is: from both, the same actions lead to the same.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let settings = match &self.history {
            History::Reading { settings, .. } => (Some(settings), None),
            History::Writing { settings, .. } => (None, Some(settings)),
        };
        settings.hash(&mut hasher);
        (&self.stage, &self.memory, self.open, &self.marks).hash(&mut hasher);
        hasher.finish()
    }

    /// Where each action leads that is possible here. What the adapter does in it is still to be seen.
    pub fn further(&self) -> Vec<Self> {
        match &self.stage {
            Stage::Reading(stage) => {
                let actions = alphabet::reading().into_iter();
                actions
                    .filter_map(|action| self.reading(stage, action))
                    .collect()
            }
            Stage::Writing(stage) => {
                let actions = alphabet::writing().into_iter();
                actions
                    .filter_map(|action| self.writing(stage, action))
                    .collect()
            }
        }
    }

    fn reading(&self, stage: &reading::Stage, action: reading::Action) -> Option<Self> {
        let (after, _) = stage.apply(&action)?;
        let mut next = self.clone();
        next.stage = Stage::Reading(Box::new(after));
        if let History::Reading { actions, .. } = &mut next.history {
            actions.push(action);
        }
        next.asks = matches!(action, reading::Action::Sync(_));
        match action {
            reading::Action::Sync(call) => {
                next.open[usize::from(call.reader)] = call.end == End::Answered;
            }
            reading::Action::Restart { reader } => next.open[usize::from(reader)] = false,
            _ => {}
        }
        Some(next)
    }

    fn writing(&self, stage: &writing::Stage, action: writing::Action) -> Option<Self> {
        use writing::Action::{
            Append, AppendAgain, AppendDying, Backup, Publish, PublishDying, Restart,
            RestoreBackup, Sync,
        };
        const WRITER: usize = 0;
        const READER: usize = 1;
        let (after, _) = stage.apply(&action)?;
        let mut next = self.clone();
        next.stage = Stage::Writing(after);
        if let History::Writing { actions, .. } = &mut next.history {
            actions.push(action);
        }
        next.asks = !matches!(
            action,
            Restart
                | Backup
                | RestoreBackup
                | writing::Action::Intrude(_)
                | writing::Action::Roll { .. }
        );
        match action {
            Append(_) | AppendAgain | Publish(_) => next.open[WRITER] = true,
            AppendDying | PublishDying(_) | Restart => next.open[WRITER] = false,
            Sync => next.open[READER] = true,
            Backup => next.marks.push(self.memory.writer.len()),
            RestoreBackup => {
                next.marks.push(self.memory.writer.len());
                next.open[WRITER] = false;
            }
            _ => {}
        }
        Some(next)
    }
}
