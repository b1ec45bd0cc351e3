//! The case that asks an adapter to live through a history of a writer.

use remote_log_model::writing::{Action, Held, Outcome, Trouble};
use remote_log_model::{Class, Embed, Message};
use serde_json::{Value, json};

use super::expect::{self, Cut};
use super::trouble;
use crate::histories::history::WritingSettings;
use crate::histories::matter::{self, NAME, Pages};
use crate::histories::play::{self, WritingMoment};
use crate::properties::draft::{hex, open, open_reader};
use crate::protocol::CallOp;
use crate::vectors::{
    Assertion, CrashAt, Do, Fault, Holds, NameChange, NthCall, Race, Step, WorldChange,
};

/// What the writer is called; its log has the same name.
const WRITER: &str = "alice";

/// What the reader is called.
const READER: &str = "bob";

/// More pages than any history has.
const MANY_PAGES: usize = 1000;

/// The steps.
pub(in crate::histories) fn case(settings: &WritingSettings, actions: &[Action]) -> Vec<Step> {
    let mut story = Story {
        settings,
        steps: Vec::new(),
        pages: Pages::default(),
        writer_open: false,
        reader_open: false,
        cut: None,
        said: None,
        requests: 0,
    };
    if !settings.compare_and_set {
        story.steps.push(Step::World(WorldChange {
            compare_and_set: Some(false),
            ..WorldChange::default()
        }));
    }
    for moment in play::writing(settings, actions) {
        story.tell(&moment);
    }
    story.steps
}

struct Story<'a> {
    settings: &'a WritingSettings,
    steps: Vec<Step>,
    pages: Pages,
    writer_open: bool,
    reader_open: bool,
    /// What cut the writer short since it last published.
    cut: Option<Cut>,
    /// What the reader last said of a head.
    said: Option<Class>,
    requests: u64,
}

impl Story<'_> {
    fn tell(&mut self, moment: &WritingMoment) {
        match moment.action {
            Action::Append(_) | Action::AppendAgain => {
                if let Outcome::Appended { messages, new } = &moment.outcome {
                    self.append(messages, None, expect::appended(messages, *new, self.cut));
                }
            }
            Action::AppendDying => {
                let save = NthCall {
                    op: CallOp::StateSave,
                    nth: 1,
                };
                let message = Message(moment.before.messages);
                self.append(&[message], Some(CrashAt::Drop(save)), Vec::new());
                self.died();
            }
            Action::Publish(trouble) => self.publish(trouble, moment),
            Action::PublishDying(death) => {
                self.write(
                    "writer.publish",
                    json!({}),
                    Vec::new(),
                    Some(trouble::crash(death)),
                    Vec::new(),
                );
                self.died();
            }
            Action::Restart => self.restart(),
            Action::Backup => {
                self.open_writer();
                let instance = WRITER.to_owned();
                self.steps.push(Step::Backup { instance });
            }
            Action::RestoreBackup => {
                let instance = WRITER.to_owned();
                self.steps.push(Step::Restore { instance });
                self.writer_open = false;
                self.cut = Some(Cut::Restored);
            }
            Action::Intrude(_) => {
                if let Some(held) = moment.after.name.last()
                    && let Some(content) = trouble::strange(held, &mut self.pages)
                {
                    self.name(NameChange::Holds(Holds::Content(content)));
                }
            }
            Action::Roll { back } => self.name(NameChange::Back(usize::from(back))),
            Action::Sync => self.sync(moment),
        }
    }

    fn name(&mut self, change: NameChange) {
        self.steps.push(Step::World(WorldChange {
            names: vec![(NAME.to_owned(), change)],
            ..WorldChange::default()
        }));
    }

    fn died(&mut self) {
        self.writer_open = false;
        self.cut = Some(Cut::Died);
    }

    fn restart(&mut self) {
        if self.writer_open {
            let instance = WRITER.to_owned();
            self.steps.push(Step::Drop { instance });
            self.writer_open = false;
            self.cut.get_or_insert(Cut::Restarted);
        }
    }

    fn append(&mut self, messages: &[Message], crash_at: Option<CrashAt>, expect: Vec<Assertion>) {
        let items: Vec<Value> = messages
            .iter()
            .map(|message| {
                json!({
                    "id": hex(matter::id(*message)),
                    "data": hex(matter::content(*message)),
                })
            })
            .collect();
        self.write(
            "writer.append",
            json!({"items": items}),
            Vec::new(),
            crash_at,
            expect,
        );
    }

    fn publish(&mut self, trouble: Option<Trouble>, moment: &WritingMoment) {
        let Outcome::Published { status, name } = &moment.outcome else {
            return;
        };
        if let Some(Trouble::Race(_)) = trouble {
            self.race(moment);
        }
        let expect = expect::published(
            self.settings,
            &moment.before.alice,
            *status,
            trouble,
            self.cut,
            name.as_ref(),
            &mut self.pages,
        );
        let faults = trouble.map(trouble::faults).unwrap_or_default();
        self.write("writer.publish", json!({}), faults, None, expect);
        self.cut = expect::cut(*status, trouble, self.cut);
    }

    /// Somebody else's update, which comes before the writer's. Where the name system does not compare, the writer's
    /// own stands over it in the end.
    fn race(&mut self, moment: &WritingMoment) {
        let mut held = moment.after.name.iter().rev();
        let strange = held.find(|held| !matches!(held, Held::Own(_)));
        if let Some(held) = strange
            && let Some(content) = trouble::strange(held, &mut self.pages)
        {
            let name = NAME.to_owned();
            self.steps.push(Step::World(WorldChange {
                race: Some(Race { name, content }),
                ..WorldChange::default()
            }));
        }
    }

    fn sync(&mut self, moment: &WritingMoment) {
        let Outcome::Synced { head, delivered } = &moment.outcome else {
            return;
        };
        if !self.reader_open {
            self.steps.push(open_reader(READER, NAME, MANY_PAGES));
            self.reader_open = true;
        }
        let expect = expect::synced(moment, *head, delivered, self.said);
        self.said = Some(*head);
        self.ask("reader.sync", READER, json!({}), Vec::new(), None, expect);
    }

    fn open_writer(&mut self) {
        if self.writer_open {
            return;
        }
        self.writer_open = true;
        let settings = self.settings;
        let embed = match settings.embed {
            Embed::All => "all".to_owned(),
            Embed::Last(k) => k.to_string(),
        };
        self.steps.push(open(
            "writer.open",
            json!({
                "instance": WRITER,
                "name": NAME,
                "profile": "core",
                "group": null,
                "page_size": settings.page_size.to_string(),
                "embed": embed,
                "head": if settings.pointer { "pointer" } else { "inline" },
            }),
        ));
    }

    fn write(
        &mut self,
        op: &str,
        input: Value,
        faults: Vec<Fault>,
        crash_at: Option<CrashAt>,
        expect: Vec<Assertion>,
    ) {
        self.open_writer();
        self.ask(op, WRITER, input, faults, crash_at, expect);
    }

    fn ask(
        &mut self,
        op: &str,
        instance: &str,
        mut input: Value,
        faults: Vec<Fault>,
        crash_at: Option<CrashAt>,
        expect: Vec<Assertion>,
    ) {
        input["instance"] = json!(instance);
        input["now"] = json!(self.requests.to_string());
        self.requests += 1;
        self.steps.push(Step::Do(Do {
            op: op.to_owned(),
            input,
            faults,
            crash_at,
            keep: Vec::new(),
            expect,
        }));
    }
}
