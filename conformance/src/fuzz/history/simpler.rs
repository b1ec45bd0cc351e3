//! Simpler histories: with fewer actions, then with one for two, then with plainer ones, then with plainer settings.

use remote_log_model::reading::{self, Device, End, Fetch, GetFault, Point, Sync, Target};
use remote_log_model::writing::{self, Trouble};
use remote_log_model::{Embed, Layout, Limits, Reason};

use super::shorter::shorter;
use crate::histories::{History, ReadingSettings, WritingSettings};

/// Any two actions of a history that is no longer than this are taken away together too, so that it does not stay longer
/// than it need be because each needs the other.
const SHORT: usize = 14;

/// Candidates, the boldest first; none leads back to the history that it came from.
pub(in crate::fuzz) fn simpler(history: &History) -> Vec<History> {
    let mut candidates = Vec::new();
    match history {
        History::Reading { settings, actions } => {
            let of = |settings, actions| History::Reading { settings, actions };
            let with = |actions| of(*settings, actions);
            candidates.extend(fewer(actions).into_iter().map(with));
            candidates.extend(shorter(history));
            candidates.extend(plainer(actions, reading_action).into_iter().map(with));
            let settled = reading_settings(settings).into_iter();
            candidates.extend(settled.map(|settings| of(settings, actions.clone())));
        }
        History::Writing { settings, actions } => {
            let of = |settings, actions| History::Writing { settings, actions };
            let with = |actions| of(*settings, actions);
            candidates.extend(fewer(actions).into_iter().map(with));
            candidates.extend(shorter(history));
            candidates.extend(plainer(actions, writing_action).into_iter().map(with));
            let settled = writing_settings(settings).into_iter();
            candidates.extend(settled.map(|settings| of(settings, actions.clone())));
        }
    }
    candidates
}

/// Without some of the actions.
fn fewer<A: Copy>(actions: &[A]) -> Vec<Vec<A>> {
    let without = |gone: &dyn Fn(usize) -> bool| -> Vec<A> {
        let kept = actions.iter().enumerate().filter(|(at, _)| !gone(*at));
        kept.map(|(_, action)| *action).collect()
    };
    let mut lists = Vec::new();
    let mut size = actions.len() / 2;
    while size > 0 {
        for at in (0..actions.len()).step_by(size) {
            lists.push(without(&|nth| (at..at + size).contains(&nth)));
        }
        size /= 2;
    }
    if actions.len() <= SHORT {
        for one in 0..actions.len() {
            for other in one + 1..actions.len() {
                lists.push(without(&|nth| nth == one || nth == other));
            }
        }
    }
    lists
}

/// With one action that is plainer.
fn plainer<A: Copy>(actions: &[A], simpler: impl Fn(A) -> Vec<A>) -> Vec<Vec<A>> {
    let mut lists = Vec::new();
    for (at, action) in actions.iter().enumerate() {
        for plainer in simpler(*action) {
            let mut list = actions.to_vec();
            list[at] = plainer;
            lists.push(list);
        }
    }
    lists
}

fn reading_action(action: reading::Action) -> Vec<reading::Action> {
    use reading::Action::{Cut, Lose, Merge, Overwrite, Restart, Roll, Sync, Write};
    let first = Device::First;
    match action {
        Write { device, messages } => {
            let fewer = lower(messages, 1).map(|messages| Write { device, messages });
            let by_first = (device != first).then_some(Write {
                device: first,
                messages,
            });
            fewer.chain(by_first).collect()
        }
        Overwrite { device } => {
            let plain = Write {
                device,
                messages: 1,
            };
            let by_first = (device != first).then_some(Overwrite { device: first });
            std::iter::once(plain).chain(by_first).collect()
        }
        Merge { device } => vec![Write {
            device,
            messages: 1,
        }],
        Cut { device, layout } => {
            let plain = Write {
                device,
                messages: 1,
            };
            let cuts = plainer_layouts(layout).into_iter();
            std::iter::once(plain)
                .chain(cuts.map(|layout| Cut { device, layout }))
                .collect()
        }
        Lose(target) => nearer(target).into_iter().map(Lose).collect(),
        Roll { back } => lower(back, 1).map(|back| Roll { back }).collect(),
        Restart { reader: 1.. } => vec![Restart { reader: 0 }],
        Sync(call) => plainer_calls(call).into_iter().map(Sync).collect(),
        _ => Vec::new(),
    }
}

fn plainer_calls(call: Sync) -> Vec<Sync> {
    let mut calls = Vec::new();
    if call.fault.is_some() {
        calls.push(Sync {
            fault: None,
            ..call
        });
    }
    if call.fetch != Fetch::Now {
        calls.push(Sync {
            fetch: Fetch::Now,
            ..call
        });
    }
    if call.end != End::Answered {
        calls.push(Sync {
            end: End::Answered,
            ..call
        });
    }
    if call.reader > 0 {
        calls.push(Sync { reader: 0, ..call });
    }
    if let Fetch::Back(back) = call.fetch {
        calls.extend(lower(back, 1).map(|back| Sync {
            fetch: Fetch::Back(back),
            ..call
        }));
    }
    if let End::Dies(Point::Get(nth)) = call.end {
        calls.extend(lower(nth, 1).map(|nth| Sync {
            end: End::Dies(Point::Get(nth)),
            ..call
        }));
    }
    if let Some((target, fault)) = call.fault {
        let at = |target, fault| Sync {
            fault: Some((target, fault)),
            ..call
        };
        calls.extend(nearer(target).into_iter().map(|target| at(target, fault)));
        let plain = GetFault::Failed(Reason::NotFound);
        if fault != plain {
            calls.push(at(target, plain));
        }
    }
    calls
}

fn nearer(target: Target) -> Vec<Target> {
    match target {
        Target::Page(nth) => lower(nth, 0).map(Target::Page).collect(),
        Target::Content(nth) => lower(nth, 0).map(Target::Content).collect(),
    }
}

/// Every number from the least one on that is less than this.
fn lower(number: u8, least: u8) -> impl Iterator<Item = u8> {
    least..number
}

fn writing_action(action: writing::Action) -> Vec<writing::Action> {
    use writing::Action::{Append, Intrude, Publish, PublishDying, Restart, RestoreBackup, Roll};
    match action {
        Append(messages) => lower(messages, 1).map(Append).collect(),
        Publish(Some(trouble)) => {
            let after = match trouble {
                Trouble::Race(intrusion) => Some(Intrude(intrusion)),
                _ => None,
            };
            std::iter::once(Publish(None)).chain(after).collect()
        }
        PublishDying(_) => vec![Publish(None), Restart],
        RestoreBackup => vec![Restart],
        Roll { back } => lower(back, 1).map(|back| Roll { back }).collect(),
        _ => Vec::new(),
    }
}

/// The plainest layout has one pair a page, nothing embedded, the newest page in the name, and no unknown fields.
fn plainer_layouts(layout: Layout) -> Vec<Layout> {
    let mut plainer = Vec::new();
    if layout.pointer {
        plainer.push(Layout {
            pointer: false,
            ..layout
        });
    }
    if layout.embed != Embed::Last(0) {
        plainer.push(Layout {
            embed: Embed::Last(0),
            ..layout
        });
    }
    if layout.form > 0 {
        plainer.push(Layout { form: 0, ..layout });
    }
    plainer.extend((1..layout.page_size).map(|page_size| Layout {
        page_size,
        embed: match layout.embed {
            Embed::Last(count) => Embed::Last(count.min(page_size)),
            Embed::All => Embed::All,
        },
        ..layout
    }));
    plainer
}

fn reading_settings(settings: &ReadingSettings) -> Vec<ReadingSettings> {
    let plenty = Limits { pages: 100 };
    let unbound = (settings.limits != plenty).then_some(ReadingSettings {
        limits: plenty,
        ..*settings
    });
    let layouts = plainer_layouts(settings.layout).into_iter();
    unbound
        .into_iter()
        .chain(layouts.map(|layout| ReadingSettings {
            layout,
            ..*settings
        }))
        .collect()
}

fn writing_settings(settings: &WritingSettings) -> Vec<WritingSettings> {
    let layout = Layout {
        page_size: settings.page_size,
        embed: settings.embed,
        pointer: settings.pointer,
        form: 0,
    };
    let compares = (!settings.compare_and_set).then_some(WritingSettings {
        compare_and_set: true,
        ..*settings
    });
    let layouts = plainer_layouts(layout).into_iter();
    compares
        .into_iter()
        .chain(layouts.map(|layout| WritingSettings {
            page_size: layout.page_size,
            embed: layout.embed,
            pointer: layout.pointer,
            ..*settings
        }))
        .collect()
}
