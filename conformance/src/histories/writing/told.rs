//! A history of a writer, as a person would tell it.

use remote_log_model::writing::{
    Action, AddTrouble, Death, FetchTrouble, Held, Intrusion, Outcome, Trouble, UpdateTrouble,
};
use remote_log_model::{Embed, Message};

use crate::histories::history::WritingSettings;
use crate::histories::play::{self, WritingMoment};
use crate::histories::words;
use crate::plural::plural;

/// What is settled before.
pub(in crate::histories) fn settled(settings: &WritingSettings) -> String {
    let mut told = format!(
        "Alice's writer puts {} on a page at most",
        plural(settings.page_size, "pair")
    );
    match settings.embed {
        Embed::All => told += ", embeds everything",
        Embed::Last(0) => told += ", embeds nothing",
        Embed::Last(k) => told += &format!(", embeds the newest {k}"),
    }
    told += if settings.pointer {
        " and publishes a pure pointer."
    } else {
        " and publishes its head inline."
    };
    if !settings.compare_and_set {
        told += " The name system cannot compare.";
    }
    told
}

/// A sentence for each action that is possible.
pub(in crate::histories) fn told(settings: &WritingSettings, actions: &[Action]) -> Vec<String> {
    play::writing(settings, actions)
        .iter()
        .map(moment)
        .collect()
}

fn moment(moment: &WritingMoment) -> String {
    let holds = || name(moment.after.name.last());
    match moment.action {
        Action::Append(_) => {
            let new = (moment.before.messages..moment.after.messages).map(Message);
            format!("Alice appends {}", words::list(new))
        }
        Action::AppendAgain => match &moment.outcome {
            Outcome::Appended { messages, .. } => {
                format!("Alice appends {} again: duplicate", words::list(messages))
            }
            _ => "Alice appends something again".to_owned(),
        },
        Action::AppendDying => format!(
            "Alice appends {}; her device dies before the first save is done",
            Message(moment.before.messages)
        ),
        Action::Publish(trouble) => {
            let trouble = trouble.map(happens).unwrap_or_default();
            match &moment.outcome {
                Outcome::Published { status, .. } => format!(
                    "Alice publishes{trouble}: {}; the name holds {}",
                    words::status(*status),
                    holds()
                ),
                _ => format!("Alice publishes{trouble}"),
            }
        }
        Action::PublishDying(death) => format!(
            "Alice publishes; her device dies {}; the name holds {}",
            place(death),
            holds()
        ),
        Action::Restart => "Alice's device is started again".to_owned(),
        Action::Backup => "Alice's device is backed up".to_owned(),
        Action::RestoreBackup => "Alice's device is put back to the backup".to_owned(),
        Action::Intrude(_) => format!("Somebody else writes to the name: {}", holds()),
        Action::Roll { back } => format!(
            "The name holds again what it held {} ago: {}",
            plural(usize::from(back), "change"),
            holds()
        ),
        Action::Sync => match &moment.outcome {
            Outcome::Synced { head, delivered } => format!(
                "Bob calls: {}, delivers {}",
                words::class(*head),
                words::list(delivered)
            ),
            _ => "Bob calls".to_owned(),
        },
    }
}

/// What a name holds, drawn as the spec draws heads.
fn name(held: Option<&Held>) -> String {
    match held {
        None => "nothing".to_owned(),
        Some(Held::Garbage) => "bytes that are no page".to_owned(),
        Some(Held::Strange(log)) if log.is_empty() => "zero bytes".to_owned(),
        Some(Held::Own(log) | Held::Strange(log)) => {
            let newest_first: Vec<String> = log.iter().rev().map(Message::to_string).collect();
            format!("[{}]", newest_first.join(" "))
        }
    }
}

fn happens(trouble: Trouble) -> String {
    match trouble {
        Trouble::Fetch(FetchTrouble::NotFound) => ", and the name is not found".to_owned(),
        Trouble::Fetch(FetchTrouble::Unavailable) => ", and the name cannot be fetched".to_owned(),
        Trouble::Fetch(FetchTrouble::Timeout) => ", and the fetch is not answered".to_owned(),
        Trouble::Fetch(FetchTrouble::Stale) => {
            ", and is served what the name held before".to_owned()
        }
        Trouble::Add(AddTrouble::Unavailable) => ", and nothing can be added".to_owned(),
        Trouble::Add(AddTrouble::Timeout) => ", and no add is answered or done".to_owned(),
        Trouble::Add(AddTrouble::Lost) => ", and no add is answered, though done".to_owned(),
        Trouble::Update(UpdateTrouble::Conflict) => ", and the update is a conflict".to_owned(),
        Trouble::Update(UpdateTrouble::TooLarge) => ", and the head is too large".to_owned(),
        Trouble::Update(UpdateTrouble::Unavailable) => {
            ", and the name cannot be updated".to_owned()
        }
        Trouble::Update(UpdateTrouble::Timeout) => {
            ", and the update is not answered or done".to_owned()
        }
        Trouble::Update(UpdateTrouble::Lost) => {
            ", and the update is not answered, though done".to_owned()
        }
        Trouble::Update(UpdateTrouble::Dropped) => {
            ", and the update is answered, though not done".to_owned()
        }
        Trouble::Race(intrusion) => {
            let writes = match intrusion {
                Intrusion::Newer => "her log and something new",
                Intrusion::Fork => "her oldest message and something new",
                Intrusion::Older => "her oldest message alone",
                Intrusion::Empty => "zero bytes",
                Intrusion::Garbage => "bytes that are no page",
            };
            format!(", and just before the update somebody writes {writes} to the name")
        }
    }
}

const fn place(death: Death) -> &'static str {
    match death {
        Death::Fetch => "while the name is fetched",
        Death::Add => "at the first add",
        Death::Save => "before the first save is done",
        Death::Update => "at the update",
    }
}
