//! The writers, readers, stores and nodes that are open, and what is asked of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::mixed_logs::mix_logs;
use super::nodes;
use super::outcome::{Outcome, input, settle};
use super::stores;
use super::world::World;
use crate::address::Kind;
use crate::bytes::Bytes;
use crate::decimal::{embed, number, positive};
use crate::faults::{BlindReaderFault, Faulty, NameFault};
use crate::node::Node;
use crate::reader::{self, Limits, ReaderSettings, ReaderState};
use crate::store::Store;
use crate::stores::Dropped;
use crate::writer::{self, AppendItem, Embed, HeadForm, WriterSettings, WriterState};

/// An open instance.
pub(super) enum Instance {
    Reader(ReaderSettings, ReaderState),
    Writer(WriterSettings, WriterState),
    Node(Box<Node>),
    Store(Store),
}

/// All that are open, by the name that the harness gave.
pub(super) type Instances = BTreeMap<String, Instance>;

/// Asks something of one instance. One that is dropped, or that the pipe broke under, is forgotten.
pub(super) fn ask(
    op: &str,
    from: &Value,
    faulty: Faulty,
    instances: &mut Instances,
    mut world: World<'_, '_>,
) -> Outcome {
    let name = world.instance;
    mix_logs(instances, name, faulty);
    let result = match op {
        "instance.drop" => {
            instances.remove(name);
            return Outcome::ok(json!({}));
        }
        "store.open" => {
            instances.insert(name.to_owned(), Instance::Store(Store::new(faulty)));
            return Outcome::ok(json!({}));
        }
        "reader.open" | "writer.open" | "node.open" => {
            let opened = match op {
                "reader.open" => open_reader(from, faulty, &mut world),
                "node.open" => nodes::open(from, faulty, &mut world)
                    .map(|opened| opened.map(|node| Instance::Node(Box::new(node)))),
                _ => open_writer(from, faulty, &mut world),
            };
            opened.map(|opened| match opened {
                Ok(instance) => {
                    instances.insert(name.to_owned(), instance);
                    Outcome::ok(json!({}))
                }
                Err(outcome) => outcome,
            })
        }
        _ => match instances.get_mut(name) {
            Some(instance) => instance.ask(op, from, &mut world),
            None => return Outcome::Fault(format!("`{name}` is not open")),
        },
    };
    if result.is_err() {
        instances.remove(name);
    }
    world.settle(result)
}

impl Instance {
    fn ask(
        &mut self,
        op: &str,
        from: &Value,
        world: &mut World<'_, '_>,
    ) -> Result<Outcome, Dropped> {
        match (op, self) {
            ("reader.sync", Self::Reader(settings, state)) => {
                #[derive(Deserialize)]
                struct In {
                    #[serde(deserialize_with = "number")]
                    now: u64,
                }
                match input(from) {
                    Ok(In { now }) => Ok(Outcome::ok(reader::sync(settings, state, world, now)?)),
                    Err(outcome) => Ok(outcome),
                }
            }
            ("writer.append", Self::Writer(settings, state)) => {
                append(from, settings, state, world)
            }
            ("writer.publish", Self::Writer(settings, state)) => {
                let status = writer::publish(settings, state, world)?;
                Ok(Outcome::ok(json!({"status": status})))
            }
            ("store.add", Self::Store(store)) => Ok(settle(stores::add(from, store))),
            ("store.get", Self::Store(store)) => Ok(settle(stores::get(from, store))),
            ("store.update", Self::Store(store)) => Ok(settle(stores::update(from, store))),
            ("store.fetch", Self::Store(store)) => Ok(settle(stores::fetch(from, store))),
            (_, Self::Node(node)) => nodes::ask(op, from, node, world),
            _ => Ok(Outcome::Fault(format!("`{op}` is for another instance"))),
        }
    }
}

fn append(
    from: &Value,
    settings: &WriterSettings,
    state: &mut WriterState,
    world: &mut World<'_, '_>,
) -> Result<Outcome, Dropped> {
    #[derive(Deserialize)]
    struct In {
        items: Vec<Item>,
    }
    #[derive(Deserialize)]
    struct Item {
        id: Option<Bytes>,
        data: Bytes,
    }
    let asked: In = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let mut items = Vec::new();
    for Item { id, data } in asked.items {
        match AppendItem::new(settings, id, data) {
            Ok(item) => items.push(item),
            Err(reason) => return Ok(Outcome::Reject(reason)),
        }
    }
    let ids: Vec<_> = items.iter().map(|item| item.id.clone()).collect();
    let statuses = writer::append(settings, state, world, items)?;
    let told = ids.iter().zip(statuses);
    let items: Vec<Value> = told
        .map(|(id, status)| json!({"id": id, "status": status}))
        .collect();
    Ok(Outcome::ok(json!({"items": items})))
}

/// What a log lists: items of any kind, or messages of one group.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Profile {
    Core,
    Mvds,
}

/// The group of a log, which it has under `mvds` alone.
fn log_group(profile: Profile, group: Option<Bytes>) -> Result<Option<Bytes>, Outcome> {
    match (profile, group) {
        (Profile::Core, _) => Ok(None),
        (Profile::Mvds, Some(group)) => Ok(Some(group)),
        (Profile::Mvds, None) => Err(Outcome::Fault("a log of messages has a group".to_owned())),
    }
}

/// A name as the name system is asked for it: as it was given (`RL-NAME-5`).
fn as_asked_for(name: String, faulty: Faulty) -> String {
    match () {
        () if faulty.has(NameFault::NameInLowercase) => name.to_lowercase(),
        () if faulty.has(BlindReaderFault::PlusIsSpace) => name.replace('+', " "),
        () if faulty.has(NameFault::NameTrimmed) => name.trim().to_owned(),
        () => name,
    }
}

/// Opens a reader.
fn open_reader(
    from: &Value,
    faulty: Faulty,
    world: &mut World<'_, '_>,
) -> Result<Result<Instance, Outcome>, Dropped> {
    #[derive(Deserialize)]
    struct In {
        name: String,
        profile: Profile,
        group: Option<Bytes>,
        kind: Kind,
        limits: InLimits,
    }
    #[derive(Deserialize)]
    struct InLimits {
        #[serde(deserialize_with = "positive")]
        pages: u64,
        #[serde(deserialize_with = "positive")]
        page_bytes: u64,
        #[serde(deserialize_with = "positive")]
        pairs: u64,
        #[serde(deserialize_with = "positive")]
        content_bytes: u64,
        #[serde(deserialize_with = "positive")]
        call_bytes: u64,
        #[serde(deserialize_with = "positive")]
        gets: u64,
    }
    let asked: In = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let group = match log_group(asked.profile, asked.group) {
        Ok(group) => group,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let settings = ReaderSettings {
        name: as_asked_for(asked.name, faulty),
        group,
        authenticate: false,
        kind: asked.kind,
        limits: Limits {
            pages: asked.limits.pages,
            page_bytes: asked.limits.page_bytes,
            pairs: asked.limits.pairs,
            content_bytes: asked.limits.content_bytes,
            call_bytes: asked.limits.call_bytes,
            gets: asked.limits.gets,
        },
        faulty,
    };
    let saved: ReaderState = world.load()?.unwrap_or_default();
    Ok(Ok(Instance::Reader(settings, saved.restarted(faulty))))
}

/// Opens a writer.
fn open_writer(
    from: &Value,
    faulty: Faulty,
    world: &mut World<'_, '_>,
) -> Result<Result<Instance, Outcome>, Dropped> {
    #[derive(Deserialize)]
    struct In {
        name: String,
        profile: Profile,
        group: Option<Bytes>,
        #[serde(deserialize_with = "positive")]
        page_size: u64,
        #[serde(deserialize_with = "embed")]
        embed: Embed,
        head: HeadForm,
    }
    let asked: In = match input(from) {
        Ok(asked) => asked,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let group = match log_group(asked.profile, asked.group) {
        Ok(group) => group,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let settings = WriterSettings {
        name: as_asked_for(asked.name, faulty),
        group,
        page_size: usize::try_from(asked.page_size).unwrap_or(usize::MAX),
        embed: asked.embed,
        head: asked.head,
        faulty,
    };
    let saved = world.load()?.unwrap_or_default();
    Ok(Ok(Instance::Writer(settings, saved)))
}
