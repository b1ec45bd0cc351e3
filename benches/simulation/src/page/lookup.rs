//! The results that the page speaks of.

use super::PageError;
use crate::experiments::PUBLISHED_UPTIME;
use crate::measured::Measured;
use crate::results::Results;
use crate::scenario::{Form, Mode, Model, Pace, Scenario};

/// One of the published figures.
pub(super) fn published(
    results: &Results,
    helper: Form,
    mode: Mode,
    pace: Pace,
) -> Result<&Measured, PageError> {
    find(&results.published, "one of the published figures", |it| {
        (it.helper, it.mode, it.pace) == (helper, mode, pace)
    })
}

/// One message at the published uptime, in batch mode: the published figure itself, where there is one.
pub(super) fn one_way(
    results: &Results,
    model: Model,
    helper: Form,
    pace: Pace,
) -> Result<&Measured, PageError> {
    match model {
        Model::Loss => published(results, helper, Mode::Batch, pace),
        Model::Windows => find(&results.uptimes, "one of the uptimes", |it| {
            (it.model, it.helper, it.mode, it.pace) == (model, helper, Mode::Batch, pace)
                && it.uptime == PUBLISHED_UPTIME
        }),
    }
}

/// A conversation with back-off.
pub(super) fn conversation(
    results: &Results,
    model: Model,
    helper: Form,
) -> Result<&Measured, PageError> {
    find(&results.conversation, "a conversation", |it| {
        (it.model, it.helper, it.pace) == (model, helper, Pace::Exponential)
    })
}

fn find<'a>(
    all: &'a [Measured],
    what: &str,
    fits: impl Fn(&Scenario) -> bool,
) -> Result<&'a Measured, PageError> {
    let found = all.iter().find(|it| fits(&it.scenario));
    found.ok_or_else(|| PageError::Lacks(what.to_owned()))
}
