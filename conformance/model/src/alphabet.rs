//! What can happen in the histories that are searched for the cover.

use crate::reader::Limits;
use crate::reading::{self, Device, End, Fetch, GetFault, Point, Sync, Target};
use crate::store::Reason;
use crate::writer::{Embed, Layout};
use crate::writing::{self, AddTrouble, Death, FetchTrouble, Intrusion, Trouble, UpdateTrouble};

/// What the histories of readers begin with, and how long they may be.
pub fn readings() -> Vec<(Layout, Limits, usize)> {
    let layout = Layout {
        page_size: 1,
        embed: Embed::Last(0),
        pointer: false,
        form: 0,
    };
    let embedding = Layout {
        page_size: 2,
        embed: Embed::Last(1),
        ..layout
    };
    let pointer = Layout {
        page_size: 2,
        pointer: true,
        // With a field that readers do not know.
        form: 1,
        ..layout
    };
    let all = Limits { pages: 100 };
    let one = Limits { pages: 1 };
    vec![
        (layout, all, 5),
        (embedding, all, 5),
        (pointer, all, 4),
        (layout, one, 5),
    ]
}

/// What can happen to readers. One of them is enough: the other is like it.
pub fn reading() -> Vec<reading::Action> {
    use reading::Action::{
        Collect, Copy, Cut, Lose, Merge, Overwrite, Restart, Restore, Roll, Write,
    };
    let (first, second) = (Device::First, Device::Second);
    let (page, content) = (Target::Page(0), Target::Content(0));
    let mut actions = vec![
        Write {
            device: first,
            messages: 1,
        },
        Write {
            device: first,
            messages: 2,
        },
        Write {
            device: first,
            messages: 3,
        },
        Copy,
        Overwrite { device: first },
        Overwrite { device: second },
        Merge { device: first },
        Cut {
            device: first,
            layout: Layout {
                page_size: 3,
                embed: Embed::All,
                pointer: false,
                form: 0,
            },
        },
        Lose(page),
        Lose(Target::Page(1)),
        Lose(content),
        Lose(Target::Content(1)),
        Collect,
        Restore,
        Roll { back: 1 },
        Restart { reader: 0 },
    ];
    let call = Sync {
        reader: 0,
        fetch: Fetch::Now,
        fault: None,
        end: End::Answered,
    };
    let fetches = [
        Fetch::Now,
        Fetch::Back(1),
        Fetch::Empty,
        Fetch::NotFound,
        Fetch::Failed(Reason::Unavailable),
        Fetch::Failed(Reason::Timeout),
        Fetch::Failed(Reason::Malformed),
    ];
    actions.extend(fetches.map(|fetch| reading::Action::Sync(Sync { fetch, ..call })));
    let faults = [
        GetFault::Failed(Reason::NotFound),
        GetFault::Failed(Reason::Unavailable),
        GetFault::Failed(Reason::Timeout),
        GetFault::Corrupt,
        GetFault::Truncated,
        GetFault::Other,
    ];
    for target in [page, content] {
        let faulty = faults.map(|fault| Sync {
            fault: Some((target, fault)),
            ..call
        });
        actions.extend(faulty.map(reading::Action::Sync));
    }
    let deaths = [Point::Fetch, Point::Get(1), Point::Save].map(End::Dies);
    actions.extend(deaths.map(|end| reading::Action::Sync(Sync { end, ..call })));
    actions
}

/// The most actions in a history of a writer.
pub const WRITING_DEPTH: usize = 5;

/// What can happen to a writer.
pub fn writing() -> Vec<writing::Action> {
    use writing::Action::{
        Append, AppendAgain, AppendDying, Backup, Intrude, Publish, PublishDying, Restart,
        RestoreBackup, Roll, Sync,
    };
    let mut actions = vec![
        Append(1),
        Append(2),
        AppendAgain,
        AppendDying,
        Publish(None),
        Restart,
        Backup,
        RestoreBackup,
        Roll { back: 1 },
        Sync,
    ];
    let intrusions = [
        Intrusion::Newer,
        Intrusion::Fork,
        Intrusion::Older,
        Intrusion::Empty,
        Intrusion::Garbage,
    ];
    actions.extend(intrusions.map(Intrude));
    let fetches = [
        FetchTrouble::NotFound,
        FetchTrouble::Unavailable,
        FetchTrouble::Timeout,
        FetchTrouble::Stale,
    ];
    let adds = [
        AddTrouble::Unavailable,
        AddTrouble::Timeout,
        AddTrouble::Lost,
    ];
    let updates = [
        UpdateTrouble::Conflict,
        UpdateTrouble::TooLarge,
        UpdateTrouble::Unavailable,
        UpdateTrouble::Timeout,
        UpdateTrouble::Lost,
        UpdateTrouble::Dropped,
    ];
    let troubles = (fetches.map(Trouble::Fetch).into_iter())
        .chain(adds.map(Trouble::Add))
        .chain(updates.map(Trouble::Update))
        .chain(intrusions.map(Trouble::Race));
    actions.extend(troubles.map(|trouble| Publish(Some(trouble))));
    let deaths = [Death::Fetch, Death::Add, Death::Save, Death::Update];
    actions.extend(deaths.map(PublishDying));
    actions
}
