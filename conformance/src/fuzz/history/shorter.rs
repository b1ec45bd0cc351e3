//! Shorter histories, in which one action does the work of two, or a setting that of an action.

use remote_log_model::reading::{self, Device, End, Fetch, GetFault, Sync, Target};
use remote_log_model::writing::{self, FetchTrouble, Intrusion, Trouble};
use remote_log_model::{Layout, Limits, Reason};

use crate::histories::{History, ReadingSettings, WritingSettings};

/// Candidates, each with fewer actions than the history.
pub(super) fn shorter(history: &History) -> Vec<History> {
    match history {
        History::Reading { settings, actions } => {
            let settled = settled(settings, actions);
            let joined = joined(actions, joined_reading).into_iter();
            joined
                .map(|actions| History::Reading {
                    settings: *settings,
                    actions,
                })
                .chain(settled)
                .collect()
        }
        History::Writing { settings, actions } => {
            let joined = joined(actions, joined_writing).into_iter();
            joined
                .map(|actions| History::Writing {
                    settings: *settings,
                    actions,
                })
                .chain(as_read(settings, actions))
                .collect()
        }
    }
}

/// Any two actions that one can stand for, at the place of either.
fn joined<A: Copy>(actions: &[A], join: impl Fn(A, A) -> Option<A>) -> Vec<Vec<A>> {
    let mut lists = Vec::new();
    for one in 0..actions.len() {
        for other in one + 1..actions.len() {
            let Some(both) = join(actions[one], actions[other]) else {
                continue;
            };
            for (at, gone) in [(one, other), (other, one)] {
                let mut list = actions.to_vec();
                list[at] = both;
                list.remove(gone);
                lists.push(list);
            }
        }
    }
    lists
}

fn joined_reading(one: reading::Action, other: reading::Action) -> Option<reading::Action> {
    use reading::Action::{Collect, Cut, Lose, Merge, Overwrite, Roll, Write};
    match (one, other) {
        (
            Write { device, messages },
            Write {
                messages: others, ..
            },
        ) => Some(Write {
            device,
            messages: messages.checked_add(others)?,
        }),
        (Roll { back }, reading::Action::Sync(call)) if call.fetch == Fetch::Now => {
            Some(reading::Action::Sync(Sync {
                fetch: Fetch::Back(back),
                ..call
            }))
        }
        (Lose(target), reading::Action::Sync(call)) if call.fault.is_none() => {
            let lost = GetFault::Failed(Reason::NotFound);
            Some(reading::Action::Sync(Sync {
                fault: Some((target, lost)),
                ..call
            }))
        }
        (Collect, reading::Action::Sync(call)) if call.fault.is_none() => {
            let lost = GetFault::Failed(Reason::NotFound);
            Some(reading::Action::Sync(Sync {
                fault: Some((Target::Page(0), lost)),
                ..call
            }))
        }
        // Without the change, the head that is served is one less far back.
        (
            Write { .. } | Overwrite { .. } | Merge { .. } | Cut { .. } | Roll { .. },
            reading::Action::Sync(call),
        ) => match call.fetch {
            Fetch::Back(back) => Some(reading::Action::Sync(Sync {
                fetch: match back {
                    ..=1 => Fetch::Now,
                    _ => Fetch::Back(back - 1),
                },
                ..call
            })),
            _ => None,
        },
        _ => None,
    }
}

fn joined_writing(one: writing::Action, other: writing::Action) -> Option<writing::Action> {
    use writing::Action::{Append, Intrude, Publish};
    let stale = Trouble::Fetch(FetchTrouble::Stale);
    match (one, other) {
        (Append(messages), Append(others)) => messages.checked_add(others).map(Append),
        (Intrude(intrusion), Publish(None)) => Some(Publish(Some(Trouble::Race(intrusion)))),
        // Whether the writer is told what was there before, or another comes before it, it does not know what is there.
        (Intrude(intrusion), Publish(Some(trouble))) if trouble == stale => {
            Some(Publish(Some(Trouble::Race(intrusion))))
        }
        (Publish(None), Publish(Some(trouble))) if trouble == stale => {
            Some(Publish(Some(Trouble::Race(Intrusion::Empty))))
        }
        _ => None,
    }
}

/// Pages that are cut anew are cut so from the start.
fn settled<'a>(
    settings: &'a ReadingSettings,
    actions: &'a [reading::Action],
) -> impl Iterator<Item = History> + 'a {
    let cuts = actions.iter().enumerate();
    cuts.filter_map(|(at, action)| {
        let reading::Action::Cut { layout, .. } = *action else {
            return None;
        };
        let mut actions = actions.to_vec();
        actions.remove(at);
        let settings = ReadingSettings {
            layout,
            ..*settings
        };
        Some(History::Reading { settings, actions })
    })
}

/// The same log, written by the harness: an append and the publish after it are one action there.
fn as_read(settings: &WritingSettings, actions: &[writing::Action]) -> Option<History> {
    let mut waiting = 0;
    let mut read = Vec::new();
    for action in actions {
        match action {
            writing::Action::Append(messages) => waiting += messages,
            writing::Action::Publish(_) if waiting > 0 => read.push(reading::Action::Write {
                device: Device::First,
                messages: std::mem::take(&mut waiting),
            }),
            writing::Action::Intrude(_) => read.push(reading::Action::Write {
                device: Device::First,
                messages: 1,
            }),
            writing::Action::Roll { back } => read.push(reading::Action::Roll { back: *back }),
            writing::Action::Sync => read.push(reading::Action::Sync(Sync {
                reader: 0,
                fetch: Fetch::Now,
                fault: None,
                end: End::Answered,
            })),
            _ => {}
        }
    }
    let settings = ReadingSettings {
        layout: Layout {
            page_size: settings.page_size,
            embed: settings.embed,
            pointer: settings.pointer,
            form: 0,
        },
        limits: Limits { pages: 100 },
    };
    (read.len() < actions.len()).then_some(History::Reading {
        settings,
        actions: read,
    })
}

#[cfg(test)]
mod tests {
    use remote_log_model::Embed;

    use super::*;

    const SETTINGS: WritingSettings = WritingSettings {
        page_size: 2,
        embed: Embed::Last(0),
        pointer: false,
        compare_and_set: true,
    };

    #[test]
    fn a_written_history_is_shorter_when_the_harness_writes() {
        use writing::Action::{Append, Backup, Publish, Sync};
        let actions = vec![Append(1), Append(2), Backup, Publish(None), Sync];
        let Some(History::Reading { settings, actions }) = as_read(&SETTINGS, &actions) else {
            panic!("it is shorter")
        };
        assert_eq!(settings.layout.page_size, 2);
        let [write, reading::Action::Sync(call)] = actions[..] else {
            panic!("{actions:?}")
        };
        let (device, messages) = (Device::First, 3);
        assert_eq!(write, reading::Action::Write { device, messages });
        assert_eq!(call.end, End::Answered);
    }

    #[test]
    fn all_candidates_are_shorter() {
        use writing::Action::{Append, Intrude, Publish, Roll, Sync};
        let intrusion = writing::Intrusion::Empty;
        let actions = vec![
            Append(1),
            Append(1),
            Intrude(intrusion),
            Roll { back: 1 },
            Publish(None),
            Sync,
        ];
        let history = History::Writing {
            settings: SETTINGS,
            actions,
        };
        let candidates = shorter(&history);
        // Two appends and two places, an intrusion and a publish and two places, and the one that is read.
        assert_eq!(candidates.len(), 5);
        assert!(
            candidates
                .iter()
                .all(|other| other.length() < history.length())
        );
    }
}
