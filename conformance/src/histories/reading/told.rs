//! A history of readers, as a person would tell it.

use remote_log_model::reading::{Action, Device, End, Fetch, GetFault, Outcome, Point, Sync};
use remote_log_model::{Answer, Blob, Class, Embed, Layout, Message, World};

use super::call;
use crate::histories::history::ReadingSettings;
use crate::histories::play::{self, ReadingMoment};
use crate::histories::words;
use crate::plural::plural;

/// What the readers are called.
const READERS: [&str; 2] = ["Bob", "Carol"];

/// What is settled before.
pub(in crate::histories) fn settled(settings: &ReadingSettings) -> String {
    format!(
        "A phone and a tablet write one log, {}. A reader asks for {} at most in one call.",
        layout(&settings.layout),
        plural(settings.limits.pages, "page"),
    )
}

/// A sentence for each action that is possible.
pub(in crate::histories) fn told(settings: &ReadingSettings, actions: &[Action]) -> Vec<String> {
    play::reading(settings, actions)
        .iter()
        .map(moment)
        .collect()
}

fn moment(moment: &ReadingMoment) -> String {
    let (before, after) = (&moment.before.world, &moment.after.world);
    let holds = match after.heads.last() {
        Some(head) => head.to_string(),
        None => "nothing".to_owned(),
    };
    match &moment.action {
        Action::Write { device: writer, .. } => {
            let new = (moment.before.messages..moment.after.messages).map(Message);
            let writer = device(*writer);
            format!("{writer} writes {}: {holds}", words::list(new))
        }
        Action::Overwrite { device: writer } => {
            let new = Message(moment.before.messages);
            let writer = device(*writer);
            format!("{writer} writes {new} over whatever the name holds: {holds}")
        }
        Action::Copy => "The tablet becomes a copy of the phone".to_owned(),
        Action::Merge { device: writer } => {
            let writer = device(*writer);
            format!("{writer} takes up what the name lists, and publishes: {holds}")
        }
        Action::Cut {
            device: writer,
            layout: new,
        } => {
            let writer = device(*writer);
            format!("{writer} cuts its pages anew, {}: {holds}", layout(new))
        }
        Action::Lose(target) => {
            let lost = before.heads.last().and_then(|head| head.target(*target));
            match lost {
                Some(lost) => format!("{} is lost", capital(&blob(&lost))),
                None => "Nothing is lost".to_owned(),
            }
        }
        Action::Collect => {
            let lost = before.kept.difference(&after.kept).map(blob);
            format!(
                "What the head does not reach is collected: {}",
                words::list(lost)
            )
        }
        Action::Restore => {
            let back = after.kept.difference(&before.kept).map(blob);
            format!("What was lost is back: {}", words::list(back))
        }
        Action::Roll { back } => {
            let ago = plural(usize::from(*back), "update");
            format!("The name holds again what it held {ago} ago: {holds}")
        }
        Action::Sync(call) => sync(call, before, &moment.outcome),
        Action::Restart { reader } => {
            format!(
                "{}'s device is started again",
                READERS[usize::from(*reader)]
            )
        }
    }
}

fn sync(call: &Sync, world: &World, outcome: &Outcome) -> String {
    let mut told = format!("{} calls", READERS[usize::from(call.reader)]);
    let head = call::head(call.fetch, world);
    told += &match (call.fetch, &head) {
        (Fetch::Now, _) => String::new(),
        (Fetch::Back(back), Some(head)) => {
            format!(
                ", and is served the head of {} ago, {head}",
                plural(usize::from(back), "update")
            )
        }
        (Fetch::Empty, _) => ", and is served zero bytes".to_owned(),
        (Fetch::NotFound | Fetch::Back(_), _) => ", and the name is not found".to_owned(),
        (Fetch::Failed(reason), _) => {
            format!(
                ", and fetching the name comes to `{}`",
                words::reason(reason)
            )
        }
    };
    if let Some((target, fault)) = call.fault
        && let Some(faulty) = head.and_then(|head| head.target(target))
    {
        told += &format!(", while {} {}", blob(&faulty), goes_wrong(fault));
    }
    if let End::Dies(point) = call.end {
        let place = match point {
            Point::Fetch => "while the name is fetched".to_owned(),
            Point::Get(nth) => format!("at the get number {nth}"),
            Point::Save => "before the first save is done".to_owned(),
        };
        return format!("{told}; the device dies {place}");
    }
    match outcome {
        Outcome::Answered { answers, .. } => match &answers[..] {
            [answer] => format!("{told}: {}", answered(answer)),
            several => {
                let several: Vec<String> = several.iter().map(answered).collect();
                format!("{told}: {}", several.join("; or: "))
            }
        },
        _ => told,
    }
}

fn answered(answer: &Answer) -> String {
    let mut told = words::class(answer.head).to_owned();
    let delivered: Vec<&Message> = answer.aside.iter().chain(&answer.delivered).collect();
    told += &match &delivered[..] {
        [] => ", delivers nothing".to_owned(),
        some => format!(", delivers {}", words::list(some)),
    };
    for (message, reason) in &answer.missing {
        told += &format!("; {message} is missing ({})", words::reason(*reason));
    }
    for (page, reason) in &answer.gaps {
        told += &format!("; the page {page} is a gap ({})", words::reason(*reason));
    }
    if !answer.inserted.is_empty() {
        told += &format!("; inserted: {}", words::list(&answer.inserted));
    }
    if answer.reordered {
        told += "; reordered";
    }
    if answer.head == Class::Fork
        && let Some((floor, head)) = &answer.evidence
    {
        told += &format!("; the evidence is {floor} and {head}");
    }
    told
}

fn goes_wrong(fault: GetFault) -> String {
    match fault {
        GetFault::Failed(reason) => format!("comes to `{}`", words::reason(reason)),
        GetFault::Corrupt => "comes with a wrong bit".to_owned(),
        GetFault::Truncated => "comes without its last byte".to_owned(),
        GetFault::Other => "comes as something else".to_owned(),
    }
}

fn blob(blob: &Blob) -> String {
    match blob {
        Blob::Content(message) => format!("the content of {message}"),
        Blob::Page(page) => format!("the page {page}"),
    }
}

const fn device(device: Device) -> &'static str {
    match device {
        Device::First => "The phone",
        Device::Second => "The tablet",
    }
}

fn layout(layout: &Layout) -> String {
    let mut told = format!("{} to a page", plural(layout.page_size, "pair"));
    match layout.embed {
        Embed::Last(0) => {}
        Embed::Last(k) => told += &format!(", the newest {k} embedded"),
        Embed::All => told += ", everything embedded",
    }
    if layout.pointer {
        told += ", the name a pure pointer";
    }
    if layout.form > 0 {
        told += ", with a field that readers do not know";
    }
    told
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
