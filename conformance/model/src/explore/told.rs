//! A way through an exploration, as a person would tell it.

use super::event::Event;
use super::scene::Scene;
use crate::publish::Publish;
use crate::reading::Fetch;
use crate::store::Blob;

/// A sentence for each event of a path: each scene comes with the event that follows it.
pub(super) fn told(path: Vec<(Scene, Option<Event>)>) -> Vec<String> {
    let after = path.iter().skip(1).map(|(scene, _)| scene);
    let steps = path.iter().zip(after);
    steps
        .filter_map(|((before, event), after)| Some(sentence(event.as_ref()?, before, after)))
        .collect()
}

fn sentence(event: &Event, before: &Scene, after: &Scene) -> String {
    match event {
        Event::Append(nth) => {
            let device = device(*nth);
            let log = after.devices[*nth].writer.pages().1;
            format!("{device} appends a message; its log is {log}")
        }
        Event::Step(nth) => step(*nth, before, after),
        Event::BeginOverStale(nth) => format!(
            "{} begins to publish, and is served what the name held before",
            device(*nth)
        ),
        Event::AddDropped(nth) => format!(
            "{}, which the store acknowledges and drops",
            step(*nth, before, after)
        ),
        Event::Crash(nth) => format!("{} dies and is started again", device(*nth)),
        Event::Backup => "the first device is backed up".to_owned(),
        Event::PutBack(0) => "the first device is put back to the backup".to_owned(),
        Event::PutBack(nth) => format!("{} becomes a copy of the backup", device(*nth)),
        Event::Lose(blob) => format!("the store loses {}", thing(blob)),
        Event::Restore => "the store has everything again".to_owned(),
        Event::TurnBack => format!("the name is turned back; {}", name(after)),
        Event::Call(nth, fetch) => call(*nth, *fetch, before, after),
        Event::Restart(nth) => format!("{} is started again", reader(*nth)),
    }
}

fn device(nth: usize) -> &'static str {
    if nth == 0 {
        "the first device"
    } else {
        "the second device"
    }
}

fn reader(nth: usize) -> &'static str {
    if nth == 0 {
        "the first reader"
    } else {
        "the second reader"
    }
}

fn thing(blob: &Blob) -> String {
    match blob {
        Blob::Content(message) => format!("the content of {message}"),
        Blob::Page(page) => format!("the page {page}"),
    }
}

fn name(scene: &Scene) -> String {
    match scene.world.heads.last() {
        Some(head) => format!("the name holds {head}"),
        None => "there is no such name".to_owned(),
    }
}

fn step(nth: usize, before: &Scene, after: &Scene) -> String {
    let who = device(nth);
    let ends = match &after.devices[nth].publish {
        None => ", and is done with its publish",
        Some(_) => "",
    };
    let does = match &before.devices[nth].publish {
        None | Some(Publish::Fetch) => "fetches the name to publish".to_owned(),
        Some(Publish::Add { left, .. }) => match left.first() {
            Some(blob) => format!("adds {}", thing(blob)),
            None => "has added everything".to_owned(),
        },
        Some(Publish::Save { .. }) => "saves the new head".to_owned(),
        Some(Publish::Update { .. }) if before.world.heads.len() == after.world.heads.len() => {
            format!("cannot update the name, because {}", name(after))
        }
        Some(Publish::Update { .. }) => format!("updates the name; {}", name(after)),
        Some(Publish::ReadBack) => "fetches the name once more".to_owned(),
        Some(Publish::Done(status)) => format!("is {status}"),
    };
    format!("{who} {does}{ends}")
}

fn call(nth: usize, fetch: Fetch, before: &Scene, after: &Scene) -> String {
    let who = reader(nth);
    let served = match fetch {
        Fetch::Now => name(before),
        Fetch::Back(back) => {
            let held = before.world.heads.iter().rev().nth(usize::from(back));
            let held = held.map_or_else(String::new, ToString::to_string);
            let ago = if back == 1 {
                "before".to_owned()
            } else {
                format!("{back} changes ago")
            };
            format!("it is served what the name held {ago}, {held}")
        }
        Fetch::Empty => "it is served zero bytes".to_owned(),
        Fetch::NotFound => "the name is not found".to_owned(),
        Fetch::Failed(reason) => format!("the name is {reason}"),
    };
    let seat = &after.seats[nth];
    let new = seat.kept.difference(&before.seats[nth].kept);
    let new: Vec<String> = new.map(ToString::to_string).collect();
    let delivers = if new.is_empty() {
        "nothing new".to_owned()
    } else {
        new.join(" ")
    };
    let floor = match &seat.reader.floor {
        Some(floor) => format!("its floor is {floor}"),
        None => "it has no floor".to_owned(),
    };
    let gaps: Vec<String> = seat.reader.gaps.keys().map(ToString::to_string).collect();
    let gaps = if gaps.is_empty() {
        String::new()
    } else {
        format!(", gaps are {}", gaps.join(" and "))
    };
    format!("{who} calls, {served}; it delivers {delivers}; {floor}{gaps}")
}
