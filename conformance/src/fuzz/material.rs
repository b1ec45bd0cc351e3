//! Bytes to make inputs from: those of the suite's own vectors, and of a corpus.

use remote_log::address::AddressKind;
use serde_json::Value;

use super::chance::Chance;
use super::codec::{Addressed, Listed};
use crate::judge::decode;
use crate::vectors::{Case, Do, Form, Holds, NameChange, Step, WorldChange};

/// What is longer is left out: it takes more time than it shows.
const LONGEST: usize = 4096;

/// The bytes, by what they are for.
#[derive(Debug, Default)]
pub(super) struct Material {
    forms: Vec<(Form, Vec<u8>)>,
    listed: Vec<Listed>,
    addressed: Vec<Addressed>,
}

impl Material {
    /// Everything that these cases hold.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut material = Self::default();
        for case in cases {
            material.take_world(&case.world);
            for step in &case.steps {
                match step {
                    Step::Do(asked) => material.take_request(asked),
                    Step::World(change) => material.take_world(change),
                    _ => {}
                }
            }
        }
        material
    }

    /// Bytes for a decoder of this form.
    pub fn bytes(&self, chance: &mut Chance, form: Form) -> Vec<u8> {
        let fit: Vec<&[u8]> = self
            .forms
            .iter()
            .filter(|(of, _)| *of == form)
            .map(|(_, bytes)| &bytes[..])
            .collect();
        match &fit[..] {
            [] => Vec::new(),
            fit => chance.pick(fit).to_vec(),
        }
    }

    /// Content to be held against a message.
    pub fn listed(&self, chance: &mut Chance) -> Listed {
        match &self.listed[..] {
            [] => Listed {
                bytes: Vec::new(),
                id: [0; 32],
                group: Vec::new(),
            },
            listed => chance.pick(listed).clone(),
        }
    }

    /// Content to be held against an address.
    pub fn addressed(&self, chance: &mut Chance) -> Addressed {
        match &self.addressed[..] {
            [] => Addressed {
                kind: AddressKind::Multihash,
                address: Vec::new(),
                content: Vec::new(),
            },
            addressed => chance.pick(addressed).clone(),
        }
    }

    fn take_request(&mut self, asked: &Do) {
        let text = |key: &str| asked.input.get(key).and_then(Value::as_str);
        let bytes = |key: &str| {
            let bytes = hex::decode(text(key)?).ok()?;
            (bytes.len() <= LONGEST).then_some(bytes)
        };
        let form = match (asked.op.as_str(), text("numbers"), text("message")) {
            ("page.decode", ..) => Some(Form::Page),
            ("message.decode", Some("legacy"), _) => Some(Form::MessageLegacy),
            ("message.decode", ..) => Some(Form::Message),
            ("payload.decode", Some("legacy"), _) => Some(Form::PayloadLegacy),
            ("payload.decode", ..) => Some(Form::Payload),
            ("service.decode", _, Some(service)) => service_form(service),
            _ => None,
        };
        if let Some((form, bytes)) = form.zip(bytes("bytes")) {
            self.forms.push((form, bytes));
        }
        if asked.op == "message.check"
            && let (Some(bytes), Some(id), Some(group)) =
                (bytes("bytes"), bytes("id"), bytes("group"))
            && let Ok(id) = id.try_into()
        {
            self.forms.push((Form::Message, bytes.clone()));
            self.listed.push(Listed { bytes, id, group });
        }
        if asked.op == "address.check"
            && let (Some(kind), Some(address), Some(content)) =
                (text("kind"), bytes("address"), bytes("content"))
            && let Ok(kind) = kind.parse()
        {
            self.addressed.push(Addressed {
                kind,
                address,
                content,
            });
        }
    }

    /// What stores hold is pages and messages.
    fn take_world(&mut self, change: &WorldChange) {
        let contents = change.cas.iter().map(|(_, holds)| holds);
        let names = change.names.iter().filter_map(|(_, change)| match change {
            NameChange::Holds(holds) => Some(holds),
            NameChange::Back(_) => None,
        });
        for holds in contents.chain(names) {
            let Holds::Content(bytes) = holds else {
                continue;
            };
            for form in [Form::Page, Form::Message] {
                let reads = decode(form, bytes).is_ok();
                if reads && bytes.len() <= LONGEST && !self.forms.contains(&(form, bytes.clone())) {
                    self.forms.push((form, bytes.clone()));
                }
            }
        }
    }
}

fn service_form(message: &str) -> Option<Form> {
    let services = [
        Form::Content,
        Form::Address,
        Form::NameUpdate,
        Form::Query,
        Form::Response,
    ];
    services.into_iter().find(|form| form.name() == message)
}
