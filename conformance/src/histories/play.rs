//! Plays the actions of a history on the model, and leaves out what is impossible where it stands.

use std::rc::Rc;

use remote_log_model::{Embed, reading, writing};

use super::history::{ReadingSettings, WritingSettings};

/// One action of a history, with what was before it and after it.
pub(super) struct Moment<Action, Stage, Outcome> {
    pub action: Action,
    pub before: Rc<Stage>,
    pub after: Rc<Stage>,
    pub outcome: Outcome,
}

/// A moment in a history of readers.
pub(super) type ReadingMoment = Moment<reading::Action, reading::Stage, reading::Outcome>;

/// A moment in a history of a writer.
pub(super) type WritingMoment = Moment<writing::Action, writing::Stage, writing::Outcome>;

/// Plays a history of readers.
pub(super) fn reading(
    settings: &ReadingSettings,
    actions: &[reading::Action],
) -> Vec<ReadingMoment> {
    let start = reading::Stage::new(settings.layout, settings.limits);
    play(start, actions, reading::Stage::apply)
}

/// Plays a history of a writer.
pub(super) fn writing(
    settings: &WritingSettings,
    actions: &[writing::Action],
) -> Vec<WritingMoment> {
    let adds = settings.pointer || settings.embed == Embed::Last(0);
    let start = writing::Stage::new(adds, settings.compare_and_set);
    play(start, actions, writing::Stage::apply)
}

fn play<Action: Copy, Stage, Outcome>(
    start: Stage,
    actions: &[Action],
    apply: impl Fn(&Stage, &Action) -> Option<(Stage, Outcome)>,
) -> Vec<Moment<Action, Stage, Outcome>> {
    let mut stage = Rc::new(start);
    let mut moments = Vec::new();
    for &action in actions {
        if let Some((after, outcome)) = apply(&stage, &action) {
            let after = Rc::new(after);
            moments.push(Moment {
                action,
                before: std::mem::replace(&mut stage, after.clone()),
                after,
                outcome,
            });
        }
    }
    moments
}
